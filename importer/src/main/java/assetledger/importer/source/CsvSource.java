package assetledger.importer.source;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a CSV file (RFC 4180: quotes double inside quotes). What is wrong with one row is a fault of that row;
 * what makes the rest unreadable, such as a quote that is never closed, ends the reading with a {@link
 * SourceException}.
 */
public final class CsvSource implements RowSource {
    /** Past these the parser gives up; the friendlier limits of a row are {@link CellFaults}. */
    private static final int MOST_FIELDS = 1 << 16;

    private static final int LONGEST_FIELD = 1 << 20;
    private static final int LONGEST_RECORD = 1 << 22;

    private final String file;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final Header header;
    private int number;

    private CsvSource(String file, CsvReader<CsvRecord> reader) {
        this.file = file;
        this.reader = reader;
        this.records = reader.iterator();
        List<String> names = record().orElseThrow(
                        () -> new SourceException("%s contains no data rows: it is empty".formatted(file)))
                .getFields();
        this.header = Header.of(file, number, names);
    }

    /**
     * Opens a file at its first row.
     *
     * @throws SourceException when it is no text in its encoding or has no header */
    static CsvSource open(Path path, TableForm form) throws IOException {
        Reader text = EncodedText.open(path, form.encoding());
        try {
            return new CsvSource(FileName.shown(path), reader(text, form.separator()));
        } catch (SourceException e) {
            text.close();
            throw e;
        }
    }

    private static CsvReader<CsvRecord> reader(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(false)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .maxBufferSize(LONGEST_FIELD)
                .build(
                        CsvRecordHandler.of(limits -> limits.maxFields(MOST_FIELDS)
                                .maxFieldSize(LONGEST_FIELD)
                                .maxRecordSize(LONGEST_RECORD)),
                        text);
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public Optional<Row> next() {
        return record().map(CsvRecord::getFields)
                .map(cells -> new Row(number, header, cells, CellFaults.of(header, cells)));
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next record that is not an empty line. */
    private Optional<CsvRecord> record() {
        try {
            while (records.hasNext()) {
                CsvRecord next = records.next();
                number++;
                if (!isEmptyLine(next.getFields())) {
                    return Optional.of(next);
                }
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            throw new SourceException(
                    ("%s, row %d: the rows from here on cannot be told apart. A quote that opens a cell must be closed,"
                                    + " a quote inside it doubled, and a cell is at most %d characters long."
                                    + " The reader says: %s")
                            .formatted(file, number + 1, CellFaults.LONGEST_CELL, e.getMessage()),
                    e);
        } catch (UncheckedIOException e) {
            throw new SourceException("%s, row %d cannot be read: %s".formatted(file, number + 1, e.getMessage()), e);
        }
    }

    private static boolean isEmptyLine(List<String> cells) {
        return cells.size() == 1 && cells.get(0).isBlank();
    }
}
