package assetledger.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** One Cypher statement, kept in a file of its own that runs as it is in a console, given its parameters. */
record Statement(String name, String cypher) {

    /**
     * Reads a statement.
     * @param name of the file below {@code assetledger/graph}, without its ending, such as {@code read/coverage}
     */
    static Statement of(String name) {
        String path = "/assetledger/graph/" + name + ".cypher";
        try (InputStream in = Statement.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("The program has no statement " + path);
            }
            return new Statement(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
