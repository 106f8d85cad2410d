package assetledger.graph;

import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What notices if a system stops, an act is repealed, a post falls vacant: one question to the graph for each step away. */
public final class Impact {
    /** So many steps are followed, and so many records shown. */
    public static final int MOST_STEPS = 8;

    public static final int MOST_RECORDS = 2_000;

    private static final Statement STEP = Statement.of("read/impact-step");

    private final Graph graph;

    public Impact(Graph graph) {
        this.graph = graph;
    }

    /**
     * A record that notices.
     * @param distance in steps, at least 1
     * @param over the record through which it notices; absent where that is the one in question itself
     * @param link that leads from there
     */
    public record Noticed(
            RecordId record, int distance, @Nullable Noticed over, LinkKind link) {

        /** The way from the first step to this one: each record that notices, this one last. */
        public List<Noticed> path() {
            Deque<Noticed> path = new ArrayDeque<>();
            for (Noticed step = this; step != null; step = step.over()) {
                path.addFirst(step);
            }
            return List.copyOf(path);
        }
    }

    /**
     * All that notices.
     * @param noticed nearest first, then by id; each record once, by a shortest way
     * @param truncated whether there is more, further away or beyond so many records
     */
    public record Reach(List<Noticed> noticed, boolean truncated) {}

    /** What notices on a day, over links that hold on it and records that the viewer may see. */
    public CompletionStage<Reach> of(RecordId start, LocalDate asOf, Viewer viewer) {
        return new Search(start, asOf, viewer).step(1, List.of(start));
    }

    /** One search; each step waits for the one before. */
    private final class Search {
        private final RecordId start;
        private final LocalDate asOf;
        private final Viewer viewer;
        private final Map<RecordId, Noticed> noticed = new LinkedHashMap<>();

        Search(RecordId start, LocalDate asOf, Viewer viewer) {
            this.start = start;
            this.asOf = asOf;
            this.viewer = viewer;
        }

        /** Goes on from the records that were reached last; one step more than is shown tells whether there is more. */
        private CompletionStage<Reach> step(int distance, List<RecordId> from) {
            int free = MOST_RECORDS - noticed.size();
            boolean beyond = distance > MOST_STEPS;
            return graph.read(
                            STEP,
                            parameters(from, beyond ? 1 : free + 1),
                            Graph.ANY_POSITION,
                            row -> new Noticed(
                                    Graph.id(row, "record"),
                                    distance,
                                    noticed.get(Graph.id(row, "over")),
                                    LinkKind.valueOf(row.get("link").asString())))
                    .thenCompose(next -> {
                        boolean truncated = next.size() > (beyond ? 0 : free);
                        List<Noticed> shown = beyond ? List.of() : next.subList(0, Math.min(free, next.size()));
                        shown.forEach(record -> noticed.put(record.record(), record));
                        return truncated || shown.isEmpty()
                                ? CompletableFuture.completedFuture(new Reach(List.copyOf(noticed.values()), truncated))
                                : step(
                                        distance + 1,
                                        shown.stream().map(Noticed::record).toList());
                    });
        }

        private Map<String, Object> parameters(List<RecordId> from, int limit) {
            List<String> known = new ArrayList<>(List.of(start.toString()));
            noticed.keySet().forEach(id -> known.add(id.toString()));
            return Sight.of(
                    viewer,
                    Map.of(
                            "ids",
                            from.stream().map(RecordId::toString).toList(),
                            "known",
                            known,
                            "asOf",
                            asOf,
                            "limit",
                            limit));
        }
    }
}
