package assetledger.api.access;

import assetledger.api.ledger.LedgerEvent;
import assetledger.api.ledger.LedgerReads;
import assetledger.model.Grant;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The grants as the ledger has them. Readers go by what was read a second ago at most, or last while the ledger's
 * database is away; the writer reads again under its lock, so that nobody records on a right that is gone.
 */
@Component
public class Grants implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final int PAGE = 1_000;

    private final LedgerReads ledger;
    private final Clock clock;
    private final Map<String, Map<RecordId, Recorded<Grant>>> byHolder = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable Disposable> work = new AtomicReference<>();
    private volatile long next;

    Grants(LedgerReads ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Takes in what was granted since the last time. */
    public Mono<Void> refresh() {
        return ledger.grants(next, PAGE)
                .doOnNext(this::take)
                .expand(page -> page.size() < PAGE
                        ? Mono.empty()
                        : ledger.grants(next, PAGE).doOnNext(this::take))
                .then();
    }

    private synchronized void take(List<LedgerEvent> page) {
        for (LedgerEvent event : page) {
            Recorded<State> head = event.record();
            Grant state = (Grant) head.state();
            // Two refreshes may overlap; the later version stays.
            byHolder.computeIfAbsent(state.holder(), holder -> new ConcurrentHashMap<>())
                    .merge(
                            head.id(),
                            new Recorded<>(head.id(), head.version(), head.position(), state),
                            (before, after) -> before.version() > after.version() ? before : after);
            next = Math.max(next, event.position() + 1);
        }
    }

    /** All grants, present, past and proposed, in the order of their ids. */
    public List<Recorded<Grant>> all() {
        return byHolder.values().stream()
                .flatMap(grants -> grants.values().stream())
                .sorted(Comparator.comparing(grant -> grant.id().toString()))
                .toList();
    }

    /** A caller with the rights that he has today. */
    public Viewer viewer(Caller caller) {
        LocalDate today = LocalDate.now(clock);
        Set<Role> roles = EnumSet.noneOf(Role.class);
        Set<RecordId> authorities = new HashSet<>();
        roles.addAll(caller.roles());
        boolean everyAuthority = caller.roles().contains(Role.REGISTRAR) && caller.authority() == null;
        if (caller.authority() != null) {
            authorities.add(caller.authority());
        }
        boolean client = caller.client();
        for (Recorded<Grant> recorded :
                byHolder.getOrDefault(caller.person(), Map.of()).values()) {
            Grant grant = recorded.state();
            if (grant.holdsOn(today)) {
                roles.add(grant.role());
                client |= grant.client();
                everyAuthority |= grant.role() == Role.REGISTRAR && grant.authority() == null;
                if (grant.authority() != null) {
                    authorities.add(grant.authority());
                }
            }
        }
        return new Viewer(caller.person(), client, roles, authorities, everyAuthority);
    }

    @Override
    public void start() {
        // The start-up thread may wait; nobody is let in before.
        refresh().block(LONGEST_START);
        work.set(Flux.interval(POLL)
                .onBackpressureDrop()
                .concatMap(tick -> refresh().onErrorResume(failure -> {
                    LOG.debug("Grants could not be read: {}", failure.getMessage());
                    return Mono.empty();
                }))
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

    /** Before anything is written. */
    @Override
    public int getPhase() {
        return -1;
    }
}
