package assetledger.importer.own;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Values by year, a column for each year that any record has, and for one more. */
final class Years implements Part {
    private static final int LAST_YEAR = 2200;

    private final String label;
    private final String list;
    private final String value;
    private final String place;
    private final NavigableSet<Integer> years = new TreeSet<>();

    /**
     * @param label before the year in the names of the columns
     * @param list what answers and commands call all of them
     * @param value what a command calls one
     * @param place where an answer has it, from the entry of its year
     */
    Years(String label, String list, String value, String place) {
        this.label = label;
        this.list = list;
        this.value = value;
        this.place = place;
    }

    @Override
    public void see(JsonNode record) {
        record.path(list).forEach(entry -> years.add(entry.path("year").asInt()));
    }

    @Override
    public List<String> columns() {
        return shown().stream().map(this::column).toList();
    }

    private NavigableSet<Integer> shown() {
        NavigableSet<Integer> shown = new TreeSet<>(years);
        if (!years.isEmpty() && years.last() < LAST_YEAR) {
            shown.add(years.last() + 1);
        }
        return shown;
    }

    private String column(int year) {
        return "%s %d".formatted(label, year);
    }

    @Override
    public List<String> cells(JsonNode record) {
        return shown().stream().map(year -> cell(record, year)).toList();
    }

    private String cell(JsonNode record, int year) {
        return record.path(list)
                .valueStream()
                .filter(entry -> entry.path("year").asInt() == year)
                .map(entry -> Part.text(entry.at(place)))
                .findFirst()
                .orElse("");
    }

    @Override
    public void map(ObjectNode members) {
        if (!years.isEmpty()) {
            ArrayNode entries = members.putArray(list);
            shown().forEach(year ->
                    entries.addObject().put("year", year).set(value, Part.column(members, column(year))));
        }
    }
}
