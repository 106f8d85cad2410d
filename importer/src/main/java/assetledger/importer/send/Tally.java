package assetledger.importer.send;

/**
 * What became of the rows so far: {@code rows = recorded + repeated + reported}.
 *
 * @param recorded every command of the row was accepted
 * @param repeated the row says the same as an earlier one that was recorded
 * @param reported the row has at least one problem
 * @param batches how many were sent
 * @param replayed how many of these the server had carried out before
 * @param lastRow the place of the last of these rows; 0 before the first
 */
public record Tally(int recorded, int repeated, int reported, int batches, int replayed, int lastRow) {
    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0);

    public int rows() {
        return recorded + repeated + reported;
    }

    Tally plusRecorded(int row) {
        return new Tally(recorded + 1, repeated, reported, batches, replayed, row);
    }

    Tally plusRepeated(int row) {
        return new Tally(recorded, repeated + 1, reported, batches, replayed, row);
    }

    Tally plusReported(int row) {
        return new Tally(recorded, repeated, reported + 1, batches, replayed, row);
    }

    Tally plusBatch(boolean wasReplayed) {
        return new Tally(recorded, repeated, reported, batches + 1, replayed + (wasReplayed ? 1 : 0), lastRow);
    }
}
