package assetledger.importer.table;

import tools.jackson.databind.JsonNode;

/**
 * What stands in a cell.
 *
 * @param number whether it is a number to GraphQL; decimals and days are texts there
 */
public record Cell(String text, boolean number) {
    static final Cell EMPTY = text("");

    /** A text, whatever it looks like. */
    public static Cell text(String text) {
        return new Cell(text, false);
    }

    static Cell of(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? EMPTY : new Cell(value.asString(), value.isNumber());
    }
}
