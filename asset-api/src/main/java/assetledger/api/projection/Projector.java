package assetledger.api.projection;

import assetledger.api.command.Commands.Appended;
import assetledger.api.ledger.LedgerEvent;
import assetledger.api.ledger.LedgerReads;
import assetledger.graph.GraphWriter;
import assetledger.model.ActivePack;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Puts the ledger's events into the graph, in batches, one after another. It goes by the position that the graph itself
 * holds, so it can stop anywhere, and several instances doing it at once do no harm.
 */
@Component
public class Projector implements SmartLifecycle {
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final int QUIET_TRIES = 30;
    private static final Duration POLL = Duration.ofSeconds(1);
    /** More than the graph allows a read; who is not answered by then never will be. */
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(15);

    private static final Duration LONGEST_PUT = Duration.ofSeconds(60);

    private final LedgerReads ledger;
    private final GraphWriter graph;
    private final Lag lag;
    private final Sinks.Many<Boolean> wake = Sinks.many().multicast().onBackpressureBuffer(1, false);
    private final AtomicReference<@Nullable Disposable> work = new AtomicReference<>();
    private volatile @Nullable Pack pack;

    Projector(LedgerReads ledger, GraphWriter graph, Lag lag) {
        this.ledger = ledger;
        this.graph = graph;
        this.lag = lag;
    }

    /** An append here is projected at once; those of other instances are found within the poll's second. */
    @EventListener
    void appended(Appended event) {
        wake.tryEmitNext(true);
    }

    @Override
    public void start() {
        Mono<Long> prepared = Mono.fromCompletionStage(graph::prepare)
                .then(catchUp())
                .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, POLL).doBeforeRetry(Projector::sayThatItTakesLong));
        work.set(prepared.thenMany(Flux.defer(this::following)).subscribe());
    }

    /** An engine that is starting takes some seconds; only what lasts is worth a line. */
    private static void sayThatItTakesLong(Retry.RetrySignal signal) {
        if (signal.totalRetries() % QUIET_TRIES == QUIET_TRIES - 1) {
            LOG.warn("The graph does not answer: {}", signal.failure().getMessage());
        }
    }

    private Flux<Long> following() {
        return Mono.firstWithSignal(wake.asFlux().next(), Mono.delay(POLL).thenReturn(true))
                .then(catchUp().onErrorResume(failure -> {
                    LOG.warn("Projecting stops for a moment: {}", failure.toString());
                    return Mono.delay(POLL).thenReturn(0L);
                }))
                .repeat();
    }

    /**
     * Projects until the graph shows the whole ledger.
     * @return how many events were projected
     */
    public Mono<Long> catchUp() {
        return step().expand(done -> done == 0 ? Mono.empty() : step()).reduce(0L, Long::sum);
    }

    /** One batch; 0 where the graph shows all there is. */
    private Mono<Long> step() {
        return Mono.fromCompletionStage(graph::next)
                .timeout(LONGEST_LOOK)
                .doOnNext(lag::projected)
                .flatMap(next -> ledger.events(next, BATCH).flatMap(events -> put(next, uniform(events))));
    }

    /** Events up to the next pack, which changes how the events after it are put; or that pack alone. */
    private static List<LedgerEvent> uniform(List<LedgerEvent> events) {
        List<LedgerEvent> uniform = new ArrayList<>();
        for (LedgerEvent event : events) {
            if (event.record().state() instanceof ActivePack) {
                return uniform.isEmpty() ? List.of(event) : uniform;
            }
            uniform.add(event);
        }
        return uniform;
    }

    private Mono<Long> put(long next, List<LedgerEvent> events) {
        if (events.isEmpty()) {
            return Mono.just(0L);
        }
        LedgerEvent last = events.get(events.size() - 1);
        GraphWriter.Range range = new GraphWriter.Range(next, last.position() + 1, last.leafHash());
        List<Recorded<State>> records = events.stream().map(LedgerEvent::record).toList();
        Mono<Boolean> put = last.record().state() instanceof ActivePack active
                ? content(active)
                        .flatMap(
                                content -> Mono.fromCompletionStage(() -> graph.putPack(range, last.record(), content)))
                : packAt(next).flatMap(content -> Mono.fromCompletionStage(() -> graph.put(range, records, content)));
        // Another projector was faster where the fence refused: what is left is seen at the next step.
        return put.timeout(LONGEST_PUT).thenReturn((long) events.size());
    }

    private Mono<Pack> packAt(long position) {
        Pack known = pack;
        return known != null
                ? Mono.just(known)
                : ledger.packBefore(position).map(PackReader::read).doOnNext(read -> pack = read);
    }

    private Mono<Pack> content(ActivePack active) {
        return ledger.content(active.sha256()).map(PackReader::read).doOnNext(read -> pack = read);
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

    /** After the pack is in the ledger. */
    @Override
    public int getPhase() {
        return 1;
    }
}
