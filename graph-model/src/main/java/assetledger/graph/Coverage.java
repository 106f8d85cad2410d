package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/** Which duties have a system behind them on a day, by the rule of docs/graph.md: the first state that fits counts. */
public final class Coverage {
    private static final Statement COVERAGE = Statement.of("read/coverage");
    private static final Statement COUNTS = Statement.of("read/coverage-counts");

    private final Graph graph;
    private final IntSupplier minimum;

    /**
     * Reads coverage.
     * @param minimum the least number of systems with which a state may be told to who may not see all of them (BR18)
     */
    public Coverage(Graph graph, IntSupplier minimum) {
        this.graph = graph;
        this.minimum = minimum;
    }

    /** How far systems carry a mandate. */
    public enum CoverageState {
        COVERED,
        PARTIAL,
        PLANNED,
        NONE,
        NOT_REPORTED,
        /** A system that the viewer may not see takes part, and too few do to say how far they carry it. */
        WITHHELD
    }

    /**
     * Which mandates are wanted; what is absent does not narrow.
     * @param below whether those of all authorities below the subject are wanted too, up to eight steps; of counts alone
     * @param level only of authorities of this level; of counts alone
     */
    public record Filter(
            @Nullable RecordId subject,
            @Nullable String area,
            LocalDate asOf,
            boolean below,
            @Nullable String level) {
        public Filter(@Nullable RecordId subject, @Nullable String area, LocalDate asOf) {
            this(subject, area, asOf, false, null);
        }

        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("subject", subject == null ? null : subject.toString());
            parameters.put("area", area);
            parameters.put("asOf", asOf);
            parameters.put("below", below);
            parameters.put("level", level);
            return parameters;
        }
    }

    /**
     * A mandate and what stands behind it.
     * @param mandate the link from the subject to the function
     * @param planned the day from which a system is planned to be in use; absent where none is said
     * @param regulatoryOnly no system, though an act in force orders the duty
     * @param systems that carry it, or will, as far as the viewer may see them
     * @param withheld how many more there are that he may not see; absent where too few are to say
     */
    public record CoveredMandate(
            RecordId subject,
            String subjectName,
            Recorded<State> mandate,
            RecordId function,
            CoverageState state,
            @Nullable LocalDate planned,
            boolean regulatoryOnly,
            List<RecordId> systems,
            @Nullable Integer withheld) {}

    /** How many mandates are in a state, and how many of them owe it to systems, too, that the viewer may not see. */
    public record Count(CoverageState state, long count, long withheld) {}

    /** Where a list goes on: after this authority's mandate with this id. */
    public record After(String subjectName, String mandate) {
        public static final After NOTHING = new After("", "");
    }

    /** Mandates in the wanted states, in the order of their authorities' names, then of their ids. */
    public CompletionStage<List<CoveredMandate>> list(
            Filter filter, Viewer viewer, Collection<CoverageState> states, After after, int limit, long atLeast) {
        Map<String, Object> parameters = seen(filter, viewer);
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
                    row.get("systems").asList(system -> RecordId.of(system.asString())),
                    row.get("withheld").isNull() ? null : row.get("withheld").asInt());
        });
    }

    private Map<String, Object> seen(Filter filter, Viewer viewer) {
        Map<String, Object> parameters = Sight.of(viewer, filter.parameters());
        parameters.put("minimum", minimum.getAsInt());
        return parameters;
    }

    /** The states that any of the mandates is in, with their numbers. */
    public CompletionStage<List<Count>> counts(Filter filter, Viewer viewer, long atLeast) {
        return graph.read(
                COUNTS,
                seen(filter, viewer),
                atLeast,
                row -> new Count(
                        CoverageState.valueOf(row.get("coverage").asString()),
                        row.get("total").asLong(),
                        row.get("withheld").asLong()));
    }
}
