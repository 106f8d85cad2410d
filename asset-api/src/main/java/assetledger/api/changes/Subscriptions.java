package assetledger.api.changes;

import assetledger.api.access.CurrentViewer;
import assetledger.api.changes.ChangeReader.Stretch;
import assetledger.api.ledger.LedgerEntry;
import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import assetledger.model.RecordKind;
import assetledger.model.Viewer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Follows the ledger page by page. What is old and what is new is read in the same way, so that nothing falls between
 * them or comes twice. Pages are read as they are taken, so that a client that is slow makes nobody else wait.
 */
@Component
public class Subscriptions {
    /** Events in a page; a subscription holds two pages at most, the one that is being taken and the next. */
    static final int PAGE = 50;

    /** So many subscriptions may one person have open, and so many all together. */
    static final int OF_ONE = 10;

    static final int OF_ALL = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final LedgerReads ledger;
    private final SharedReads reads;
    private final Tail tail;
    private final Slots slots = new Slots(OF_ONE, OF_ALL);
    private final Sinks.Empty<Void> closing = Sinks.empty();

    Subscriptions(LedgerReads ledger, SharedReads reads, Tail tail) {
        this.ledger = ledger;
        this.reads = reads;
        this.tail = tail;
    }

    /** Without this, subscriptions would keep a server that is asked to stop from stopping. */
    @EventListener
    void closing(ContextClosedEvent event) {
        closing.tryEmitError(new SubscriptionEnd(
                SubscriptionEnd.Code.UNAVAILABLE,
                "The server stops; subscribe again after the last position that you have"));
    }

    /**
     * Events in their order, without an end.
     * @param after the position that the first of them follows; where absent, what comes from now on
     * @return fails with {@link SubscriptionEnd}
     */
    Flux<LedgerEntry> follow(@Nullable Long after, Set<RecordKind> kinds, Viewer viewer, CurrentViewer current) {
        Flux<LedgerEntry> entries = first(after)
                .flatMap(from -> page(from, kinds, current))
                .expand(page -> page(page.end(), kinds, current))
                .concatMapIterable(Page::entries, 1);
        return counted(entries, viewer);
    }

    /**
     * What somebody follows besides, as one of the subscriptions that he may have open, for as long as he is let in.
     * @return fails with {@link SubscriptionEnd}
     */
    public <T> Flux<T> besides(Flux<T> told, Viewer viewer, CurrentViewer current) {
        Mono<T> out = Flux.interval(QUIET)
                .onBackpressureDrop()
                .concatMap(tick -> current.now().hasElement())
                .filter(known -> !known)
                .next()
                .flatMap(unknown -> Mono.error(signedOut()));
        return counted(told.takeUntilOther(out), viewer);
    }

    private <T> Flux<T> counted(Flux<T> told, Viewer viewer) {
        return Flux.using(
                        () -> slots.take(viewer.person()),
                        slot -> told.takeUntilOther(closing.asMono()),
                        Slots.Slot::free)
                .onErrorMap(failure -> !(failure instanceof SubscriptionEnd), Subscriptions::unavailable);
    }

    int open() {
        return slots.open();
    }

    private record Page(long end, List<LedgerEntry> entries) {}

    private Mono<Long> first(@Nullable Long after) {
        return after == null ? ledger.head().map(LedgerHead::size) : Mono.just(after + 1);
    }

    /** The next page, once there is one; after a quiet while an empty one, since rights may end meanwhile. */
    private Mono<Page> page(long from, Set<RecordKind> kinds, CurrentViewer current) {
        return tail.reaches(from, QUIET)
                .flatMap(grown -> grown ? reads.from(from) : Mono.just(new Stretch(from, List.of(), Map.of())))
                .flatMap(stretch -> current.now()
                        .switchIfEmpty(Mono.error(Subscriptions::signedOut))
                        .map(viewer -> new Page(stretch.end(), stretch.visibleTo(viewer, kinds))));
    }

    private static SubscriptionEnd signedOut() {
        return new SubscriptionEnd(
                SubscriptionEnd.Code.UNAUTHENTICATED,
                "The token lets nobody in any more; subscribe with another after the last position that you have");
    }

    private static SubscriptionEnd unavailable(Throwable failure) {
        LOG.warn("A subscription ends", failure);
        return new SubscriptionEnd(
                SubscriptionEnd.Code.UNAVAILABLE,
                "The ledger's database does not answer; subscribe again after the last position that you have");
    }
}
