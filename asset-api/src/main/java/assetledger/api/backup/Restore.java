package assetledger.api.backup;

import assetledger.api.ledger.LedgerRestore;
import assetledger.api.ledger.LedgerRestore.Part;
import assetledger.graph.GraphWriter;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Fills an empty ledger from an export, and empties the graph, which the next start makes anew. */
@Component
public class Restore {
    private final LedgerRestore ledger;
    private final GraphWriter graph;

    Restore(LedgerRestore ledger, GraphWriter graph) {
        this.ledger = ledger;
        this.graph = graph;
    }

    /**
     * What was restored.
     * @param digest SHA-256 over the hashes of all leaves, in their order: that which the export was told of
     */
    public record Restored(String origin, long events, String digest) {}

    /**
     * Restores all of an export, or nothing.
     * @param in stays open
     * @param progress is told, now and then, how many events of how many are written
     * @return fails with {@link assetledger.api.ledger.RestoreRefused} where the ledger is not empty or a line is wrong
     */
    public Mono<Restored> from(InputStream in, BiConsumer<Long, Long> progress) {
        return Mono.fromCallable(() -> new ExportReader(in))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(export -> ledger.run(export.origin(), emptyGraph(), telling(export, progress))
                        .then(Mono.fromSupplier(() -> new Restored(export.origin(), export.size(), export.digest()))));
    }

    /** A graph beside an empty ledger can only be that of another one. */
    private Mono<Void> emptyGraph() {
        return Mono.fromCompletionStage(graph::wipe);
    }

    private static Callable<Optional<Part>> telling(ExportReader export, BiConsumer<Long, Long> progress) {
        AtomicLong read = new AtomicLong();
        return () -> {
            Optional<Part> part = export.part();
            if (part.isPresent() && part.get() instanceof Part.Events events) {
                progress.accept(read.addAndGet(events.events().size()), export.size());
            }
            return part;
        };
    }
}
