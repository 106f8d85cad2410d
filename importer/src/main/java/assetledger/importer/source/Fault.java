package assetledger.importer.source;

/**
 * What is wrong with the form of one row.
 *
 * @param column the column it is about; empty when it is about the whole row
 * @param value the cell as it stands, cut where it is too long; empty when it is about the whole row
 * @param sentence what is wrong and what a right one looks like
 */
public record Fault(String column, String value, String sentence) {}
