package assetledger.api.limit;

import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.api.problem.Stop;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one client may still ask for now. */
final class Allowance {
    /** Nobody can say when a place is free again; this is long enough to be no flood. */
    private static final long PLACE_RETRY_MS = 250;

    private final Limits limits;
    private final Bucket requests;
    private final Bucket cost;
    private final AtomicInteger queries = new AtomicInteger();
    private final AtomicInteger mutations = new AtomicInteger();

    Allowance(Limits limits) {
        this.limits = limits;
        this.requests = bucket(limits.requestBurst(), limits.requestsPerSecond());
        this.cost = bucket(limits.costBurst(), limits.costPerSecond());
    }

    static Bucket bucket(long burst, long perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    /** Counts a request, or refuses it. */
    void takeRequest() {
        long retryAfterMs = tryRequest();
        if (retryAfterMs > 0) {
            throw Refusal.rateLimited(tooManyRequests(limits), retryAfterMs);
        }
    }

    /** Counts a request; 0 where it may go on, or else after how many milliseconds the next one may. */
    long tryRequest() {
        ConsumptionProbe probe = requests.tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? 0 : millis(probe);
    }

    static String tooManyRequests(Limits limits) {
        return "More than %d requests a second; send the next one later".formatted(limits.requestsPerSecond());
    }

    Use use() {
        return new Use();
    }

    static long millis(ConsumptionProbe probe) {
        return 1 + TimeUnit.NANOSECONDS.toMillis(probe.getNanosToWaitForRefill());
    }

    /** One operation of the client, from before it is parsed until it is answered or given up. */
    final class Use {
        private final AtomicReference<@Nullable AtomicInteger> place = new AtomicReference<>();
        private volatile boolean mutation;

        /** Takes a place and the units, once it is known what the operation is; refuses it where there are none left. */
        void begin(boolean mutating, long units) {
            mutation = mutating;
            AtomicInteger running = mutating ? mutations : queries;
            int most = mutating ? limits.mutationsAtOnce() : limits.queriesAtOnce();
            place.set(running);
            if (running.incrementAndGet() > most) {
                throw rateLimited(
                        "%d requests of yours are being worked on; wait for one of them".formatted(most),
                        PLACE_RETRY_MS);
            }
            ConsumptionProbe probe = cost.tryConsumeAndReturnRemaining(Math.max(1, units));
            if (!probe.isConsumed()) {
                throw rateLimited(
                        "More than %,d units of cost a second; send the next request later"
                                .formatted(limits.costPerSecond()),
                        millis(probe));
            }
        }

        boolean isMutation() {
            return mutation;
        }

        /** Gives the place back; harmless to repeat. */
        void end() {
            AtomicInteger running = place.getAndSet(null);
            if (running != null) {
                running.decrementAndGet();
            }
        }

        private static RuntimeException rateLimited(String message, long retryAfterMs) {
            return Stop.because(Code.RATE_LIMITED, message, Map.of("retryAfterMs", retryAfterMs));
        }
    }
}
