package assetledger.api.projection;

import assetledger.api.ledger.LedgerEvent;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.LedgerSnapshot;
import assetledger.graph.Fold;
import assetledger.graph.GraphDigest;
import assetledger.graph.GraphDigest.Digest;
import assetledger.graph.GraphDrift;
import assetledger.graph.GraphWriter;
import assetledger.graph.GraphWriter.Reached;
import assetledger.model.ActivePack;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Says whether the graph is what the ledger gives up to the position that the graph has come to; changes neither. */
@Component
public class Drift {
    /** A graph that is being written to meanwhile is compared anew so many times. */
    private static final int TRIES = 5;

    private final LedgerSnapshot ledger;
    private final LedgerReads reads;
    private final GraphWriter graph;
    private final GraphDigest digest;

    Drift(LedgerSnapshot ledger, LedgerReads reads, GraphWriter graph, GraphDigest digest) {
        this.ledger = ledger;
        this.reads = reads;
        this.graph = graph;
        this.digest = digest;
    }

    /**
     * What a comparison came to.
     * @param size of the ledger
     * @param projected how many events the graph shows
     * @param wanted what the ledger gives up to there
     * @param differences a sentence for each record that differs, by its name; empty where nothing does
     * @param complete whether these are all; otherwise there are more
     */
    public record Report(
            long size, long projected, Digest wanted, Digest found, List<String> differences, boolean complete) {
        /** How many events the graph has not taken in yet, which is no drift. */
        public long lag() {
            return size - projected;
        }

        public boolean same() {
            return differences.isEmpty();
        }
    }

    /** Fails where the graph was written to during every try. */
    public Mono<Report> run() {
        return Mono.defer(this::compared)
                .retryWhen(Retry.max(TRIES - 1L)
                        .filter(Moved.class::isInstance)
                        .onRetryExhaustedThrow((tries, last) -> last.failure()));
    }

    /** The graph was never still for as long as a comparison takes. */
    public static final class Moved extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Moved() {
            super("The graph was written to while it was compared; compare again when less is recorded");
        }
    }

    private Mono<Report> compared() {
        return reached()
                .flatMap(before -> ledger.packs()
                        .map(PackReader::read)
                        .collectMap(Pack::sha256)
                        .flatMap(packs -> compared(before, packs))
                        .flatMap(report -> reached()
                                .flatMap(after -> after.equals(before) ? Mono.just(report) : Mono.error(new Moved()))));
    }

    private Mono<Reached> reached() {
        return Mono.fromCompletionStage(graph::reached);
    }

    private Mono<Report> compared(Reached reached, Map<String, Pack> packs) {
        GraphDrift drift = new GraphDrift(digest);
        return folded(drift.first(), reached.next(), packs)
                .then(Mono.fromCompletionStage(drift::same))
                .flatMap(same -> same ? Mono.just(List.<String>of()) : differences(drift, reached.next(), packs))
                .flatMap(differences -> strangeness(reached)
                        .flatMap(strange -> reads.head().map(head -> {
                            List<String> all = new ArrayList<>(strange);
                            all.addAll(differences);
                            return new Report(
                                    head.size(),
                                    reached.next(),
                                    drift.wanted(),
                                    drift.found(),
                                    List.copyOf(all),
                                    drift.complete());
                        })));
    }

    private Mono<List<String>> differences(GraphDrift drift, long next, Map<String, Pack> packs) {
        return folded(drift.second(), next, packs).then(Mono.fromCompletionStage(drift::differences));
    }

    private Mono<Void> folded(Fold fold, long next, Map<String, Pack> packs) {
        return ledger.consistent(ledger.statesBefore(next))
                .doOnNext(record -> fold(fold, record, packs))
                .then(Mono.fromRunnable(fold::end));
    }

    private static void fold(Fold fold, Recorded<State> record, Map<String, Pack> packs) {
        if (record.state() instanceof ActivePack active) {
            fold.activate(record, Objects.requireNonNull(packs.get(active.sha256()), active.sha256()));
        } else {
            fold.put(record);
        }
    }

    /** Whether the graph is that of another ledger, or of one that lost its end. */
    private Mono<List<String>> strangeness(Reached reached) {
        if (reached.next() == 0) {
            return Mono.just(List.of());
        }
        return reads.events(reached.next() - 1, 1)
                .map(events -> events.stream().map(LedgerEvent::leafHash).toList())
                .map(hashes -> hashes.equals(List.of(reached.leaf()))
                        ? List.of()
                        : List.of(
                                ("position %d: the graph took in another event than the ledger has there; it is the graph"
                                                + " of another ledger, or the ledger lost its end")
                                        .formatted(reached.next() - 1)));
    }
}
