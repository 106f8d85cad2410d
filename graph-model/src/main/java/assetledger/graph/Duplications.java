package assetledger.graph;

import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.neo4j.driver.Value;

/** Which functions are built twice: two or more systems that the viewer may see, not gone, of any owners, support them. */
public final class Duplications {
    private static final Statement DUPLICATED = Statement.of("read/duplicated-functions");
    private static final Statement COUNT = Statement.of("read/duplicated-functions-count");

    private final Graph graph;

    public Duplications(Graph graph) {
        this.graph = graph;
    }

    /** A function with the systems that support it, by their ids. */
    public record DuplicatedFunction(RecordId function, String name, int systems, List<Supporter> supporters) {}

    /** A system, the link by which it supports the function, and where the system is in its life. */
    public record Supporter(RecordId system, Recorded<State> link, String stage, Phase phase) {}

    /** Where a list goes on: after the function with so many systems, this name and this id. */
    public record After(int systems, String name, String id) {
        public static final After NOTHING = new After(Integer.MAX_VALUE, "", "");
    }

    /** Most systems first, then by name and id; empty where no function is supported twice. */
    public CompletionStage<List<DuplicatedFunction>> list(
            LocalDate asOf, Viewer viewer, After after, int limit, long atLeast) {
        Map<String, Object> parameters = Map.of(
                "asOf",
                asOf,
                "afterSystems",
                after.systems(),
                "afterName",
                after.name(),
                "afterId",
                after.id(),
                "limit",
                limit);
        return graph.read(
                DUPLICATED,
                Sight.of(viewer, parameters),
                atLeast,
                row -> new DuplicatedFunction(
                        Graph.id(row, "function"),
                        row.get("name").asString(),
                        row.get("systems").asInt(),
                        row.get("supports").asList(Duplications::supporter)));
    }

    public CompletionStage<Long> count(LocalDate asOf, Viewer viewer, long atLeast) {
        return graph.read(
                        COUNT,
                        Sight.of(viewer, Map.of("asOf", asOf)),
                        atLeast,
                        row -> row.get("total").asLong())
                .thenApply(rows -> rows.get(0));
    }

    private static Supporter supporter(Value support) {
        return new Supporter(
                Graph.id(support, "system"),
                Graph.recorded(support.get("link")),
                support.get("stage").asString(),
                Phase.valueOf(support.get("phase").asString()));
    }
}
