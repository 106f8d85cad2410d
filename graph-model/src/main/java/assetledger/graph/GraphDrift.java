package assetledger.graph;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Compares the graph with what the ledger says it must hold, without writing to it. The first time through both it only
 * sums up, in memory that does not grow with them; what differs is then looked at piece by piece, the second time.
 */
public final class GraphDrift {
    /** So many parts of the sum are looked at piece by piece: more of a large graph might not fit into memory. */
    static final int LOOKED_AT = 64;

    private final GraphDigest graph;
    private final Sum wanted = new Sum();
    private final Sum found = new Sum();
    private List<Integer> differing = List.of();
    private Differences differences = new Differences(Set.of());

    public GraphDrift(GraphDigest graph) {
        this.graph = graph;
    }

    /** The ledger, the first time. */
    public Fold first() {
        return new Fold(wanted::add);
    }

    /** The graph, the first time. */
    public CompletionStage<Boolean> same() {
        return graph.pieces(found::add).thenApply(all -> {
            differing = wanted.differing(found);
            Set<Integer> parts = new HashSet<>(differing.subList(0, Math.min(LOOKED_AT, differing.size())));
            differences = new Differences(parts);
            return differing.isEmpty();
        });
    }

    /** The ledger, the second time, where the two were not the same. */
    public Fold second() {
        return new Fold(piece -> differences.want(piece));
    }

    /** The graph, the second time: a sentence for each record that differs, by its name. */
    public CompletionStage<List<String>> differences() {
        return graph.pieces(piece -> differences.find(piece)).thenApply(all -> differences.sentences());
    }

    /** Whether all that differs is among the sentences; otherwise there is more. */
    public boolean complete() {
        return differing.size() <= LOOKED_AT;
    }

    /** The digest of what the graph must hold. */
    public GraphDigest.Digest wanted() {
        return wanted.digest();
    }

    /** The digest of what it holds. */
    public GraphDigest.Digest found() {
        return found.digest();
    }
}
