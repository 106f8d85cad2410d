package assetledger.importer.plan;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.source.Row;

/** Where the last row of each key stands, so that a group can be closed there: 27 bytes a row. */
public final class LastRows {
    private final Keys keys;
    private final DigestTable table;
    private final int[] rows;
    private final int most;
    private int size;

    /** @param rows that the file has */
    public LastRows(Mapping mapping, int rows) {
        this.most = Math.min(rows, SeenRows.MOST_ROWS);
        this.keys = new Keys(mapping);
        this.table = new DigestTable(most);
        this.rows = new int[table.places()];
    }

    /** Takes every row of the file, in their order. */
    public void note(Row row) {
        keys.of(row).ifPresent(key -> note(key, row.number()));
    }

    private void note(Digest key, int row) {
        int place = table.place(key);
        if (table.isFree(place)) {
            if (size == most) {
                return;
            }
            table.set(place, key);
            size++;
        }
        rows[place] = row;
    }

    /** Whether no row of the key comes after this one; also where there was no room to note it. */
    boolean isLast(Digest key, int row) {
        return rows[table.place(key)] <= row;
    }
}
