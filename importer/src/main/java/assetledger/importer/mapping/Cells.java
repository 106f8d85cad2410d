package assetledger.importer.mapping;

/** The cells of one row by the name of their column, as they stand in the file. */
@FunctionalInterface
public interface Cells {
    String cell(String column);
}
