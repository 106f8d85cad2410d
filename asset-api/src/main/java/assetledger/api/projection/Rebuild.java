package assetledger.api.projection;

import assetledger.graph.GraphDigest;
import assetledger.graph.GraphDigest.Digest;
import assetledger.graph.GraphWriter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the graph again from the ledger, and compares the two graphs. */
@Component
public class Rebuild {
    private final GraphWriter graph;
    private final GraphDigest digest;
    private final Projector projector;

    Rebuild(GraphWriter graph, GraphDigest digest, Projector projector) {
        this.graph = graph;
        this.digest = digest;
        this.projector = projector;
    }

    /**
     * What a rebuild came to.
     * @param events that were projected
     */
    public record Result(Digest before, Digest after, long events) {
        public boolean same() {
            return before.equals(after);
        }
    }

    /** To be run while nothing else writes to the graph. */
    public Mono<Result> run() {
        return projector
                .catchUp()
                .then(digest())
                .flatMap(before -> Mono.fromCompletionStage(graph::wipe)
                        .then(Mono.fromCompletionStage(graph::prepare))
                        .then(projector.catchUp())
                        .flatMap(events -> digest().map(after -> new Result(before, after, events))));
    }

    public Mono<Digest> digest() {
        return Mono.fromCompletionStage(digest::compute);
    }
}
