package assetledger.importer;

import assetledger.importer.plan.Problem;
import assetledger.importer.source.FormulaGuard;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the problems, keeps the first ones and writes all of them into a CSV file that a spreadsheet cannot take
 * for formulas. The problems of a set name their file.
 */
final class ProblemReport implements AutoCloseable {
    private static final int KEPT = 100;

    private final @Nullable CsvWriter report;
    private final boolean namesFile;
    private final List<String> files;
    private final List<List<Problem>> first = new ArrayList<>();
    private int kept;
    private long count;

    private ProblemReport(@Nullable CsvWriter report, Tables tables) {
        this.report = report;
        this.namesFile = tables.isSet();
        this.files = tables.list().stream().map(Table::file).toList();
        files.forEach(file -> first.add(new ArrayList<>()));
    }

    /** Opens the file before anything is sent, so that a place that cannot be written to is told of in time. */
    static ProblemReport open(@Nullable Path report, Tables tables) {
        if (report == null) {
            return new ProblemReport(null, tables);
        }
        try {
            for (Table table : tables.list()) {
                if (Files.exists(report) && Files.isSameFile(report, table.path())) {
                    throw new IOException("it is the imported file");
                }
            }
            ProblemReport opened = new ProblemReport(CsvWriter.builder().build(report), tables);
            opened.write("file", "row", "column", "value", "problem");
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The problems cannot be written to %s: %s".formatted(report, e.getMessage()), e);
        }
    }

    /** @param table its place in the run, counted from 0 */
    void add(int table, Problem problem) {
        count++;
        if (kept < KEPT) {
            kept++;
            first.get(table).add(problem);
        }
        write(
                FormulaGuard.on(files.get(table)),
                Integer.toString(problem.row()),
                FormulaGuard.on(problem.column()),
                FormulaGuard.on(problem.value()),
                FormulaGuard.on(problem.sentence()));
    }

    long count() {
        return count;
    }

    /** Those of a table among the first hundred of all. */
    List<Problem> first(int table) {
        return first.get(table);
    }

    @Override
    public void close() {
        try {
            if (report != null) {
                report.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String... cells) {
        if (report != null) {
            List<String> record = List.of(cells);
            report.writeRecord(namesFile ? record : record.subList(1, record.size()));
        }
    }
}
