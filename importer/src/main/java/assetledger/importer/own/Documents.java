package assetledger.importer.own;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The questions that are asked. */
final class Documents {
    static final String AUTHORITY = read("authority");
    static final String RECORDS = read("records");

    private Documents() {}

    private static String read(String name) {
        try (InputStream text =
                Objects.requireNonNull(Documents.class.getResourceAsStream("/own/%s.graphql".formatted(name)))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
