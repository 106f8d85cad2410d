package assetledger.importer.mapping;

import assetledger.importer.mapping.Spread.Split;
import assetledger.importer.mapping.Spread.Unpivot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what stands beside the fields of an element: {@code when}, {@code split}, {@code unpivot}. */
final class SpreadReader {
    static final Set<String> KEYS = Set.of("when", "split", "unpivot");
    private static final Set<String> SPLIT_KEYS = Set.of("column", "by", "at", "into", "optional");
    private static final Set<String> UNPIVOT_KEYS = Set.of("columns", "name", "value", "optional");

    private final Faults faults;

    SpreadReader(Faults faults) {
        this.faults = faults;
    }

    List<String> when(JsonNode element, String place) {
        JsonNode when = element.path("when");
        return when.isMissingNode() ? List.of() : texts(when, place + ".when");
    }

    @Nullable
    Spread spread(JsonNode element, String place) {
        if (element.has("split") && element.has("unpivot")) {
            faults.add(place, "an element has 'split' or 'unpivot', not both");
        }
        if (element.has("split")) {
            return split(element.path("split"), place + ".split");
        }
        return element.has("unpivot") ? unpivot(element.path("unpivot"), place + ".unpivot") : null;
    }

    private Split split(JsonNode node, String place) {
        String column = node.path("column").asString("");
        String by = node.path("by").asString("");
        String at = node.path("at").asString("");
        List<String> into = node.has("into") ? texts(node.path("into"), place + ".into") : List.of(column);
        boolean isRight = hasOnly(node, SPLIT_KEYS)
                && !column.isEmpty()
                && !by.isEmpty()
                && at.isEmpty() == (into.size() == 1)
                && new HashSet<>(into).size() == into.size();
        if (!isRight) {
            faults.add(
                    place,
                    "a split looks like {column: c, by: \";\"},"
                            + " or {column: c, by: \";\", at: \"=\", into: [year, sum]} where a part has parts");
        }
        return new Split(new Column(column, !isOptional(node), false), by, at, into);
    }

    private Unpivot unpivot(JsonNode node, String place) {
        String name = node.path("name").asString("");
        String value = node.path("value").asString("");
        List<Column> columns = new ArrayList<>();
        for (String column : texts(node.path("columns"), place + ".columns")) {
            columns.add(new Column(column, !isOptional(node), column.contains("*")));
        }
        boolean isRight = hasOnly(node, UNPIVOT_KEYS) && !name.isEmpty() && !value.isEmpty() && !name.equals(value);
        if (!isRight
                || columns.stream()
                        .anyMatch(column ->
                                column.name().indexOf('*') != column.name().lastIndexOf('*'))) {
            faults.add(
                    place,
                    "an unpivot looks like {columns: [\"2019\", \"2020\"], name: year, value: sum},"
                            + " or {columns: \"plan *\", name: year, value: sum} with one '*'");
            return new Unpivot(List.of(), name, value);
        }
        return new Unpivot(List.copyOf(columns), name, value);
    }

    private static boolean isOptional(JsonNode node) {
        return node.path("optional").asBoolean(false);
    }

    private static boolean hasOnly(JsonNode node, Set<String> keys) {
        return node.isObject() && node.propertyStream().allMatch(key -> keys.contains(key.getKey()));
    }

    /** A text, or a list of some. */
    private List<String> texts(JsonNode node, String place) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode text : node.isArray() ? node : List.of(node)) {
            if (text.isString() && !text.stringValue().isBlank()) {
                texts.add(text.stringValue());
            } else {
                faults.add(place, "this is the name of a column (a number needs quotes), or a list of names");
            }
        }
        return List.copyOf(texts);
    }
}
