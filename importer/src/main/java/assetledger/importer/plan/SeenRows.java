package assetledger.importer.plan;

/**
 * Which rows were mapped so far, found by the digest of their key. Plain arrays: 75 bytes a row at ten columns, so
 * that all rows of a file fit.
 */
final class SeenRows {
    static final int MOST_ROWS = 2_000_000;

    private final int most;
    private final int columns;
    private final DigestTable keys;
    private final long[] contents;
    private final int[] rows;

    /** Sixteen bits of each column's text, to say which columns differ. */
    private final short[] marks;

    private int size;

    /** @param rows that the file has; memory is taken for all of them at once, so that none is copied later */
    SeenRows(int rows, int columns) {
        this.most = Math.min(rows, MOST_ROWS);
        this.columns = columns;
        this.keys = new DigestTable(most);
        this.contents = new long[keys.places() * 2];
        this.rows = new int[keys.places()];
        this.marks = new short[Math.multiplyExact(keys.places(), columns)];
    }

    /**
     * Remembers the row, unless an earlier one has its key.
     *
     * @return the place of the earlier row; -1 when there is none
     */
    int put(int row, Digest key, Digest content, short[] marksOfRow) {
        int place = keys.place(key);
        if (!keys.isFree(place)) {
            return place;
        }
        keys.set(place, key);
        rows[place] = row;
        contents[place * 2] = content.high();
        contents[place * 2 + 1] = content.low();
        System.arraycopy(marksOfRow, 0, marks, place * columns, columns);
        size++;
        return -1;
    }

    boolean isFull() {
        return size >= most;
    }

    int row(int place) {
        return rows[place];
    }

    boolean hasContent(int place, Digest content) {
        return contents[place * 2] == content.high() && contents[place * 2 + 1] == content.low();
    }

    short mark(int place, int column) {
        return marks[place * columns + column];
    }
}
