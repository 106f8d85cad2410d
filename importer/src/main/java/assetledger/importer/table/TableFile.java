package assetledger.importer.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A table that is being written; it is whole once it is closed. */
public interface TableFile extends AutoCloseable {

    /** Writes the next row, the names of the columns first. */
    void row(List<Cell> cells) throws IOException;

    @Override
    void close() throws IOException;

    /**
     * Begins a table in the form that a file's name says.
     *
     * @param part where it is written
     * @param name what it will be called
     * @throws TableException when the name ends like no table
     */
    static TableFile open(Path part, Path name) throws IOException {
        String ending =
                String.valueOf(name.getFileName()).toLowerCase(Locale.ROOT).replaceFirst("^.*\\.", "");
        return switch (ending) {
            case "csv" -> new SeparatedFile(part, ',');
            case "tsv" -> new SeparatedFile(part, '\t');
            case "xlsx" -> new XlsxFile(part);
            default ->
                throw new TableException(
                        "A table's name ends with .csv, .tsv or .xlsx, but this is %s".formatted(name));
        };
    }
}
