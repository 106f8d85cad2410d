package assetledger.importer.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lines of a file that are not blank, each read as one JSON object. */
final class JsonLines implements Closeable {
    private static final int LONGEST_LINE = 1 << 20;

    /**
     * One line.
     *
     * @param number counted from 1; blank lines count
     * @param cells what each member says, by its path with points
     * @param numbers the paths of those that are JSON numbers
     * @param fault why it is no object; else empty
     */
    record Line(int number, Map<String, String> cells, Set<String> numbers, String fault) {}

    private final Reader text;
    private int number;
    private boolean isFirst = true;

    private JsonLines(Reader text) {
        this.text = text;
    }

    static JsonLines open(Path file, Charset encoding) throws IOException {
        return new JsonLines(EncodedText.open(file, encoding));
    }

    /** The number of the line that was read last. */
    int number() {
        return number;
    }

    /**
     * The next line that is not blank; empty at the end of the file.
     *
     * @throws IOException when it is too long or, as the first, shows that the file has another form */
    Optional<Line> next() throws IOException {
        for (Optional<String> line = line(); line.isPresent(); line = line()) {
            if (!line.get().isBlank()) {
                refuseList(line.get());
                return Optional.of(JsonObject.read(number, line.get()));
            }
        }
        return Optional.empty();
    }

    private void refuseList(String line) throws IOException {
        if (isFirst && line.stripLeading().startsWith("[")) {
            throw new IOException("the file is one list; each line of a JSON-lines file is an object,"
                    + " without the brackets and commas of a list: {\"id\": 1}");
        }
        isFirst = false;
    }

    private Optional<String> line() throws IOException {
        StringBuilder line = new StringBuilder();
        number++;
        for (int character = text.read(); character != '\n'; character = text.read()) {
            if (character < 0) {
                return line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("a line has at most %d characters".formatted(LONGEST_LINE));
            }
            line.append((char) character);
        }
        return Optional.of(line.toString());
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
