package assetledger.importer.source;

import java.util.List;
import java.util.Optional;

/** The rows of one file, read once from the first to the last. */
public interface RowSource extends AutoCloseable {
    Header header();

    /** What a reader of the file should know that is no fault, such as sheets that are left aside. */
    default List<String> notes() {
        return List.of();
    }

    /**
     * The next row; empty after the last one.
     *
     * @throws SourceException when the rest of the file cannot be told into rows
     */
    Optional<Row> next();

    @Override
    void close();
}
