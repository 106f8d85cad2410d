package assetledger.graph;

import assetledger.model.Viewer;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Waits for what the graph answers. */
final class Graphs {
    /** Who asks where it makes no difference: somebody who sees everything. */
    static final Viewer EVERYTHING = Viewer.server("test");

    private Graphs() {}

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
