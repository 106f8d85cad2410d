package assetledger.model;

/**
 * Where in an import something comes from.
 * @param run the import
 * @param table counted from 0, in the order of the import's tables
 * @param row as a spreadsheet counts, from 1
 */
public record ImportPlace(RecordId run, int table, int row) {
    public ImportPlace {
        if (table < 0) {
            throw new InvalidValue("table", "table is counted from 0, but this is %d".formatted(table));
        }
        if (row < 1) {
            throw new InvalidValue(
                    "row", "row is counted from 1, as a spreadsheet does, but this is %d".formatted(row));
        }
    }
}
