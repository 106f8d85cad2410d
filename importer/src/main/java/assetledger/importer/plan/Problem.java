package assetledger.importer.plan;

/**
 * Why a row is not recorded.
 *
 * @param row its place as a spreadsheet counts: the header is row 1
 * @param column empty when it is about the whole row
 * @param value the cell as it stands; empty when it is about the whole row
 * @param sentence what is wrong and what a right value looks like
 */
public record Problem(int row, String column, String value, String sentence) {}
