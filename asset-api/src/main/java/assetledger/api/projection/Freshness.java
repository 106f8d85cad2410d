package assetledger.api.projection;

import assetledger.graph.ProjectionBehind;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Lets a reader who wants to see a position wait for the graph to come to it, but not for long. */
public final class Freshness {
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private Freshness() {}

    /** Reads again while the graph is behind, for two seconds at most; then fails with {@link ProjectionBehind}. */
    public static <T> Mono<T> awaiting(Supplier<CompletionStage<T>> read) {
        return Mono.defer(() -> {
            // Reads take time too, so the wait is measured and not counted in pauses.
            long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
            return Mono.fromCompletionStage(read)
                    .onErrorMap(
                            CompletionException.class,
                            wrapped -> wrapped.getCause() == null ? wrapped : wrapped.getCause())
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, PAUSE)
                            .filter(failure ->
                                    failure instanceof ProjectionBehind && System.nanoTime() - deadline < 0));
        });
    }
}
