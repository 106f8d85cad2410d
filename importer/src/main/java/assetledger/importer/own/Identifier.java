package assetledger.importer.own;

import tools.jackson.databind.JsonNode;

/** The name by which a file refers to a record. */
public record Identifier(String scheme, String value) {
    /** Names a record by its id, in the ledger that gave the id and in one that took the record from it. */
    static final String LEDGER = "ledger";

    /** Of a record that other files bring along. */
    static Identifier own(JsonNode record) {
        return new Identifier(LEDGER, record.path("id").asString());
    }

    /** Of a record that must be there already: as others know it, or where nobody named it by its id. */
    static Identifier foreign(JsonNode record) {
        JsonNode first = record.path("externalIds").path(0);
        return first.isObject()
                ? new Identifier(
                        first.path("scheme").asString(), first.path("value").asString())
                : own(record);
    }
}
