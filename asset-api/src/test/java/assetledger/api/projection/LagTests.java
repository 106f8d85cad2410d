package assetledger.api.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class LagTests {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final AtomicReference<Mono<Long>> ledger = new AtomicReference<>(Mono.just(10L));
    private final Lag lag = new Lag(Mono.defer(ledger::get), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void isWhatTheGraphDoesNotShowYet() {
        lag.look().block();
        lag.projected(7);
        assertThat(lag.shown()).isEqualTo(Map.of("size", 10L, "projected", 7L, "lag", 3L));
    }

    @Test
    void isNeverLessThanNothing() {
        lag.look().block();
        lag.projected(12);
        assertThat(lag.shown()).isEqualTo(Map.of("size", 12L, "projected", 12L, "lag", 0L));
    }

    @Test
    void isSaidToBeOldWhileTheLedgerIsAway() {
        lag.look().block();
        lag.projected(10);
        ledger.set(Mono.error(new IllegalStateException("away")));
        lag.look().block();
        assertThat(lag.shown())
                .isEqualTo(Map.of(
                        "size", 10L, "projected", 10L, "lag", 0L, "stale", true, "since", "2026-11-21T12:00:00Z"));
        ledger.set(Mono.just(11L));
        lag.look().block();
        assertThat(lag.shown()).isEqualTo(Map.of("size", 11L, "projected", 10L, "lag", 1L));
    }

    @Test
    void aLedgerThatSaysNothingIsAway() {
        ledger.set(Mono.never());
        lag.look().block();
        assertThat(lag.shown()).containsEntry("stale", true);
    }
}
