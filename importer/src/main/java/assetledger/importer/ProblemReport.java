package assetledger.importer;

import assetledger.importer.plan.Problem;
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
 * for formulas.
 */
final class ProblemReport implements AutoCloseable {
    private static final int KEPT = 100;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final @Nullable CsvWriter file;
    private final List<Problem> first = new ArrayList<>();
    private long count;

    private ProblemReport(@Nullable CsvWriter file) {
        this.file = file;
    }

    /** Opens the file before anything is sent, so that a place that cannot be written to is told of in time. */
    static ProblemReport open(@Nullable Path report, Path imported) {
        if (report == null) {
            return new ProblemReport(null);
        }
        try {
            if (Files.exists(report) && Files.isSameFile(report, imported)) {
                throw new IOException("it is the imported file");
            }
            CsvWriter file = CsvWriter.builder().build(report);
            file.writeRecord("row", "column", "value", "problem");
            return new ProblemReport(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The problems cannot be written to %s: %s".formatted(report, e.getMessage()), e);
        }
    }

    void add(Problem problem) {
        count++;
        if (first.size() < KEPT) {
            first.add(problem);
        }
        if (file != null) {
            file.writeRecord(
                    Integer.toString(problem.row()),
                    harmless(problem.column()),
                    harmless(problem.value()),
                    harmless(problem.sentence()));
        }
    }

    long count() {
        return count;
    }

    List<Problem> first() {
        return first;
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
