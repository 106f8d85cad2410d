package assetledger.importer.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The elements of one path in an XML file. A row is an element; its columns are the paths of what stands below it. The
 * file is read through once before its first row, because only all rows together say which columns there are.
 */
final class XmlSource implements RowSource {
    private final String file;
    private final XmlRows rows;
    private final Header header;
    private int number;

    private XmlSource(String file, XmlRows rows, Header header) {
        this.file = file;
        this.rows = rows;
        this.header = header;
    }

    /**
     * Opens a file at its first row.
     *
     * @throws SourceException when it is not well-formed, has a document type, or has no element of the path */
    static XmlSource open(Path path, TableForm form) throws IOException {
        String file = FileName.shown(path);
        return new XmlSource(file, XmlRows.open(path, form.element()), header(path, file, form.element()));
    }

    private static Header header(Path path, String file, String element) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        try (XmlRows rows = XmlRows.open(path, element)) {
            for (Optional<XmlRows.Element> row = next(rows, file, 1); row.isPresent(); row = next(rows, file, 1)) {
                names.addAll(row.get().cells().keySet());
                Header.refuseTooMany(file, names.size());
            }
            if (names.isEmpty()) {
                throw new SourceException(
                        "%s contains no data rows: it has no element %s with anything in it; it has %s"
                                .formatted(file, element, String.join(", ", rows.paths())));
            }
        }
        return Header.gathered(names);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Optional<Row> next() {
        return next(rows, file, ++number).map(this::row);
    }

    @Override
    public void close() {
        try {
            rows.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<XmlRows.Element> next(XmlRows rows, String file, int number) {
        try {
            return rows.next();
        } catch (SecureXml.XmlException e) {
            throw new SourceException("%s, %s".formatted(file, e.getMessage()), e);
        } catch (IOException e) {
            throw new SourceException("%s, row %d cannot be read: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private Row row(XmlRows.Element element) {
        List<String> cells = new ArrayList<>();
        for (String column : header.names()) {
            cells.add(element.cells().getOrDefault(column, ""));
        }
        List<Fault> faults = CellFaults.of(header, cells).stream()
                .map(fault -> new Fault(
                        fault.column(),
                        fault.value(),
                        "%s (line %d of the file)".formatted(fault.sentence(), element.line())))
                .toList();
        return new Row(number, header, cells, faults);
    }
}
