package assetledger.importer.source;

import assetledger.importer.archive.ArchiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The rows of one sheet of a spreadsheet file (XLSX), one at a time. The names of the columns stand in its first row
 * that is not empty.
 */
final class XlsxSource implements RowSource {
    private final String file;
    private final ReadableWorkbook workbook;
    private final List<String> notes;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> rows;
    private final Header header;
    private int number;

    private XlsxSource(String file, ReadableWorkbook workbook, Sheet sheet, List<String> notes) {
        this.file = file;
        this.workbook = workbook;
        this.notes = notes;
        this.stream = guarded(file, 0, () -> stream(sheet));
        this.rows = stream.iterator();
        this.header = readHeader();
    }

    /**
     * Opens a sheet.
     *
     * @throws SourceException when the file is not one that a spreadsheet program writes, or lacks the sheet */
    static XlsxSource open(Path path, TableForm form) throws IOException {
        String file = FileName.shown(path);
        try {
            WorkbookCheck check = WorkbookCheck.of(path);
            return open(path, file, form, check);
        } catch (ArchiveException e) {
            throw new SourceException("%s is refused as a spreadsheet: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static XlsxSource open(Path path, String file, TableForm form, WorkbookCheck check) throws IOException {
        ReadableWorkbook workbook = guarded(file, 0, () -> workbook(path, check));
        try {
            SheetChoice choice = SheetChoice.of(file, workbook.getSheets().toList(), form.sheet());
            List<String> notes = new ArrayList<>(check.notes());
            notes.addAll(choice.notes());
            return new XlsxSource(file, workbook, choice.sheet(), notes);
        } catch (RuntimeException e) {
            workbook.close();
            throw e;
        }
    }

    private static ReadableWorkbook workbook(Path path, WorkbookCheck check) {
        try {
            return new ReadableWorkbook(path.toFile(), new ReadingOptions(check.hasStyles(), true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<org.dhatim.fastexcel.reader.Row> stream(Sheet sheet) {
        try {
            return sheet.openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Header header() {
        return header;
    }

    @Override
    public List<String> notes() {
        return notes;
    }

    @Override
    public Optional<Row> next() {
        return nextCells().map(this::row);
    }

    @Override
    public void close() {
        try {
            stream.close();
            workbook.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cells of a row, up to the last that says something. */
    private record CellsOfRow(int number, List<SheetCell> cells) {}

    private Header readHeader() {
        CellsOfRow first = nextCells()
                .orElseThrow(() -> new SourceException("%s contains no data rows: the sheet is empty".formatted(file)));
        first.cells.stream().filter(cell -> !cell.fault().isEmpty()).findFirst().ifPresent(cell -> {
            throw new SourceException(
                    "%s, row %d (the names of the columns): %s".formatted(file, first.number, cell.fault()));
        });
        return Header.of(
                file, first.number, first.cells.stream().map(SheetCell::text).toList());
    }

    private Row row(CellsOfRow from) {
        if (from.cells.size() > header.width()) {
            return new Row(
                    from.number,
                    header,
                    List.of(),
                    List.of(CellFaults.ofWholeRow("Column %s has a value in this row, but no name in the header"
                            .formatted(CellAddress.convertNumToColString(from.cells.size() - 1)))));
        }
        List<String> texts = new ArrayList<>();
        Set<Integer> plain = new HashSet<>();
        List<Fault> faults = new ArrayList<>();
        for (int place = 0; place < header.width(); place++) {
            SheetCell cell = place < from.cells.size() ? from.cells.get(place) : SheetCell.EMPTY;
            texts.add(cell.text());
            if (cell.isPlain()) {
                plain.add(place);
            }
            if (!cell.fault().isEmpty() && header.problems().isEmpty()) {
                faults.add(new Fault(header.names().get(place), CellFaults.shown(cell.text()), cell.fault()));
            }
        }
        faults.addAll(CellFaults.of(header, texts));
        return new Row(from.number, header, texts, plain, faults);
    }

    /** The next row that is not empty. */
    private Optional<CellsOfRow> nextCells() {
        while (hasNext()) {
            org.dhatim.fastexcel.reader.Row row = guarded(file, number, rows::next);
            number = row.getRowNum();
            List<SheetCell> cells = guarded(file, number, () -> cells(row));
            if (!cells.isEmpty()) {
                return Optional.of(new CellsOfRow(number, cells));
            }
        }
        return Optional.empty();
    }

    private boolean hasNext() {
        return guarded(file, number, rows::hasNext);
    }

    private List<SheetCell> cells(org.dhatim.fastexcel.reader.Row row) {
        List<SheetCell> cells = new ArrayList<>();
        int saying = 0;
        for (Cell cell : row) {
            SheetCell read = cell == null ? SheetCell.EMPTY : SheetCell.of(cell, workbook.isDate1904());
            cells.add(read);
            if (!read.text().isBlank() || !read.fault().isEmpty()) {
                saying = cells.size();
            }
        }
        return cells.subList(0, saying);
    }

    /** The library tells of damage by exceptions of many kinds. */
    private static <T> T guarded(String file, int row, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (SourceException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new SourceException(
                    "%s cannot be read after row %d; open it in a spreadsheet program and save it anew"
                            .formatted(file, row),
                    e);
        }
    }
}
