package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The ways from spending lines over measures to systems, functions and indicators. */
public final class Traces {
    /** A trace follows at most so many lines, and shows at most so many steps. */
    public static final int MOST_LINES = 200;

    public static final int MOST_STEPS = 2_000;

    private static final Statement LINES = Statement.of("read/trace-lines");
    private static final Statement STEPS = Statement.of("read/trace-steps");
    private static final Statement UNPAID = Statement.of("read/measures-without-money");

    private final Graph graph;

    public Traces(Graph graph) {
        this.graph = graph;
    }

    /** A record, and the spending lines behind it by their ids; one more than {@link #MOST_LINES} where there are more. */
    public record Origin(Recorded<State> start, List<Recorded<State>> lines) {}

    /** Where a trace begins; empty where the record does not exist for the viewer. Lines that he may not see are there. */
    public CompletionStage<Optional<Origin>> origin(RecordId start, Viewer viewer, LocalDate asOf, long atLeast) {
        return graph.read(
                        LINES,
                        Map.of("id", start.toString(), "asOf", asOf, "limit", MOST_LINES + 1),
                        atLeast,
                        Graph::recorded)
                .thenApply(found -> found.stream()
                        .findFirst()
                        .filter(record -> viewer.sees(record.state()))
                        .map(record -> new Origin(record, found.subList(1, found.size()))));
    }

    /** A link on the way of money with its tail and head; hidden where the viewer may not see one of these. */
    public record Step(Recorded<State> link, List<Recorded<State>> ends, boolean hidden) {}

    /** The links on the ways of these lines, by their ids; one more than {@link #MOST_STEPS} where there are more. */
    public CompletionStage<List<Step>> steps(Collection<RecordId> lines, Viewer viewer, LocalDate asOf) {
        Map<String, Object> parameters =
                Map.of("lines", lines.stream().map(RecordId::toString).toList(), "asOf", asOf, "limit", MOST_STEPS + 1);
        return graph.read(
                STEPS,
                Sight.of(viewer, parameters),
                Graph.ANY_POSITION,
                row -> new Step(
                        Graph.recorded(row),
                        row.get("ends").asList(Graph::recorded),
                        row.get("hidden").asBoolean()));
    }

    /** Measures that lead to a record while no line pays for them, by their ids; at most {@link #MOST_LINES}. */
    public CompletionStage<List<RecordId>> measuresWithoutMoney(RecordId start, Viewer viewer, LocalDate asOf) {
        return graph.read(
                UNPAID,
                Sight.of(viewer, Map.of("id", start.toString(), "asOf", asOf, "limit", MOST_LINES)),
                Graph.ANY_POSITION,
                row -> Graph.id(row, "id"));
    }
}
