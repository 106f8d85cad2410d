package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads expressions such as {@code {column: start, date: yyyy, required: true}}. */
final class ExpressionReader {
    static final String COLUMN = "column";
    private static final Set<String> KEYS =
            Set.of(COLUMN, "map", "lookup", "number", "integer", "date", "required", "default");
    private static final int MOST_DIGITS = 18;

    private final Set<String> lookups;
    private final Faults faults;

    ExpressionReader(Set<String> lookups, Faults faults) {
        this.lookups = lookups;
        this.faults = faults;
    }

    Expression read(JsonNode node, Shape.Type type, String place) {
        node.forEachEntry((key, value) -> {
            if (!KEYS.contains(key)) {
                faults.add(
                        place,
                        ("an expression has no '%s';"
                                        + " it has column, map, lookup, number, integer, date, required, default")
                                .formatted(key));
            }
        });
        Form form = form(node, type, place);
        return new Expression(
                columns(node.path(COLUMN), place),
                translations(node.path("map"), place + ".map"),
                lookup(node.path("lookup"), place),
                form,
                flag(node.path("required"), place + ".required"),
                fallback(node.path("default"), type, place + ".default"));
    }

    /** The form of a field whose expression says none. */
    Form plain(Shape.Type type) {
        Set<String> words = Shape.shipped().words(type.name());
        if (!words.isEmpty()) {
            return Form.oneOf(words);
        }
        return switch (type.name()) {
            case "Int" -> Form.whole();
            case "Decimal" -> new DecimalForm(".", "", -1);
            case "Date" -> new DateForm(DateForm.ISO);
            default -> Form.text();
        };
    }

    private List<String> columns(JsonNode node, String place) {
        List<String> columns = new ArrayList<>();
        for (JsonNode column : node.isArray() ? node : List.of(node)) {
            if (column.isString() && !column.stringValue().isBlank()) {
                columns.add(column.stringValue());
            }
        }
        if (columns.isEmpty() || (node.isArray() && columns.size() != node.size())) {
            faults.add(
                    place,
                    "'column' is the name of a column, or a list of names of which the first with a value counts");
            return List.of("");
        }
        return columns;
    }

    private Map<String, String> translations(JsonNode node, String place) {
        Map<String, String> translations = new LinkedHashMap<>();
        if (!node.isMissingNode() && (!node.isObject() || node.isEmpty())) {
            faults.add(place, "this says what stands for a cell, such as {Y: \"yes\", N: \"no\"}");
        }
        node.forEachEntry((cell, value) -> {
            if (value.isString() || value.isInt()) {
                translations.put(CellText.of(cell), value.asString());
            } else {
                faults.add(place + "." + cell, "this is a text (write it in quotes) or a whole number");
            }
        });
        return translations;
    }

    private @Nullable String lookup(JsonNode node, String place) {
        if (node.isMissingNode()) {
            return null;
        }
        String name = node.asString("");
        if (!lookups.contains(name)) {
            faults.add(place, "there is no lookup '%s'; there are %s".formatted(name, lookups));
        }
        return name;
    }

    private Form form(JsonNode node, Shape.Type type, String place) {
        boolean isText = type.name().equals("String") || type.name().equals("ID");
        if (node.has("number") && (isText || type.name().equals("Decimal")) && !node.has("date")) {
            return number(node.path("number"), place + ".number");
        }
        if (node.has("date") && (isText || type.name().equals("Date"))) {
            return date(node.path("date"), place + ".date");
        }
        boolean isWhole = flag(node.path("integer"), place + ".integer");
        if (node.has("number") || node.has("date") || (isWhole && !type.name().equals("Int"))) {
            faults.add(
                    place,
                    ("this field is a %s:"
                                    + " 'number' is for a Decimal, 'date' for a Date, 'integer' for an Int, one at a time")
                            .formatted(type.name()));
        }
        return plain(type);
    }

    private Form number(JsonNode node, String place) {
        Set<String> known = Set.of("decimal", "grouping", "scale");
        boolean isRight = node.isObject() && node.propertyStream().allMatch(key -> known.contains(key.getKey()));
        String decimal = node.path("decimal").asString(".");
        String grouping = node.path("grouping").asString("");
        int scale = node.path("scale").asInt(-1);
        if (!isRight
                || decimal.length() != 1
                || grouping.length() > 1
                || decimal.equals(grouping)
                || scale > MOST_DIGITS) {
            faults.add(place, "a number looks like {decimal: \",\", grouping: \" \", scale: 2}; each may be left out");
            return Form.text();
        }
        return new DecimalForm(decimal, grouping, scale);
    }

    private Form date(JsonNode node, String place) {
        try {
            return new DateForm(node.asString(""));
        } catch (IllegalArgumentException e) {
            faults.add(place, "a date pattern looks like dd.MM.yyyy, yyyy-MM or yyyy");
            return Form.text();
        }
    }

    private boolean flag(JsonNode node, String place) {
        if (!node.isMissingNode() && !node.isBoolean()) {
            faults.add(place, "this is true or false");
        }
        return node.isBoolean() && node.booleanValue();
    }

    private @Nullable JsonNode fallback(JsonNode node, Shape.Type type, String place) {
        if (node.isMissingNode()) {
            return null;
        }
        if (!node.isString() && !node.isInt()) {
            faults.add(place, "this is a text (write it in quotes) or a whole number");
            return null;
        }
        return plain(type).read(node.asString(), sentence -> faults.add(place, sentence));
    }
}
