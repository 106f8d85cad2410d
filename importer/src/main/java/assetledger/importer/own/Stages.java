package assetledger.importer.own;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stages of an asset, two columns for each, with room for one more. */
final class Stages implements Part {
    private int most;

    @Override
    public void see(JsonNode record) {
        most = Math.max(most, record.path("stages").size());
    }

    @Override
    public List<String> columns() {
        List<String> columns = new ArrayList<>();
        for (int stage = 1; stage <= most + 1; stage++) {
            columns.addAll(List.of(code(stage), day(stage)));
        }
        return columns;
    }

    private static String code(int stage) {
        return "stage %d".formatted(stage);
    }

    private static String day(int stage) {
        return "stage %d from".formatted(stage);
    }

    @Override
    public List<String> cells(JsonNode record) {
        List<String> cells = new ArrayList<>();
        for (int stage = 0; stage <= most; stage++) {
            JsonNode interval = record.path("stages").path(stage);
            cells.addAll(List.of(Part.text(interval.path("stage")), Part.text(interval.path("from"))));
        }
        return cells;
    }

    @Override
    public void map(ObjectNode members) {
        ArrayNode list = members.putArray("stages");
        for (int stage = 1; stage <= most + 1; stage++) {
            ObjectNode interval = list.addObject();
            interval.set("stage", Part.column(members, code(stage)));
            interval.set("from", Part.column(members, day(stage)));
        }
    }
}
