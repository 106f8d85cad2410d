package assetledger.importer;

import assetledger.importer.plan.Problem;
import assetledger.importer.send.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of an import.
 *
 * @param rowsInFile without the header
 * @param tally what became of the rows that were dealt with: all of them, unless it stopped
 * @param problemCount of all problems; a row can have several
 * @param problems the first hundred, in the order of the rows
 * @param stopped why not all rows were dealt with
 */
public record ImportOutcome(
        String mapping,
        String source,
        int rowsInFile,
        Tally tally,
        long problemCount,
        List<Problem> problems,
        Optional<String> stopped,
        Duration took) {

    public ImportOutcome {
        problems = List.copyOf(problems);
        if (stopped.isEmpty() && tally.rows() != rowsInFile) {
            throw new IllegalArgumentException(
                    "Of %d rows only %d are accounted for".formatted(rowsInFile, tally.rows()));
        }
    }

    /** The rows that were dealt with: recorded, repeated and reported ones. */
    public int rows() {
        return tally.rows();
    }

    /** The rows whose every command was accepted, now or in an earlier run of the same import. */
    public int recorded() {
        return tally.recorded();
    }

    /** The rows that say the same as an earlier, recorded one. */
    public int repeated() {
        return tally.repeated();
    }

    /** The rows with at least one problem. */
    public int reported() {
        return tally.reported();
    }
}
