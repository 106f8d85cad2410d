package assetledger.importer.source;

import java.util.List;

/**
 * One record of a file.
 *
 * @param number its place as a spreadsheet counts: the header is row 1, empty lines count
 * @param cells as they stand in the file, one for each column where there are no faults
 * @param faults what is wrong with its form; such a row is reported, never mapped
 */
public record Row(int number, Header header, List<String> cells, List<Fault> faults) {
    public Row {
        cells = List.copyOf(cells);
        faults = List.copyOf(faults);
    }

    public String cell(String column) {
        return cells.get(header.place(column));
    }
}
