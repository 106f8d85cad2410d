package assetledger.api.ledger;

import assetledger.model.InvalidValue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Moments by which clients ask what was known: each is a position, the last that was recorded by then. */
@Component
public class Moments {
    /** Before anything was recorded. */
    public static final long NOTHING = -1;

    private static final String ARGUMENT = "knownAt";

    private final LedgerReads ledger;
    private final Clock clock;

    Moments(LedgerReads ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * The position of a moment; {@link #NOTHING} for an instant before the first event.
     * @param moment a position or an instant, as a client gave it
     * @return fails with {@link InvalidValue} for one that lies ahead
     */
    public Mono<Long> position(Map<String, Object> moment) {
        return ledger.head()
                .flatMap(head -> moment.get("position") instanceof Long position
                        ? Mono.just(reached(position, head.size()))
                        : lastBy(past((Instant) moment.getOrDefault("instant", Instant.MAX)), NOTHING, head.size()));
    }

    private static long reached(long position, long size) {
        if (position >= size) {
            throw new InvalidValue(
                    ARGUMENT, "The last position is %d, and %d is not recorded yet".formatted(size - 1, position));
        }
        return position;
    }

    private Instant past(Instant instant) {
        Instant now = clock.instant();
        if (instant.isAfter(now)) {
            throw new InvalidValue(
                    ARGUMENT, "What will be known at %s is not known yet: it is %s".formatted(instant, now));
        }
        return instant;
    }

    /** No event is recorded earlier than the one before it, so the last by an instant is found by halving. */
    private Mono<Long> lastBy(Instant instant, long by, long after) {
        if (after - by <= 1) {
            return Mono.just(by);
        }
        long middle = (by + after) >>> 1;
        return ledger.entriesAt(List.of(middle))
                .flatMap(entries -> entries.get(0).recorded().isAfter(instant)
                        ? lastBy(instant, by, middle)
                        : lastBy(instant, middle, after));
    }
}
