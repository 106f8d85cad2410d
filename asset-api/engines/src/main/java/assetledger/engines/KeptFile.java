package assetledger.engines;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** A line that is chosen once and kept in a file of its own, readable by its owner alone. */
record KeptFile(Path path) {
    private static final int PASSWORD_BYTES = 16;

    /** The password kept here; made up and kept when there is none. Hexadecimal, so that no shell, SQL or address needs to quote it. */
    String password() throws IOException {
        if (Files.exists(path)) {
            return read();
        }
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        keep(password);
        return password;
    }

    /** The port kept here when nobody listens on it; otherwise a free one, kept for the next start. */
    int port() throws IOException {
        String kept = Files.exists(path) ? read() : "";
        if (kept.matches("[0-9]{1,5}") && Loopback.isFree(Integer.parseInt(kept))) {
            return Integer.parseInt(kept);
        }
        int port = Loopback.freePort();
        keep(Integer.toString(port));
        return port;
    }

    /** What is kept here. */
    String read() throws IOException {
        return Files.readString(path).trim();
    }

    /** By way of a temporary file, which Java makes readable by its owner alone: a kill leaves all of it or nothing. */
    void keep(String text) throws IOException {
        Path whole = Files.createTempFile(path.toAbsolutePath().getParent(), "kept", null);
        Files.writeString(whole, text + "\n");
        Files.move(whole, path, ATOMIC_MOVE);
    }
}
