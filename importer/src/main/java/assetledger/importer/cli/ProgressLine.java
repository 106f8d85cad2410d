package assetledger.importer.cli;

import assetledger.importer.send.Progress;
import assetledger.importer.send.Tally;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * How far an import is, on one line that is written over where somebody watches, and now and then where nobody does.
 */
final class ProgressLine implements Progress {
    private static final Duration WATCHED = Duration.ofMillis(250);
    private static final Duration UNWATCHED = Duration.ofSeconds(10);

    private final PrintStream notes;
    private final boolean isWatched = isTerminal();
    private final long start = System.nanoTime();
    private long shown = start;

    ProgressLine(PrintStream notes) {
        this.notes = notes;
    }

    @Override
    public void sent(Tally tally) {
        long now = System.nanoTime();
        if (now - shown < (isWatched ? WATCHED : UNWATCHED).toNanos()) {
            return;
        }
        shown = now;
        double seconds = (now - start) / 1e9;
        String line = String.format(
                Locale.ROOT,
                "%,d rows, %,.0f rows a second, %,d reported",
                tally.rows(),
                tally.rows() / seconds,
                tally.reported());
        notes.print(isWatched ? "\r" + line + "   " : line + System.lineSeparator());
        notes.flush();
    }

    @Override
    public void waiting(String why, Duration pause) {
        notes.println();
        notes.printf(
                Locale.ROOT, "%s; the same batch is sent again in %.1f s%n", Shown.line(why), pause.toMillis() / 1e3);
    }

    /** From Java 22 on a redirected stream may pass for a terminal; it then gets one long line. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }
}
