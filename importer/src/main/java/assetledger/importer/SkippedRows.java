package assetledger.importer;

import assetledger.importer.plan.PlannedRow;
import assetledger.importer.source.TableForm;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that are not recorded as they stand, with the header, the separator and the encoding of their
 * table, so that they can be mended and imported with the same mapping. Rows of a table that is no CSV file are written
 * as one, too; their mapping must then say so. There is no file where there is no such row.
 */
final class SkippedRows implements AutoCloseable {
    private final @Nullable Path place;
    private final Tables tables;
    private final Map<Integer, CsvWriter> open = new HashMap<>();

    private SkippedRows(@Nullable Path place, Tables tables) {
        this.place = place;
        this.tables = tables;
    }

    /**
     * Rows of the tables of a run.
     *
     * @param place a folder for a set; null writes nothing
     */
    static SkippedRows at(@Nullable Path place, Tables tables) {
        for (Table table : tables.list()) {
            Path file = place == null ? null : tables.isSet() ? place.resolve(table.file()) : place;
            if (file != null && isSame(file, table.path())) {
                throw new UncheckedIOException(new IOException(
                        "The rows that are not recorded cannot be written to %s: it is the imported file"
                                .formatted(file)));
            }
        }
        return new SkippedRows(place, tables);
    }

    /** @param table its place in the run, counted from 0 */
    void add(int table, PlannedRow row) {
        try {
            if (place != null) {
                writer(table, place).writeRecord(row.cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rows that are not recorded cannot be written to %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    /** Empty when no row was written. */
    Optional<Path> place() {
        return open.isEmpty() ? Optional.empty() : Optional.ofNullable(place);
    }

    @Override
    public void close() {
        try {
            for (CsvWriter writer : open.values()) {
                writer.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvWriter writer(int table, Path at) throws IOException {
        CsvWriter writer = open.get(table);
        if (writer == null) {
            Table from = tables.list().get(table);
            writer = opened(file(table, from, at), from.mapping().form());
            writer.writeRecord(from.survey().header().names());
            open.put(table, writer);
        }
        return writer;
    }

    private static CsvWriter opened(Path file, TableForm form) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return CsvWriter.builder().fieldSeparator(form.separator()).build(file, form.encoding());
    }

    /** A file that stands in a set several times gives a file for each place. */
    private Path file(int table, Table from, Path at) {
        if (!tables.isSet()) {
            return at;
        }
        boolean isAlone = tables.list().stream()
                        .filter(other -> other.file().equals(from.file()))
                        .count()
                == 1;
        return at.resolve(isAlone ? from.file() : "%d-%s".formatted(table + 1, from.file()));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
