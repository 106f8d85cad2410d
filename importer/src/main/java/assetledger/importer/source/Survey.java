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
import java.util.List;

/**
 * A first reading of a file: that it can be read to its end, how many rows it has, and which bytes it is.
 *
 * @param header whoever uses the rows asks it for its problems
 * @param rows without the header and without empty lines
 * @param sha256 of all its bytes, in hexadecimal
 * @param notes what a person should know that is no fault, such as sheets that are left aside
 */
public record Survey(Header header, int rows, String sha256, List<String> notes) {
    public Survey {
        notes = List.copyOf(notes);
    }

    /**
     * Reads the whole file.
     *
     * @throws SourceException when any part of the file cannot be told into rows, or when there is none */
    public static Survey of(Path file, TableForm form) {
        try (RowSource source = Sources.open(file, form)) {
            int rows = 0;
            while (source.next().isPresent()) {
                rows++;
            }
            if (rows == 0) {
                throw new SourceException(
                        "%s contains no data rows after the names of its columns".formatted(FileName.shown(file)));
            }
            return new Survey(source.header(), rows, sha256(file), source.notes());
        }
    }

    private static String sha256(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(bytes, digest())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digested.getMessageDigest().digest());
        } catch (IOException e) {
            throw new SourceException("%s cannot be read: %s".formatted(FileName.shown(file), e.getMessage()), e);
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
