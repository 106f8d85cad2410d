package assetledger.importer;

import assetledger.importer.plan.PlannedRow;
import assetledger.importer.source.TableForm;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows that are not recorded as they stand, with the header, the separator and the encoding of their
 * table, so that they can be mended and imported with the same mapping. Rows of a table that is no CSV file are written
 * as one, too; their mapping must then say so. There is no file where there is no such row.
 */
final class SkippedRows implements AutoCloseable {
    private final @Nullable Path place;
    private final boolean isSet;
    private @Nullable CsvWriter open;
    private @Nullable Table table;
    private boolean wroteAny;

    private SkippedRows(@Nullable Path place, boolean isSet) {
        this.place = place;
        this.isSet = isSet;
    }

    /** @param place a folder for a set; null writes nothing */
    static SkippedRows at(@Nullable Path place, Tables tables) {
        for (Table table : tables.list()) {
            Path file = place == null ? null : file(place, table, tables.isSet());
            if (file != null && isSame(file, table.path())) {
                throw new UncheckedIOException(new IOException(
                        "The rows that are not recorded cannot be written to %s: it is the imported file"
                                .formatted(file)));
            }
        }
        return new SkippedRows(place, tables.isSet());
    }

    /** The rows after this come from the table. */
    void begin(Table next) {
        close();
        table = next;
    }

    void add(PlannedRow row) {
        try {
            if (place != null && table != null) {
                writer(file(place, table, isSet), table).writeRecord(row.cells());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The rows that are not recorded cannot be written to %s: %s".formatted(place, e.getMessage()), e);
        }
    }

    /** Empty when no row was written. */
    Optional<Path> place() {
        return wroteAny ? Optional.ofNullable(place) : Optional.empty();
    }

    @Override
    public void close() {
        try {
            if (open != null) {
                open.close();
            }
            open = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvWriter writer(Path file, Table from) throws IOException {
        if (open == null) {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            TableForm form = from.mapping().form();
            open = CsvWriter.builder().fieldSeparator(form.separator()).build(file, form.encoding());
            open.writeRecord(from.survey().header().names());
            wroteAny = true;
        }
        return open;
    }

    private static Path file(Path place, Table table, boolean isSet) {
        return isSet ? place.resolve(table.file()) : place;
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.exists(one) && Files.isSameFile(one, other);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
