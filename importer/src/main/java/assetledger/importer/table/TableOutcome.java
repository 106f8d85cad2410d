package assetledger.importer.table;

/**
 * What a table came to.
 *
 * @param rows without the names of the columns
 * @param wasCut whether the list goes on behind the last row
 * @param entriesCut how many entries have a list inside of which only a page is in the table
 */
public record TableOutcome(int columns, int rows, boolean wasCut, int entriesCut) {
    /** Whether all that the query asks for is in the table. */
    public boolean isWhole() {
        return !wasCut && entriesCut == 0;
    }
}
