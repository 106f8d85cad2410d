package assetledger.importer.own;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The names of a record, a column for each scheme; before them its id, so that the ledger that gave it finds the record
 * again even where nobody else named it.
 */
final class Identifiers implements Part {
    private final Set<Slot> slots = new LinkedHashSet<>(List.of(new Slot(Identifier.LEDGER, 1)));

    /** The place for one identifier of a scheme; few records have a second of the same scheme. */
    private record Slot(String scheme, int place) {
        String column() {
            return place == 1 ? "id " + scheme : "id %s (%d)".formatted(scheme, place);
        }
    }

    @Override
    public void see(JsonNode record) {
        slots.addAll(named(record).keySet());
    }

    @Override
    public List<String> columns() {
        return slots.stream().map(Slot::column).toList();
    }

    @Override
    public List<String> cells(JsonNode record) {
        Map<Slot, String> named = named(record);
        return slots.stream().map(slot -> named.getOrDefault(slot, "")).toList();
    }

    @Override
    public void map(ObjectNode members) {
        ArrayNode list = members.putArray("externalIds");
        slots.forEach(slot ->
                list.addObject().put("scheme", slot.scheme()).set("value", Part.column(members, slot.column())));
    }

    private static Map<Slot, String> named(JsonNode record) {
        List<Identifier> all = new ArrayList<>(List.of(Identifier.own(record)));
        record.path("externalIds")
                .forEach(each -> all.add(new Identifier(
                        each.path("scheme").asString(), each.path("value").asString())));
        Map<Slot, String> named = new LinkedHashMap<>();
        for (Identifier identifier : all) {
            int place = 1;
            while (named.containsKey(new Slot(identifier.scheme(), place))) {
                place++;
            }
            named.put(new Slot(identifier.scheme(), place), identifier.value());
        }
        return named;
    }
}
