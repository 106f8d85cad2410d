package assetledger.importer.send;

/**
 * What became of the rows so far: {@code rows = added + changed + unchanged + right + repeated + reported}.
 *
 * @param rows those all of whose commands were accepted: whether the first added its record, whether nothing changed,
 *     or something else did
 * @param records the commands that were accepted, each a record or a link
 * @param right rows without a problem about which no ledger was asked
 * @param repeated the row says nothing that an earlier one does not say
 * @param reported the row has at least one problem
 * @param batches how many were carried
 * @param replayed how many of these the ledger had carried out before
 */
public record Tally(Outcomes rows, Outcomes records, int right, int repeated, int reported, int batches, int replayed) {
    public static final Tally NOTHING = new Tally(Outcomes.NONE, Outcomes.NONE, 0, 0, 0, 0, 0);

    /** How many were added, changed and left as they are. */
    public record Outcomes(int added, int changed, int unchanged) {
        static final Outcomes NONE = new Outcomes(0, 0, 0);

        public int sum() {
            return added + changed + unchanged;
        }

        Outcomes plus(ChangeOutcome outcome) {
            return switch (outcome) {
                case ADDED -> new Outcomes(added + 1, changed, unchanged);
                case CHANGED -> new Outcomes(added, changed + 1, unchanged);
                case UNCHANGED -> new Outcomes(added, changed, unchanged + 1);
            };
        }

        Outcomes plus(Outcomes others) {
            return new Outcomes(added + others.added, changed + others.changed, unchanged + others.unchanged);
        }
    }

    public int all() {
        return rows.sum() + right + repeated + reported;
    }

    /** The sums of both. */
    public Tally plus(Tally other) {
        return new Tally(
                rows.plus(other.rows),
                records.plus(other.records),
                right + other.right,
                repeated + other.repeated,
                reported + other.reported,
                batches + other.batches,
                replayed + other.replayed);
    }

    Tally plusRow(ChangeOutcome outcome) {
        return new Tally(rows.plus(outcome), records, right, repeated, reported, batches, replayed);
    }

    Tally plusRecord(ChangeOutcome outcome) {
        return new Tally(rows, records.plus(outcome), right, repeated, reported, batches, replayed);
    }

    Tally plusRight() {
        return new Tally(rows, records, right + 1, repeated, reported, batches, replayed);
    }

    Tally plusRepeated() {
        return new Tally(rows, records, right, repeated + 1, reported, batches, replayed);
    }

    Tally plusReported() {
        return new Tally(rows, records, right, repeated, reported + 1, batches, replayed);
    }

    Tally plusBatch(boolean wasReplayed) {
        return new Tally(rows, records, right, repeated, reported, batches + 1, replayed + (wasReplayed ? 1 : 0));
    }
}
