package assetledger.importer.cli;

import assetledger.importer.table.TableProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** How far a table is, now and then. */
final class RowLine implements TableProgress {
    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final PrintStream notes;
    private long shown = System.nanoTime();

    RowLine(PrintStream notes) {
        this.notes = notes;
    }

    @Override
    public void written(int rows) {
        if (System.nanoTime() - shown >= BETWEEN.toNanos()) {
            shown = System.nanoTime();
            notes.printf(Locale.ROOT, "%,d rows%n", rows);
        }
    }

    @Override
    public void waiting(String why, Duration pause) {
        notes.printf(Locale.ROOT, "%s; asked again in %.1f s%n", Shown.line(why), pause.toMillis() / 1e3);
    }
}
