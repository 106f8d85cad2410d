package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What systems are made after, with those that are, as far as the viewer may see both; what is gone does not count. */
public final class StandardSolutions {
    private static final Statement SOLUTIONS = Statement.of("read/standard-solutions");
    private static final Statement COUNT = Statement.of("read/standard-solutions-count");

    private final Graph graph;

    public StandardSolutions(Graph graph) {
        this.graph = graph;
    }

    /**
     * A solution that is reused.
     * @param reuses how many systems are made after it, at least 1
     * @param authorities how many authorities own these on the day
     */
    public record Reused(RecordId solution, String name, int reuses, int authorities) {}

    /** Where a list goes on: after the solution with so many authorities, this name and this id. */
    public record After(int authorities, String name, String id) {
        public static final After NOTHING = new After(Integer.MAX_VALUE, "", "");
    }

    /** That of most authorities first, then by name and id; what nobody reuses is not among them. */
    public CompletionStage<List<Reused>> list(LocalDate asOf, Viewer viewer, After after, int limit, long atLeast) {
        Map<String, Object> parameters = Map.of(
                "asOf",
                asOf,
                "afterAuthorities",
                after.authorities(),
                "afterName",
                after.name(),
                "afterId",
                after.id(),
                "limit",
                limit);
        return graph.read(
                SOLUTIONS,
                Sight.of(viewer, parameters),
                atLeast,
                row -> new Reused(
                        Graph.id(row, "solution"),
                        row.get("name").asString(),
                        row.get("reuses").asInt(),
                        row.get("authorities").asInt()));
    }

    public CompletionStage<Long> count(LocalDate asOf, Viewer viewer, long atLeast) {
        return graph.read(
                        COUNT,
                        Sight.of(viewer, Map.of("asOf", asOf)),
                        atLeast,
                        row -> row.get("total").asLong())
                .thenApply(rows -> rows.get(0));
    }
}
