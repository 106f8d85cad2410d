package assetledger.importer.plan;

import java.util.Arrays;

/**
 * Which rows were mapped so far, found by the digest of their key. An open hash table in plain arrays: 75 to 150
 * bytes a row at ten columns, so that all rows of a file fit.
 */
final class SeenRows {
    static final int MOST_ROWS = 2_000_000;
    private static final int FIRST_SLOTS = 1 << 10;
    private static final int WORDS = 4;

    private final int columns;
    /** A slot: key high, key low, content high, content low. */
    private long[] digests = new long[FIRST_SLOTS * WORDS];

    /** The row of each slot; 0 where the slot is free. */
    private int[] rows = new int[FIRST_SLOTS];

    /** Sixteen bits of each column's text, to say which columns differ. */
    private short[] marks;

    private int size;

    SeenRows(int columns) {
        this.columns = columns;
        this.marks = new short[FIRST_SLOTS * columns];
    }

    /**
     * Remembers the row, unless an earlier one has its key.
     *
     * @return the slot of the earlier row; -1 when there is none
     */
    int put(int row, Digest key, Digest content, short[] marksOfRow) {
        if (size * 4L >= rows.length * 3L) {
            grow();
        }
        int slot = slot(key.high(), key.low());
        if (rows[slot] != 0) {
            return slot;
        }
        fill(slot, row, new long[] {key.high(), key.low(), content.high(), content.low()}, marksOfRow);
        size++;
        return -1;
    }

    boolean isFull() {
        return size >= MOST_ROWS;
    }

    int row(int slot) {
        return rows[slot];
    }

    boolean hasContent(int slot, Digest content) {
        return digests[slot * WORDS + 2] == content.high() && digests[slot * WORDS + 3] == content.low();
    }

    short mark(int slot, int column) {
        return marks[slot * columns + column];
    }

    /** The slot of the key, or the free one where it belongs; there is always a free one. */
    private int slot(long high, long low) {
        int slot = (int) high & (rows.length - 1);
        while (rows[slot] != 0 && (digests[slot * WORDS] != high || digests[slot * WORDS + 1] != low)) {
            slot = (slot + 1) & (rows.length - 1);
        }
        return slot;
    }

    private void fill(int slot, int row, long[] words, short[] marksOfRow) {
        rows[slot] = row;
        System.arraycopy(words, 0, digests, slot * WORDS, WORDS);
        System.arraycopy(marksOfRow, 0, marks, slot * columns, columns);
    }

    private void grow() {
        int[] oldRows = rows;
        long[] oldDigests = digests;
        short[] oldMarks = marks;
        rows = new int[oldRows.length * 2];
        digests = new long[oldDigests.length * 2];
        marks = new short[oldMarks.length * 2];
        for (int old = 0; old < oldRows.length; old++) {
            if (oldRows[old] != 0) {
                fill(
                        slot(oldDigests[old * WORDS], oldDigests[old * WORDS + 1]),
                        oldRows[old],
                        Arrays.copyOfRange(oldDigests, old * WORDS, (old + 1) * WORDS),
                        Arrays.copyOfRange(oldMarks, old * columns, (old + 1) * columns));
            }
        }
    }
}
