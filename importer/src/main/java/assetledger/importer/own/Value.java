package assetledger.importer.own;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One value in one column.
 *
 * @param place where an answer has it, from the record
 * @param member where a command has it, from its members; empty for a column that is only to be read by people
 */
record Value(String column, String place, List<String> member) implements Part {

    /** A value that answers, commands and files call the same. */
    static Value of(String name) {
        return new Value(name, "/" + name, List.of(name));
    }

    static Value of(String column, String place, String... member) {
        return new Value(column, place, List.of(member));
    }

    @Override
    public List<String> columns() {
        return List.of(column);
    }

    @Override
    public List<String> cells(JsonNode record) {
        return List.of(Part.text(record.at(place)));
    }

    @Override
    public void map(ObjectNode members) {
        ObjectNode inner = members;
        for (int step = 0; step + 1 < member.size(); step++) {
            inner = inner.withObjectProperty(member.get(step));
        }
        if (!member.isEmpty()) {
            inner.set(member.get(member.size() - 1), Part.column(members, column));
        }
    }
}
