package assetledger.importer.own;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind of record as a file.
 *
 * @param name of the file, without its ending
 * @param kind the schema's word for the kind of record
 * @param input what a command calls such a record; empty for links and declarations
 * @param parts the columns, in their order
 * @param keyed how many of the first parts say which record a row is about
 */
record OwnTable(String name, String kind, String input, List<Part> parts, int keyed) {
    private static final String RESTRICTED = "restricted";

    /** All kinds, in the order in which they are imported: what others name comes first. */
    static List<OwnTable> all(Authority authority, Consumer<JsonNode> foreign) {
        return List.of(
                asset("competencies", "COMPETENCY", "competency", Value.of("code")),
                asset(
                        "acts",
                        "LEGAL_ACT",
                        "act",
                        Value.of("act number", "/actNumber", "actNumber"),
                        Value.of("act date", "/actDate", "actDate")),
                asset(
                        "systems",
                        "TECHNICAL_ASSET",
                        "system",
                        Value.of("origin"),
                        Value.of("licence"),
                        Value.of("criticality", "/protection/criticality", "protection", "criticality"),
                        Value.of("security class", "/protection/securityClass", "protection", "securityClass"),
                        Value.of("attested until", "/protection/attestedUntil", "protection", "attestedUntil")),
                asset(
                        "spending-lines",
                        "SPENDING_LINE",
                        "spendingLine",
                        Value.of("budget code", "/budgetCode", "budgetCode"),
                        Value.of("currency", "/amounts/0/amount/currency", "currency"),
                        new Years("amount", "amounts", "amount", "/amount/amount")),
                record(
                        "measures",
                        "MEASURE",
                        "measure",
                        Value.of("from", "/period/from", "from"),
                        Value.of("to", "/period/to", "to")),
                record(
                        "indicators",
                        "INDICATOR",
                        "indicator",
                        Value.of("unit"),
                        Value.of("direction"),
                        Value.of("baseline", "/baseline/value", "baseline", "value"),
                        Value.of("baseline date", "/baseline/date", "baseline", "date"),
                        new Years("plan", "plans", "value", "/value"),
                        new Years("actual", "actuals", "value", "/value")),
                // Who fills a post is known to this ledger alone: persons are in no file.
                record("posts", "POST", "post"),
                links(authority, foreign),
                declarations(authority, foreign));
    }

    private static OwnTable asset(String name, String kind, String input, Part... more) {
        List<Part> parts = new ArrayList<>(List.of(Value.of("type"), Value.of("purpose"), new Stages()));
        parts.addAll(List.of(more));
        parts.add(new Attributes());
        parts.add(Value.of(RESTRICTED, "/restriction/ground"));
        return record(name, kind, input, parts.toArray(Part[]::new));
    }

    private static OwnTable record(String name, String kind, String input, Part... more) {
        List<Part> parts = new ArrayList<>(List.of(new Identifiers(), Value.of("name")));
        parts.addAll(List.of(more));
        return new OwnTable(name, kind, input, parts, 1);
    }

    private static OwnTable links(Authority authority, Consumer<JsonNode> foreign) {
        return new OwnTable(
                "links",
                "LINK",
                "",
                List.of(
                        Value.of("kind", "/link", "kind"),
                        new End("tail", "/tail", authority, foreign),
                        new End("head", "/head", authority, foreign),
                        Value.of("from", "/validity/from", "from"),
                        Value.of("to", "/validity/to", "to"),
                        Value.of("degree", "/terms/degree", "degree"),
                        Value.of("territory", "/terms/territory", "territory"),
                        Value.of("text", "/terms/text", "text"),
                        new End("act", "/terms/act", authority, foreign),
                        Value.of("clause", "/terms/clause", "clause"),
                        Value.of("level", "/terms/level", "level"),
                        Value.of("count", "/terms/count", "count"),
                        Value.of("standard", "/terms/standard", "standard"),
                        Value.of("data", "/terms/data", "data"),
                        Value.of("evidence", "/terms/evidence", "evidence"),
                        new Ends("added", "/terms/added", authority, foreign),
                        new Ends("without", "/terms/without", authority, foreign)),
                4);
    }

    /** After the links, because only who has a duty can say that it has no system. */
    private static OwnTable declarations(Authority authority, Consumer<JsonNode> foreign) {
        return new OwnTable(
                "declarations",
                "DECLARATION",
                "",
                List.of(Value.of("area"), new End("function", "/function", authority, foreign), Value.of("on")),
                3);
    }

    void see(JsonNode record) {
        parts.forEach(part -> part.see(record));
    }

    List<String> columns() {
        return parts.stream().flatMap(part -> part.columns().stream()).toList();
    }

    List<String> key() {
        return parts.subList(0, keyed).stream()
                .flatMap(part -> part.columns().stream())
                .filter(column -> !column.endsWith(" name"))
                .toList();
    }

    List<String> cells(JsonNode record) {
        return parts.stream().flatMap(part -> part.cells(record).stream()).toList();
    }

    /** How an import reads the file. */
    ObjectNode mapping(Authority authority) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        mapping.put("mapping", "own " + name);
        mapping.put("source", authority.name());
        mapping.put("escaped", true);
        key().forEach(mapping.putArray("key")::add);
        ObjectNode members = mapping.objectNode();
        parts.forEach(part -> part.map(members));
        ArrayNode records = mapping.putArray("records");
        switch (kind) {
            case "LINK" -> records.addObject().set("putLink", members);
            case "DECLARATION" -> declare(records, members, authority);
            default -> put(records.addObject().putObject("put"), members, authority);
        }
        return mapping;
    }

    /** A declaration is about an area or about a function. */
    private static void declare(ArrayNode records, ObjectNode said, Authority authority) {
        ObjectNode complete = records.addObject();
        complete.putArray("when").add("area");
        ObjectNode reported = complete.putObject("declareReportedThrough");
        name(reported.putObject("subject"), authority);
        reported.set("area", said.path("area"));
        reported.set("through", said.path("on"));
        ObjectNode none = records.addObject();
        none.putArray("when").add("function");
        ObjectNode without = none.putObject("declareNoSystem");
        name(without.putObject("subject"), authority);
        without.set("function", said.path("function"));
        without.set("on", said.path("on"));
    }

    private void put(ObjectNode put, ObjectNode members, Authority authority) {
        name(members.putObject("owner"), authority);
        put.putObject("record").set(input, members);
        if (columns().contains(RESTRICTED)) {
            put.set("restriction", Part.column(members, RESTRICTED));
        }
    }

    private static void name(ObjectNode reference, Authority authority) {
        reference
                .putObject("external")
                .put("scheme", authority.identifier().scheme())
                .put("value", authority.identifier().value());
    }
}
