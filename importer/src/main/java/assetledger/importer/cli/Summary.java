package assetledger.importer.cli;

import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportOutcome.Result;
import assetledger.importer.ImportRequest;
import assetledger.importer.TableOutcome;
import assetledger.importer.plan.Problem;
import assetledger.importer.send.Tally;
import java.io.PrintStream;
import java.util.Locale;

/** What became of a check or an import, for a person. */
final class Summary {
    private final PrintStream results;
    private final PrintStream notes;

    Summary(PrintStream results, PrintStream notes) {
        this.results = results;
        this.notes = notes;
    }

    void print(ImportOutcome outcome, ImportRequest request) {
        notes.println();
        outcome.tables()
                .forEach(table -> table.notes()
                        .forEach(note -> notes.println(Shown.value(table.file()) + ": " + Shown.line(note))));
        problems(outcome, request);
        boolean wasSent = outcome.result() == Result.SENT;
        outcome.tables().forEach(table -> counts(table.file(), table.tally(), wasSent));
        if (outcome.tables().size() > 1) {
            counts("in all", outcome.tally(), wasSent);
        }
        records(outcome, request.ledger() != null);
        outcome.skipped().ifPresent(place -> results.printf("The rows that are not recorded are in %s%n", place));
        outcome.importId().ifPresent(id -> results.printf("import %s%n", id));
        if (outcome.result() == Result.NOTHING_NEW) {
            results.println("Nothing was sent: there is nothing to add or to change.");
        }
        double seconds = Math.max(outcome.took().toMillis(), 1) / 1e3;
        results.printf(Locale.ROOT, "in %.1f s, %,.0f rows a second%n", seconds, outcome.rows() / seconds);
        results.flush();
        outcome.stopped().ifPresent(why -> stopped(outcome, why));
        if (outcome.result() == Result.NOT_SENT && outcome.stopped().isEmpty()) {
            notes.println("Nothing was sent. Mend the file, or say --skip-bad-rows to send the other rows.");
        }
    }

    private void problems(ImportOutcome outcome, ImportRequest request) {
        boolean isSet = outcome.tables().size() > 1;
        outcome.tables().forEach(table -> table.problems().forEach(problem -> print(table, problem, isSet)));
        long more = outcome.problemCount() - outcome.problems().size();
        if (more > 0) {
            results.printf(
                    Locale.ROOT,
                    "... and %,d more problems%s%n",
                    more,
                    request.problems() == null ? "; --problems OUT.csv writes them all" : "");
        }
        if (request.problems() != null && outcome.problemCount() > 0) {
            results.printf("Every problem is in %s%n", request.problems());
        }
    }

    private void print(TableOutcome table, Problem problem, boolean isSet) {
        String place = problem.column().isEmpty()
                ? "row %d".formatted(problem.row())
                : "row %d, %s '%s'"
                        .formatted(problem.row(), Shown.line(problem.column()), Shown.value(problem.value()));
        results.println(
                (isSet ? Shown.value(table.file()) + ", " : "") + place + ": " + Shown.line(problem.sentence()));
    }

    private void counts(String name, Tally tally, boolean wasSent) {
        boolean wasAsked = tally.rows().sum() > 0 || tally.right() == 0;
        results.printf(
                Locale.ROOT,
                "%s: %,d rows = %s + %,d that repeat a record + %,d reported%n",
                Shown.value(name),
                tally.all(),
                wasAsked ? outcomes(tally.rows(), wasSent) : "%,d without a problem".formatted(tally.right()),
                tally.repeated(),
                tally.reported());
    }

    private void records(ImportOutcome outcome, boolean wasAsked) {
        if (wasAsked) {
            results.printf(
                    "records and links: %s%n", outcomes(outcome.tally().records(), outcome.result() == Result.SENT));
        }
        if (outcome.isGuess()) {
            results.println("This is as far as can be told before the earlier rows are recorded.");
        }
        if (outcome.isOfEarlierRun()) {
            results.println("An earlier run had sent all of it and was broken off; its import is finished now.");
        } else if (outcome.tally().replayed() > 0) {
            results.printf(
                    Locale.ROOT,
                    "%,d of %,d batches had been recorded by an earlier run%n",
                    outcome.tally().replayed(),
                    outcome.tally().batches());
        }
    }

    private static String outcomes(Tally.Outcomes outcomes, boolean wasSent) {
        return String.format(
                Locale.ROOT,
                wasSent ? "%,d added + %,d changed + %,d unchanged" : "%,d to add + %,d to change + %,d unchanged",
                outcomes.added(),
                outcomes.changed(),
                outcomes.unchanged());
    }

    private void stopped(ImportOutcome outcome, String why) {
        String sentence = Shown.line(why);
        notes.println(sentence + (sentence.endsWith(".") ? "" : "."));
        notes.printf(
                Locale.ROOT,
                "%s of %,d rows were dealt with. %s%n",
                outcome.rows() == 0 ? "None" : String.format(Locale.ROOT, "%,d", outcome.rows()),
                outcome.rowsInFile(),
                outcome.result() == Result.SENT
                        ? "The same command again goes on from there and doubles nothing."
                        : "Nothing was sent.");
    }
}
