package assetledger.importer.own;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that wait in a file until all of them have been seen: only then is it known which columns there are. They may be
 * more than the memory holds.
 */
final class Spool implements AutoCloseable {
    private final Path file;
    private final BufferedWriter writer;
    private int size;

    Spool(Path file) throws IOException {
        this.file = file;
        this.writer = Files.newBufferedWriter(file);
    }

    void add(JsonNode record) throws IOException {
        writer.write(record.toString());
        writer.write('\n');
        size++;
    }

    int size() {
        return size;
    }

    /** What is done with a record. */
    interface Use {
        void record(JsonNode record) throws IOException;
    }

    /** All of them again, in their order; nothing can be added after that. */
    void forEach(Use use) throws IOException {
        writer.close();
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                use.record(JsonMapper.shared().readTree(line));
            }
        }
    }

    @Override
    public void close() throws IOException {
        writer.close();
        Files.delete(file);
    }
}
