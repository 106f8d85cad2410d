package assetledger.importer.send;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Makes a request again while the ledger is away, until it answers, patience ends or somebody stops the import. */
public final class Insistence {
    /** One request to a ledger. */
    @FunctionalInterface
    public interface Request<T> {
        T make() throws Unavailable, InterruptedException;
    }

    private final Patience patience;
    private final Waiting waiting;
    private final BooleanSupplier stop;
    private boolean wasAnswered;

    public Insistence(Patience patience, Waiting waiting, BooleanSupplier stop) {
        this.patience = patience;
        this.waiting = waiting;
        this.stop = stop;
    }

    /**
     * Makes the request until it is answered.
     *
     * @throws SendException when there is no answer
     */
    public <T> T answer(Request<T> request) {
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            try {
                T answer = request.make();
                wasAnswered = true;
                return answer;
            } catch (Unavailable e) {
                Duration pause = patience.pause(attempt, e.atLeast());
                boolean wasNeverThere = e.isHopeless() && !wasAnswered && attempt == 0;
                waitOrGiveUp(e, wasNeverThere, pause, Duration.ofNanos(System.nanoTime() - start));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SendException("The import was interrupted");
            }
        }
    }

    private void waitOrGiveUp(Unavailable failure, boolean wasNeverThere, Duration pause, Duration waited) {
        if (wasNeverThere || waited.plus(pause).compareTo(patience.inAll()) > 0) {
            throw new SendException(
                    wasNeverThere
                            ? failure.sentence()
                            : "%s; gave up after %d s".formatted(failure.sentence(), waited.toSeconds()));
        }
        waiting.waiting(failure.sentence(), pause);
        try {
            Patience.rest(pause, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stop.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new SendException("Stopped while the server was away");
        }
    }
}
