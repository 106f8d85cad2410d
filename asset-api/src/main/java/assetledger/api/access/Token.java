package assetledger.api.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The secret that opens this installation's API; made up at the first start and kept where only its owner reads. */
public final class Token {
    private final String value;

    private Token(String value) {
        this.value = value;
    }

    /** The token in a data directory, made up if there is none yet. */
    public static Token in(Path directory) {
        Path file = directory.resolve("token");
        try {
            if (Files.notExists(file)) {
                create(directory, file);
            }
            return new Token(Files.readString(file).strip());
        } catch (IOException unusable) {
            throw new UncheckedIOException("The token file cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    private static void create(Path directory, Path file) throws IOException {
        Files.createDirectories(directory);
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        // The file is for its owner alone before the secret is in it.
        Files.createFile(file);
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.WRITE);
    }

    public String value() {
        return value;
    }

    /** Compares in a time that tells nothing of how much of it was right. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
    }
}
