package assetledger.api.changes;

import assetledger.api.changes.ChangeReader.Stretch;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Reads pages for many at once: all who want the same page share one read of it, and different ones take turns, so that
 * subscriptions leave the ledger's connections to whoever records.
 */
@Component
class SharedReads {
    private static final int AT_ONCE = 3;

    private final ChangeReader reader;
    private final int page;
    private final Scheduler scheduler = Schedulers.newParallel("changes", 2, true);
    private final Map<Long, Mono<Stretch>> wanted = new ConcurrentHashMap<>();
    private final Sinks.Many<Mono<Stretch>> turns = Sinks.many().unicast().onBackpressureBuffer();

    SharedReads(ChangeReader reader) {
        this.reader = reader;
        this.page = Subscriptions.PAGE;
        turns.asFlux()
                .publishOn(scheduler)
                .flatMap(Mono::onErrorComplete, AT_ONCE)
                .subscribe();
    }

    /** The page that begins at a position; comes on a thread that may be kept busy for a while. */
    Mono<Stretch> from(long position) {
        return Mono.defer(() -> wanted.computeIfAbsent(position, this::begin)).publishOn(scheduler);
    }

    private Mono<Stretch> begin(long position) {
        Sinks.One<Stretch> result = Sinks.one();
        // Who comes after the read has ended wants another, since the ledger may have grown.
        Mono<Stretch> read = reader.read(position, page)
                .doOnTerminate(() -> wanted.remove(position))
                .doOnNext(result::tryEmitValue)
                .doOnError(result::tryEmitError);
        synchronized (turns) {
            turns.emitNext(read, Sinks.EmitFailureHandler.FAIL_FAST);
        }
        return result.asMono();
    }
}
