package assetledger.api.changes;

import assetledger.api.command.Commands.Appended;
import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Knows where the ledger ends, by one look for all who wait there, and only while somebody does. */
@Component
class Tail {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LINGER = Duration.ofSeconds(5);

    private final Sinks.Many<Boolean> wake = Sinks.many().multicast().onBackpressureBuffer(1, false);
    private final Flux<Long> sizes;

    Tail(LedgerReads ledger) {
        // A ledger that does not answer is looked at again; who waits for it to grow need not know.
        Mono<Long> size = ledger.head().map(LedgerHead::size).onErrorResume(failure -> Mono.empty());
        sizes = size.concatWith(Flux.defer(() -> woken().then(size)).repeat())
                .replay(1)
                .refCount(1, LINGER);
    }

    /** An append here is seen at once; those of other instances are found within the poll's second. */
    @EventListener
    void appended(Appended event) {
        wake.tryEmitNext(true);
    }

    private Mono<Boolean> woken() {
        return Mono.firstWithSignal(wake.asFlux().next(), Mono.delay(POLL).thenReturn(true));
    }

    /** Comes when the ledger has an event at a position, or when a time is over without one. */
    Mono<Boolean> reaches(long position, Duration atMost) {
        return sizes.any(size -> size > position).take(atMost).defaultIfEmpty(false);
    }
}
