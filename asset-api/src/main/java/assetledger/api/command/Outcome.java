package assetledger.api.command;

import assetledger.api.ledger.ImportRow;
import assetledger.model.ImportPlace;
import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came of one command: the record as it stands now, or every problem.
 * @param record absent where there are problems
 * @param effect on the record; absent where there are problems
 */
public record Outcome(
        @Nullable Recorded<State> record, @Nullable Effect effect, List<Problem> problems) {
    private static final Problem NOT_RECORDED =
            new Problem(null, null, Problem.Code.NOT_RECORDED, "Another item of this batch was refused");

    /** What a command did to its record. */
    public enum Effect {
        ADDED,
        CHANGED,
        UNCHANGED
    }

    /** Carried out by an event, which left the record so. */
    static Outcome happened(Recorded<State> record) {
        return new Outcome(record, record.version() == 1 ? Effect.ADDED : Effect.CHANGED, List.of());
    }

    static Outcome unchanged(Recorded<State> record) {
        return new Outcome(record, Effect.UNCHANGED, List.of());
    }

    static Outcome refused(List<Problem> problems) {
        return new Outcome(null, null, problems);
    }

    /** What became of a row of an import by it; nothing where it was refused. */
    Optional<ImportRow> row(ImportPlace place) {
        return record == null || effect == null
                ? Optional.empty()
                : Optional.of(new ImportRow(place, record.id(), record.version(), effect.name()));
    }

    boolean isRefused() {
        return record == null;
    }

    /** Where all are recorded or none, one that would have been recorded is refused for another's sake. */
    Outcome orNotRecorded() {
        return isRefused() ? this : refused(List.of(NOT_RECORDED));
    }
}
