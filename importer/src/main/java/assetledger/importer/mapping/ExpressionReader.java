package assetledger.importer.mapping;

import assetledger.importer.mapping.Expression.Part;
import assetledger.importer.mapping.Expression.Translation;
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
    private static final List<String> KEYS = List.of(
            COLUMN,
            "join",
            "part",
            "map",
            "lookup",
            "number",
            "integer",
            "date",
            "dayAfter",
            "fiscalYear",
            "required",
            "optional",
            "default",
            "otherwise");
    private static final List<String> MARKS = List.of("decimal", "grouping", "scale", "shift", "exponent");
    private static final int MOST_DIGITS = 18;
    private static final int MONTHS = 12;

    private final Set<String> lookups;
    private final Faults faults;

    ExpressionReader(Set<String> lookups, Faults faults) {
        this.lookups = lookups;
        this.faults = faults;
    }

    Expression read(JsonNode node, Shape.Type type, String place) {
        node.forEachEntry((key, value) -> {
            if (!KEYS.contains(key)) {
                faults.add(place, "an expression has no '%s'; it has %s".formatted(key, String.join(", ", KEYS)));
            }
        });
        return new Expression(
                columns(node.path(COLUMN), place),
                node.has("join") ? text(node.path("join"), place + ".join") : null,
                part(node.path("part"), place + ".part"),
                translation(node, place),
                form(node, type, place),
                flag(node.path("required"), place + ".required"),
                flag(node.path("optional"), place + ".optional"),
                fallback(node.path("default"), type, place + ".default"),
                node.has("otherwise") ? read(node.path("otherwise"), type, place + ".otherwise") : null);
    }

    /** The form of a field whose expression says none. */
    Form plain(Shape.Type type) {
        Set<String> words = Shape.shipped().words(type.name());
        if (!words.isEmpty()) {
            return Form.oneOf(words);
        }
        return switch (type.name()) {
            case "Int" -> Form.whole();
            case "Decimal" -> new DecimalForm(DecimalForm.Marks.PLAIN);
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

    private String text(JsonNode node, String place) {
        if (!node.isString()) {
            faults.add(place, "this is a text: write it in quotes");
        }
        return node.asString("");
    }

    private @Nullable Part part(JsonNode node, String place) {
        if (node.isMissingNode()) {
            return null;
        }
        String of = node.path("of").asString("");
        int number = node.path("number").asInt(0);
        if (node.size() != 2 || of.isEmpty() || number < 1) {
            faults.add(place, "a part looks like {of: \"-\", number: 1}: the first of the texts between the '-'");
        }
        return new Part(of, Math.max(1, number));
    }

    private Translation translation(JsonNode node, String place) {
        return new Translation(translations(node.path("map"), place + ".map"), lookup(node.path("lookup"), place));
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
        boolean isYear = type.name().equals("Int") && node.has("fiscalYear");
        if (node.has("number") && (isText || type.name().equals("Decimal")) && !node.has("date")) {
            return number(node.path("number"), place + ".number");
        }
        if (node.has("date") && (isText || isYear || type.name().equals("Date"))) {
            return date(node, isYear, place);
        }
        boolean isWhole = flag(node.path("integer"), place + ".integer");
        if (node.has("number")
                || node.has("date")
                || node.has("dayAfter")
                || node.has("fiscalYear")
                || (isWhole && !type.name().equals("Int"))) {
            faults.add(
                    place,
                    ("this field is a %s: 'number' is for a Decimal, 'date' for a Date, or with 'fiscalYear' for an Int,"
                                    + " 'integer' for an Int, one at a time; 'dayAfter' and 'fiscalYear' go with 'date'")
                            .formatted(type.name()));
        }
        return plain(type);
    }

    private Form number(JsonNode node, String place) {
        boolean isRight = node.isObject() && node.propertyStream().allMatch(key -> MARKS.contains(key.getKey()));
        String decimal = node.path("decimal").asString(".");
        String grouping = node.path("grouping").asString("");
        int scale = node.path("scale").asInt(-1);
        int shift = node.path("shift").asInt(0);
        if (!isRight
                || decimal.length() != 1
                || grouping.length() > 1
                || decimal.equals(grouping)
                || scale > MOST_DIGITS
                || Math.abs(shift) > MOST_DIGITS) {
            faults.add(
                    place,
                    "a number looks like {decimal: \",\", grouping: \" \", scale: 2, shift: 6, exponent: true};"
                            + " each may be left out");
            return Form.text();
        }
        boolean hasExponent = flag(node.path("exponent"), place + ".exponent");
        return new DecimalForm(new DecimalForm.Marks(decimal, grouping, scale, shift, hasExponent));
    }

    private Form date(JsonNode node, boolean isYear, String place) {
        List<String> patterns = new ArrayList<>();
        JsonNode date = node.path("date");
        (date.isArray() ? date : List.of(date)).forEach(pattern -> patterns.add(pattern.asString("")));
        int month = node.path("fiscalYear").asInt(0);
        if (node.has("fiscalYear") && (month < 1 || month > MONTHS || !isYear)) {
            faults.add(place + ".fiscalYear", "this is the month with which the year begins, 1 to 12, for a year");
            return Form.text();
        }
        try {
            DateForm form = new DateForm(patterns, flag(node.path("dayAfter"), place + ".dayAfter"));
            return isYear ? form.year(month) : form;
        } catch (IllegalArgumentException e) {
            faults.add(
                    place + ".date",
                    "a date pattern looks like dd.MM.yyyy, yyyy-MM or yyyy; a list of patterns is tried in its order");
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
