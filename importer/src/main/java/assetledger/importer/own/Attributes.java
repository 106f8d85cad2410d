package assetledger.importer.own;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the jurisdiction notes of assets, a column for each code that any record has; a code has one unit everywhere. */
final class Attributes implements Part {
    private static final String LIST = "attributes";

    private final NavigableMap<String, JsonNode> units = new TreeMap<>();

    @Override
    public void see(JsonNode record) {
        record.path(LIST).forEach(attribute -> units.put(attribute.path("code").asString(), attribute.path("unit")));
    }

    @Override
    public List<String> columns() {
        return units.keySet().stream().map(Attributes::column).toList();
    }

    private static String column(String code) {
        return "attribute " + code;
    }

    @Override
    public List<String> cells(JsonNode record) {
        return units.keySet().stream().map(code -> cell(record, code)).toList();
    }

    private static String cell(JsonNode record, String code) {
        return record.path(LIST)
                .valueStream()
                .filter(attribute -> attribute.path("code").asString().equals(code))
                .map(attribute -> Part.text(attribute.path("value")))
                .findFirst()
                .orElse("");
    }

    @Override
    public void map(ObjectNode members) {
        if (units.isEmpty()) {
            return;
        }
        ArrayNode list = members.putArray(LIST);
        units.forEach((code, unit) -> {
            ObjectNode attribute = list.addObject().put("code", code);
            attribute.set("value", Part.column(members, column(code)));
            if (unit.isString()) {
                attribute.set("unit", unit);
            }
        });
    }
}
