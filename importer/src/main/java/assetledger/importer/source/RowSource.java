package assetledger.importer.source;

import java.util.Optional;

/** The rows of one file, read once from the first to the last. */
public interface RowSource extends AutoCloseable {
    Header header();

    /**
     * The next row; empty after the last one.
     *
     * @throws SourceException when the rest of the file cannot be told into rows
     */
    Optional<Row> next();

    @Override
    void close();
}
