package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** Which duties have a system behind them on a day, by the rule of docs/graph.md: the first state that fits counts. */
public final class Coverage {
    private static final Statement COVERAGE = Statement.of("read/coverage");
    private static final Statement COUNTS = Statement.of("read/coverage-counts");

    private final Graph graph;

    public Coverage(Graph graph) {
        this.graph = graph;
    }

    /** How far systems carry a mandate. */
    public enum CoverageState {
        COVERED,
        PARTIAL,
        PLANNED,
        NONE,
        NOT_REPORTED
    }

    /** Which mandates are wanted; what is absent does not narrow. */
    public record Filter(
            @Nullable RecordId subject, @Nullable String area, LocalDate asOf) {
        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("subject", subject == null ? null : subject.toString());
            parameters.put("area", area);
            parameters.put("asOf", asOf);
            return parameters;
        }
    }

    /**
     * A mandate and what stands behind it.
     * @param mandate the link from the subject to the function
     * @param planned the day from which a system is planned to be in use; absent where none is said
     * @param regulatoryOnly no system, though an act in force orders the duty
     * @param systems that carry it, or will; empty where there is none
     */
    public record CoveredMandate(
            RecordId subject,
            String subjectName,
            Recorded<State> mandate,
            RecordId function,
            CoverageState state,
            @Nullable LocalDate planned,
            boolean regulatoryOnly,
            List<RecordId> systems) {}

    /** How many mandates are in a state. */
    public record Count(CoverageState state, long count) {}

    /** Where a list goes on: after this authority's mandate with this id. */
    public record After(String subjectName, String mandate) {
        public static final After NOTHING = new After("", "");
    }

    /** Mandates in the wanted states, in the order of their authorities' names, then of their ids. */
    public CompletionStage<List<CoveredMandate>> list(
            Filter filter, Collection<CoverageState> states, After after, int limit, long atLeast) {
        Map<String, Object> parameters = filter.parameters();
        parameters.put("states", states.stream().map(CoverageState::name).toList());
        parameters.put("afterName", after.subjectName());
        parameters.put("afterId", after.mandate());
        parameters.put("limit", limit);
        return graph.read(COVERAGE, parameters, atLeast, row -> {
            Value planned = row.get("planned");
            return new CoveredMandate(
                    Graph.id(row, "subject"),
                    row.get("subjectName").asString(),
                    Graph.recorded(row.get("mandate")),
                    Graph.id(row, "function"),
                    CoverageState.valueOf(row.get("coverage").asString()),
                    planned.isNull() ? null : planned.asLocalDate(),
                    row.get("regulatoryOnly").asBoolean(),
                    row.get("systems").asList(system -> RecordId.of(system.asString())));
        });
    }

    /** The states that any of the mandates is in, with their numbers. */
    public CompletionStage<List<Count>> counts(Filter filter, long atLeast) {
        return graph.read(
                COUNTS,
                filter.parameters(),
                atLeast,
                row -> new Count(
                        CoverageState.valueOf(row.get("coverage").asString()),
                        row.get("total").asLong()));
    }
}
