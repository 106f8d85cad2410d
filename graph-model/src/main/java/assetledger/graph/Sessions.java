package assetledger.graph;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.neo4j.driver.async.AsyncSession;

/** Ends a session after its work, whichever way the work ended. */
final class Sessions {
    private Sessions() {}

    static <T> CompletionStage<T> closing(AsyncSession session, CompletionStage<T> work) {
        return work.handle((result, failure) -> session.closeAsync().handle((closed, closeFailure) -> {
                    if (failure != null) {
                        throw new CompletionException(cause(failure));
                    }
                    return result;
                }))
                .thenCompose(stage -> stage)
                // The driver's own stages refuse to be cancelled, as a reader who goes away does.
                .toCompletableFuture();
    }

    /** What went wrong, without the wrapping that passing through stages adds. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** A future, not a bare stage: what is chained to it can be cancelled, which a subscriber that goes away does. */
    static CompletionStage<Void> nothing() {
        return CompletableFuture.completedFuture(null);
    }
}
