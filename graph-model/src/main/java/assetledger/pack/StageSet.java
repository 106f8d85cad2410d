package assetledger.pack;

import assetledger.model.Phase;
import assetledger.model.Problem;
import assetledger.model.StageInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stages that one kind of asset goes through, and which may follow which. */
public record StageSet(String code, List<Stage> stages) {

    /**
     * One stage.
     * @param next the codes of the stages that may follow; empty after the last
     */
    public record Stage(String code, Phase phase, List<String> next, Map<String, String> title) {}

    public Optional<Stage> stage(String stage) {
        return stages.stream().filter(known -> known.code().equals(stage)).findFirst();
    }

    /** Every stage that the set does not know, and every step that it does not allow (BR04); none where all is well. */
    public List<Problem> problems(List<StageInterval> path) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < path.size(); i++) {
            Optional<Stage> stage = stage(path.get(i).stage());
            if (stage.isEmpty()) {
                problems.add(problem(
                        i,
                        Problem.Code.UNKNOWN_CODE,
                        "A stage here is one of %s, but this is '%s'"
                                .formatted(codes(), path.get(i).stage())));
            } else if (i > 0) {
                step(path.get(i - 1).stage(), stage.get(), i).ifPresent(problems::add);
            }
        }
        return problems;
    }

    private Optional<Problem> step(String before, Stage after, int i) {
        return stage(before)
                .filter(known -> !known.next().contains(after.code()))
                .map(known -> problem(
                        i,
                        Problem.Code.NOT_ALLOWED,
                        "After %s comes %s, not %s"
                                .formatted(
                                        before,
                                        known.next().isEmpty() ? "nothing" : String.join(" or ", known.next()),
                                        after.code())));
    }

    private static Problem problem(int i, Problem.Code code, String message) {
        return new Problem(null, "stages[%d].stage".formatted(i), code, message);
    }

    private String codes() {
        return stages.stream().map(Stage::code).collect(Collectors.joining(", "));
    }
}
