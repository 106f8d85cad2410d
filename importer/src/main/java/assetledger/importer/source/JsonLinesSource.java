package assetledger.importer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines of a JSON-lines file: each an object, its columns the paths of its members. The file is read through once
 * before its first row, because only all lines together say which columns there are.
 */
final class JsonLinesSource implements RowSource {
    private final String file;
    private final JsonLines lines;
    private final Header header;

    private JsonLinesSource(String file, JsonLines lines, Header header) {
        this.file = file;
        this.lines = lines;
        this.header = header;
    }

    /**
     * Opens a file at its first row.
     *
     * @throws SourceException when it is no text in its encoding, or when no line of it is an object */
    static JsonLinesSource open(Path path, TableForm form) throws IOException {
        String file = FileName.shown(path);
        Header header = header(path, file, form.encoding());
        return new JsonLinesSource(file, JsonLines.open(path, form.encoding()), header);
    }

    private static Header header(Path path, String file, Charset encoding) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        String fault = "it is empty";
        try (JsonLines lines = JsonLines.open(path, encoding)) {
            for (Optional<JsonLines.Line> line = next(lines, file); line.isPresent(); line = next(lines, file)) {
                names.addAll(line.get().cells().keySet());
                Header.refuseTooMany(file, names.size());
                if (names.isEmpty()) {
                    fault = "line %d: %s"
                            .formatted(line.get().number(), line.get().fault());
                }
            }
        }
        if (names.isEmpty()) {
            throw new SourceException("%s contains no data rows; %s".formatted(file, fault));
        }
        return Header.gathered(names);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Optional<Row> next() {
        return next(lines, file).map(this::row);
    }

    @Override
    public void close() {
        try {
            lines.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<JsonLines.Line> next(JsonLines lines, String file) {
        try {
            return lines.next();
        } catch (IOException e) {
            throw new SourceException(
                    "%s, line %d cannot be read: %s".formatted(file, lines.number(), e.getMessage()), e);
        }
    }

    private Row row(JsonLines.Line line) {
        if (!line.fault().isEmpty()) {
            return new Row(line.number(), header, List.of(), List.of(CellFaults.ofWholeRow(line.fault())));
        }
        List<String> cells = new ArrayList<>();
        Set<Integer> plain = new HashSet<>();
        for (String column : header.names()) {
            if (line.numbers().contains(column)) {
                plain.add(cells.size());
            }
            cells.add(line.cells().getOrDefault(column, ""));
        }
        return new Row(line.number(), header, cells, plain, CellFaults.of(header, cells));
    }
}
