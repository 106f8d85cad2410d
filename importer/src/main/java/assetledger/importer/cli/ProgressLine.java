package assetledger.importer.cli;

import assetledger.importer.send.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, on one line that is written over where somebody watches, and now and then where nobody does.
 */
final class ProgressLine implements Progress {
    private static final Duration WATCHED = Duration.ofMillis(250);
    private static final Duration UNWATCHED = Duration.ofSeconds(10);

    private final PrintStream notes;
    private final boolean isWatched = isTerminal();
    private @Nullable Step step;
    private long start = System.nanoTime();
    private long shown = start;

    ProgressLine(PrintStream notes) {
        this.notes = notes;
    }

    @Override
    public void at(Step now, long rows, long ofRows, int reported) {
        long time = System.nanoTime();
        if (step != now) {
            step = now;
            start = shown;
        }
        if (time - shown < (isWatched ? WATCHED : UNWATCHED).toNanos()) {
            return;
        }
        shown = time;
        String line = line(now, rows, ofRows, reported, (time - start) / 1e9);
        notes.print(isWatched ? "\r" + line + "   " : line + System.lineSeparator());
        notes.flush();
    }

    @Override
    public void waiting(String why, Duration pause) {
        notes.println();
        notes.printf(Locale.ROOT, "%s; the same is asked again in %.1f s%n", Shown.line(why), pause.toMillis() / 1e3);
    }

    static String line(Step step, long rows, long ofRows, int reported, double seconds) {
        double rate = rows / Math.max(seconds, 1e-3);
        return String.format(
                Locale.ROOT,
                "%s: %,d of %,d rows, %,.0f rows a second, %s left, %,d reported",
                step == Step.CHECKING ? "checked" : "sent",
                rows,
                ofRows,
                rate,
                left((long) Math.ceil((ofRows - rows) / Math.max(rate, 1e-3))),
                reported);
    }

    private static String left(long seconds) {
        return seconds < 60
                ? "%d s".formatted(seconds)
                : seconds < 3_600
                        ? "%d min %02d s".formatted(seconds / 60, seconds % 60)
                        : "%d h %02d min".formatted(seconds / 3_600, seconds / 60 % 60);
    }

    /** From Java 22 on a redirected stream may pass for a terminal; it then gets one long line. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        return System.console() != null && System.getenv("TERM") != null;
    }
}
