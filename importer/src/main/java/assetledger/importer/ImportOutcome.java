package assetledger.importer;

import assetledger.importer.plan.Problem;
import assetledger.importer.send.Tally;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of an import or a check.
 *
 * @param name that of the mapping or the set
 * @param result how far it went
 * @param importId the id of the import in the ledger; empty when nothing was sent
 * @param tables in their order; those that were not begun have nothing dealt with
 * @param isGuess whether a preview could not judge some commands before the rows that they rely on are recorded
 * @param problemCount of all problems; a row can have several
 * @param stopped why not all rows were dealt with
 * @param skipped where the rows that are not recorded stand; empty when there are none or no place was given
 */
public record ImportOutcome(
        String name,
        Result result,
        Optional<String> importId,
        List<TableOutcome> tables,
        boolean isGuess,
        long problemCount,
        Optional<String> stopped,
        Optional<Path> skipped,
        Duration took) {

    /** How far an import went. */
    public enum Result {
        /** Only looked at. */
        CHECKED,
        /** The check found problems, and nothing was sent. */
        NOT_SENT,
        /** There is nothing to add or to change, and nothing was sent. */
        NOTHING_NEW,
        /** Sent. */
        SENT
    }

    public ImportOutcome {
        tables = List.copyOf(tables);
        for (TableOutcome table : tables) {
            if (stopped.isEmpty() && table.tally().all() != table.rowsInFile()) {
                throw new IllegalArgumentException("Of %d rows of %s only %d are accounted for"
                        .formatted(
                                table.rowsInFile(), table.file(), table.tally().all()));
            }
        }
    }

    ImportOutcome as(Result other) {
        return new ImportOutcome(name, other, importId, tables, isGuess, problemCount, stopped, skipped, took);
    }

    ImportOutcome stoppedBy(String why) {
        return new ImportOutcome(
                name, Result.NOT_SENT, importId, tables, isGuess, problemCount, Optional.of(why), skipped, took);
    }

    /** Whether nothing was left to send: the run before had been broken off when it had sent everything. */
    public boolean isOfEarlierRun() {
        Tally tally = tally();
        return result == Result.SENT && stopped.isEmpty() && tally.batches() > 0 && tally.batches() == tally.replayed();
    }

    /** What became of the rows of all tables. */
    public Tally tally() {
        return tables.stream().map(TableOutcome::tally).reduce(Tally.NOTHING, Tally::plus);
    }

    /** Without the headers. */
    public int rowsInFile() {
        return tables.stream().mapToInt(TableOutcome::rowsInFile).sum();
    }

    /** The rows that were dealt with. */
    public int rows() {
        return tally().all();
    }

    /** The rows whose every command was accepted, now or in an earlier run of the same import. */
    public int recorded() {
        return tally().rows().sum();
    }

    /** The rows that say the same as an earlier one. */
    public int repeated() {
        return tally().repeated();
    }

    /** The rows with at least one problem. */
    public int reported() {
        return tally().reported();
    }

    /** The first hundred, table by table. */
    public List<Problem> problems() {
        return tables.stream().flatMap(table -> table.problems().stream()).toList();
    }
}
