package assetledger.importer.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A first reading of a file: that it can be read to its end, how many rows it has, and which bytes it is.
 *
 * @param rows without the header and without empty lines
 * @param sha256 of all its bytes, in hexadecimal
 */
public record Survey(Header header, int rows, String sha256) {

    /**
     * Reads the whole file.
     *
     * @throws SourceException when any part of the file cannot be told into rows, or when there is none */
    public static Survey of(Path file, CsvForm form) {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new SourceException("There is no file %s".formatted(file));
        }
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(bytes, digest())) {
            CsvSource source = CsvSource.over(digested, name, form);
            int rows = 0;
            while (source.next().isPresent()) {
                rows++;
            }
            if (rows == 0) {
                throw new SourceException("%s has no rows after its header".formatted(name));
            }
            digested.transferTo(OutputStream.nullOutputStream());
            byte[] sum = digested.getMessageDigest().digest();
            return new Survey(source.header(), rows, HexFormat.of().formatHex(sum));
        } catch (IOException e) {
            throw new SourceException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
