package assetledger.api.projection;

import assetledger.api.command.Commands.Appended;
import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How far the graph is behind the ledger, as last seen: every answer says it, so it must cost no answer a look. The
 * ledger's size is looked up after each append here and each second, and the projector says where the graph is.
 */
@Component
public class Lag implements SmartLifecycle {
    private static final Duration POLL = Duration.ofSeconds(1);
    /** A ledger that is silent for longer is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Mono<Long> ledger;
    private final Clock clock;
    private final Sinks.Many<Boolean> wake = Sinks.many().multicast().onBackpressureBuffer(1, false);
    private final AtomicReference<@Nullable Disposable> work = new AtomicReference<>();
    private volatile long size;
    private volatile long projected;
    private volatile Instant seen;
    private volatile boolean away;

    @Autowired
    Lag(LedgerReads ledger, Clock clock) {
        this(Mono.defer(ledger::head).map(LedgerHead::size), clock);
    }

    Lag(Mono<Long> ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
        this.seen = clock.instant();
    }

    @EventListener
    void appended(Appended event) {
        wake.tryEmitNext(true);
    }

    /** The graph shows every event before this position. */
    void projected(long next) {
        projected = next;
    }

    /**
     * The ledger's size, what of it the graph shows, and the difference; while the ledger's database is away, that they
     * are old, and since when.
     */
    Map<String, Object> shown() {
        long shown = projected;
        // What is in the graph is in the ledger, though it was not looked up since.
        long known = Math.max(size, shown);
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("size", known);
        members.put("projected", shown);
        members.put("lag", known - shown);
        if (away) {
            members.put("stale", true);
            members.put("since", seen.toString());
        }
        return members;
    }

    /** One look at the ledger; never fails. */
    Mono<Void> look() {
        return ledger.timeout(PATIENCE)
                .doOnNext(found -> {
                    size = found;
                    seen = clock.instant();
                    away = false;
                })
                .then()
                .onErrorResume(failure -> Mono.fromRunnable(() -> away = true));
    }

    @Override
    public void start() {
        work.set(look().thenMany(Flux.defer(() -> Mono.firstWithSignal(
                                wake.asFlux().next(), Mono.delay(POLL).thenReturn(true)))
                        .concatMap(woken -> look())
                        .repeat())
                .subscribe());
    }

    @Override
    public void stop() {
        Disposable running = work.getAndSet(null);
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return work.get() != null;
    }

    /** With the projector. */
    @Override
    public int getPhase() {
        return 1;
    }
}
