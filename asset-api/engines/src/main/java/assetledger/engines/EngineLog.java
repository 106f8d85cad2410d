package assetledger.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an engine prints: kept in a file, and quoted when the engine does not start. */
record EngineLog(Path file) {
    private static final long ROTATE_BYTES = 16 << 20;
    private static final int TAIL_BYTES = 2000;

    /** Where an engine that starts now shall print; what was printed so far moves aside once it is long. */
    Redirect destination() throws IOException {
        if (Files.exists(file) && Files.size(file) > ROTATE_BYTES) {
            Files.move(file, file.resolveSibling(file.getFileName() + ".1"), REPLACE_EXISTING);
        }
        return Redirect.appendTo(file.toFile());
    }

    /** The last lines, or the reason why there are none to show. */
    String tail() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            log.seek(Math.max(0, log.length() - TAIL_BYTES));
            byte[] bytes = new byte[TAIL_BYTES];
            int length = Math.max(0, log.read(bytes));
            return new String(bytes, 0, length, UTF_8).strip();
        } catch (IOException e) {
            return "(there is no log: %s)".formatted(e.getMessage());
        }
    }
}
