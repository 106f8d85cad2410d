package assetledger.api.command;

import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one command: the record as it stands now, or every problem.
 * @param record absent where there are problems
 */
public record Outcome(@Nullable Recorded<State> record, List<Problem> problems) {
    static Outcome of(Recorded<State> record) {
        return new Outcome(record, List.of());
    }

    static Outcome refused(List<Problem> problems) {
        return new Outcome(null, problems);
    }
}
