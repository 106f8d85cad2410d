package assetledger.importer.send;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * How long a server may be away.
 *
 * @param inAll from the first attempt at a batch until giving up
 * @param firstPause before the second attempt; doubles with each, up to {@code longestPause}
 * @param perRequest how long one request may take
 */
public record Patience(Duration inAll, Duration firstPause, Duration longestPause, Duration perRequest) {
    private static final Duration STEP = Duration.ofMillis(100);

    public static final Patience USUAL =
            new Patience(Duration.ofMinutes(2), Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMinutes(1));

    Duration pause(int attempt, Duration atLeast) {
        Duration doubled = firstPause.multipliedBy(1L << Math.min(attempt, 20));
        Duration pause = doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
        return pause.compareTo(atLeast) < 0 ? atLeast : pause;
    }

    /** Waits, looking often whether to stop. */
    static void rest(Duration pause, BooleanSupplier stop) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (System.nanoTime() < end && !stop.getAsBoolean()) {
            long left = Math.max(1, (end - System.nanoTime()) / 1_000_000);
            Thread.sleep(Math.min(STEP.toMillis(), left));
        }
    }
}
