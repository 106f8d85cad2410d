package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The indicators, and whether they came to what was planned. */
public final class Indicators {
    private static final Statement INDICATORS = Statement.of("read/indicators");
    private static final Statement OUTCOMES = Statement.of("read/indicator-outcomes");

    private final Graph graph;

    public Indicators(Graph graph) {
        this.graph = graph;
    }

    /** What an indicator shows for a year: its plan met or missed, or which of plan and actual is missing. */
    public enum Outcome {
        MET,
        MISSED,
        NO_PLAN,
        NO_ACTUAL
    }

    /** An indicator with its outcome. */
    public record Judged(Recorded<State> indicator, Outcome outcome) {}

    /** How many indicators have an outcome. */
    public record Count(Outcome outcome, long count) {}

    /** Which indicators are wanted: by what they show for a year, of one authority or of all. */
    public record Filter(int year, @Nullable RecordId owner) {
        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("year", year);
            parameters.put("owner", owner == null ? null : owner.toString());
            return parameters;
        }
    }

    /**
     * Indicators in the order of their ids.
     * @param outcome that they must have in the year; any where absent
     * @param after the id that the list goes on after; empty for its beginning
     */
    public CompletionStage<List<Judged>> list(
            Filter filter, @Nullable Outcome outcome, String after, int limit, long atLeast) {
        Map<String, Object> parameters = filter.parameters();
        parameters.put("outcome", outcome == null ? null : outcome.name());
        parameters.put("after", after);
        parameters.put("limit", limit);
        return graph.read(
                INDICATORS,
                parameters,
                atLeast,
                row -> new Judged(
                        Graph.recorded(row), Outcome.valueOf(row.get("outcome").asString())));
    }

    /** The outcomes of a year that any indicator has, with their numbers. */
    public CompletionStage<List<Count>> outcomes(Filter filter, long atLeast) {
        return graph.read(
                OUTCOMES,
                filter.parameters(),
                atLeast,
                row -> new Count(
                        Outcome.valueOf(row.get("outcome").asString()),
                        row.get("total").asLong()));
    }
}
