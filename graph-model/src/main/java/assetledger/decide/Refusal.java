package assetledger.decide;

import assetledger.model.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends a decision early with every problem that is known by then; never leaves this package. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    Refusal(List<Problem> problems) {
        super(null, null, false, false);
        this.problems = List.copyOf(problems);
    }

    static Refusal of(@Nullable String field, Problem.Code code, String message) {
        return new Refusal(List.of(new Problem(null, field, code, message)));
    }

    List<Problem> problems() {
        return problems;
    }
}
