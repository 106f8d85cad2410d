package assetledger.importer.source;

import java.util.List;
import java.util.Set;

/**
 * One record of a file.
 *
 * @param number its place as a person finds it: the row of a spreadsheet or CSV file, where the header is row 1 and
 *     empty lines count; the line of a JSON-lines file; which of the XML elements it is, counted from 1
 * @param cells as they stand in the file, one for each column where there are no faults
 * @param plain the places of the cells that the file itself marks as a number or a day: they have a point before
 *     the fraction and no grouping, or are written as {@code yyyy-MM-dd}, whatever the texts beside them look like
 * @param faults what is wrong with its form; such a row is reported, never mapped
 */
public record Row(int number, Header header, List<String> cells, Set<Integer> plain, List<Fault> faults) {
    public Row {
        cells = List.copyOf(cells);
        plain = Set.copyOf(plain);
        faults = List.copyOf(faults);
    }

    Row(int number, Header header, List<String> cells, List<Fault> faults) {
        this(number, header, cells, Set.of(), faults);
    }

    public String cell(String column) {
        return cells.get(header.place(column));
    }

    /** Whether the file itself marks the cell as a number or a day. */
    public boolean isPlain(String column) {
        return plain.contains(header.place(column));
    }

    /** The row as it was before its cells were guarded against spreadsheets. */
    public Row unguarded() {
        return new Row(number, header, cells.stream().map(FormulaGuard::off).toList(), plain, faults);
    }
}
