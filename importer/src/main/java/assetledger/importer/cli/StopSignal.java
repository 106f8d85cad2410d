package assetledger.importer.cli;

import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a question that the import asks between batches, and holds the end of the program until it has
 * answered.
 */
final class StopSignal implements AutoCloseable {
    /** Longer than one request may take. */
    private static final long MOST_SECONDS = 75;

    private final CountDownLatch finished = new CountDownLatch(1);
    private final PrintStream notes;
    private final Thread hook = new Thread(this::ask, "stop");
    private volatile boolean asked;

    private StopSignal(PrintStream notes) {
        this.notes = notes;
    }

    static StopSignal onControlC(PrintStream notes) {
        StopSignal signal = new StopSignal(notes);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    boolean isAsked() {
        return asked;
    }

    @Override
    public void close() {
        finished.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The program is ending already; the hook finds the work finished.
            }
        }
    }

    private void ask() {
        if (finished.getCount() == 0) {
            return;
        }
        asked = true;
        notes.println();
        notes.println("Stopping after this batch ...");
        try {
            if (!finished.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                notes.println("The last batch has no answer yet; the same command again will get it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
