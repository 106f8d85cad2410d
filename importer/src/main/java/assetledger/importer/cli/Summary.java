package assetledger.importer.cli;

import assetledger.importer.ImportOutcome;
import assetledger.importer.plan.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What became of an import, for a person. */
final class Summary {
    private final PrintStream results;
    private final PrintStream notes;

    Summary(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    void print(Path file, ImportOutcome outcome, @Nullable Path report) {
        notes.println();
        outcome.problems().forEach(this::print);
        if (outcome.problemCount() > outcome.problems().size()) {
            results.printf(
                    Locale.ROOT,
                    "... and %,d more problems%s%n",
                    outcome.problemCount() - outcome.problems().size(),
                    report == null ? "; --problems OUT.csv writes them all" : "");
        }
        if (report != null && outcome.problemCount() > 0) {
            results.printf("Every problem is in %s%n", report);
        }
        counts(file, outcome);
        outcome.stopped().ifPresent(why -> stopped(outcome, why));
    }

    private void print(Problem problem) {
        String place = problem.column().isEmpty()
                ? "row %d".formatted(problem.row())
                : "row %d, %s '%s'"
                        .formatted(problem.row(), Shown.line(problem.column()), Shown.value(problem.value()));
        results.println(place + ": " + Shown.line(problem.sentence()));
    }

    private void counts(Path file, ImportOutcome outcome) {
        double seconds = Math.max(outcome.took().toMillis(), 1) / 1e3;
        results.printf(
                Locale.ROOT,
                "%s: %,d rows = %,d recorded + %,d that repeat a record + %,d reported%n",
                file.getFileName(),
                outcome.rows(),
                outcome.recorded(),
                outcome.repeated(),
                outcome.reported());
        if (outcome.tally().replayed() > 0) {
            results.printf(
                    Locale.ROOT,
                    "%,d of %,d batches had been recorded by an earlier run%n",
                    outcome.tally().replayed(),
                    outcome.tally().batches());
        }
        results.printf(Locale.ROOT, "in %.1f s, %,.0f rows a second%n", seconds, outcome.rows() / seconds);
    }

    private void stopped(ImportOutcome outcome, String why) {
        String sentence = Shown.line(why);
        results.flush();
        notes.println(sentence + (sentence.endsWith(".") ? "" : "."));
        notes.printf(
                Locale.ROOT,
                "%s of %,d rows were dealt with%s. The same command again continues from there and doubles nothing.%n",
                outcome.rows() == 0 ? "None" : String.format(Locale.ROOT, "%,d", outcome.rows()),
                outcome.rowsInFile(),
                outcome.rows() == 0
                        ? ""
                        : ", up to row %d of the file".formatted(outcome.tally().lastRow()));
    }
}
