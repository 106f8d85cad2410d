package assetledger.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Answers about the demonstration that were computed apart from the product: rows of texts, one file a question. */
final class Expected {
    private Expected() {}

    static List<List<String>> rows(String name) {
        String path = "/assetledger/demonstration/" + name + ".csv";
        try (InputStream in = Objects.requireNonNull(Expected.class.getResourceAsStream(path))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(",", -1)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The rows whose first member is this one. */
    static List<List<String>> rows(String name, Object first) {
        return rows(name).stream()
                .filter(row -> row.get(0).equals(first.toString()))
                .toList();
    }

    static List<String> list(String member) {
        return member.isEmpty() ? List.of() : List.of(member.split(";", -1));
    }
}
