package assetledger.importer.mapping;

/** The cells of one row by the name of their column, as they stand in the file. */
@FunctionalInterface
public interface Cells {
    String cell(String column);

    /** Whether the file itself marks the cell as a number or a day, written in the plain form of these. */
    default boolean isPlain(String column) {
        return false;
    }
}
