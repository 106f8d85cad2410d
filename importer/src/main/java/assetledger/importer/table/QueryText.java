package assetledger.importer.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The text of a query: a file, or one of those that ship. */
public final class QueryText {
    private static final int LONGEST = 100_000;

    private QueryText() {}

    /** A path first, then the name of a query that ships. */
    static String find(String name) {
        try {
            return isFile(name) ? fromFile(Path.of(name)) : shipped(name);
        } catch (IOException e) {
            throw new TableException("The query %s cannot be read: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** The names of the queries that ship. */
    public static List<String> shippedNames() {
        try (InputStream list = Objects.requireNonNull(QueryText.class.getResourceAsStream("/queries/shipped.txt"))) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String fromFile(Path file) throws IOException {
        if (Files.size(file) > LONGEST) {
            throw new IOException("a query has at most %,d bytes".formatted(LONGEST));
        }
        return Files.readString(file);
    }

    private static String shipped(String name) throws IOException {
        if (!shippedNames().contains(name)) {
            throw new TableException("There is no file %s, and no query of that name ships; those that ship are %s"
                    .formatted(name, String.join(", ", shippedNames())));
        }
        try (InputStream text =
                Objects.requireNonNull(QueryText.class.getResourceAsStream("/queries/" + name + ".graphql"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
