package assetledger.importer.own;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Some columns of a file: what they hold of a record, and how an import reads them back. */
interface Part {
    /** Sees each record before anything is asked of the columns: how many there are may depend on all records. */
    default void see(JsonNode record) {}

    List<String> columns();

    /** One for each column; empty where the record has no value. */
    List<String> cells(JsonNode record);

    /** Adds to the members of a command how they are read from the columns. */
    void map(ObjectNode members);

    /** A value that is read from a column. */
    static ObjectNode column(ObjectNode members, String name) {
        return members.objectNode().put("column", name);
    }

    static String text(JsonNode value) {
        return value.isNull() || value.isMissingNode() ? "" : value.asString();
    }
}
