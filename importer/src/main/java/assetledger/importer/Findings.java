package assetledger.importer;

import assetledger.importer.plan.PlannedRow;
import assetledger.importer.plan.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The problems of a run and the rows that have them, each told once however often the tables are read. */
final class Findings implements AutoCloseable {
    private final ProblemReport report;
    private final SkippedRows skipped;
    private final List<BitSet> wrong = new ArrayList<>();
    private boolean keepsRows;

    /** Opens the files before anything is sent, so that a place that cannot be written to is told of in time. */
    Findings(ImportRequest request, Tables tables) {
        this.skipped = SkippedRows.at(request.skipped(), tables);
        this.report = ProblemReport.open(request.problems(), tables);
        this.keepsRows = request.skipsBadRows();
        tables.list().forEach(table -> wrong.add(new BitSet()));
    }

    /** Every row of a table that has a problem, once. */
    void add(int table, PlannedRow row, List<Problem> problems) {
        if (!wrong.get(table).get(row.number())) {
            wrong.get(table).set(row.number());
            problems.forEach(problem -> report.add(table, problem));
            if (keepsRows) {
                skipped.add(table, row);
            }
        }
    }

    /** From here on rows are sent; while a check alone can end the run, no row is skipped. */
    void beginSending() {
        keepsRows = true;
    }

    /** The numbers of the rows of a table that were found wrong so far. */
    BitSet wrong(int table) {
        return (BitSet) wrong.get(table).clone();
    }

    /** Those of a table among the first hundred of all. */
    List<Problem> first(int table) {
        return report.first(table);
    }

    long problemCount() {
        return report.count();
    }

    /** Where the rows stand that are not recorded; empty when there are none or no place was given. */
    Optional<Path> skipped() {
        return skipped.place();
    }

    @Override
    public void close() {
        skipped.close();
        report.close();
    }
}
