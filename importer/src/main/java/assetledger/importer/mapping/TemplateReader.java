package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the template of a command and holds it against the command's shape. */
final class TemplateReader {
    private static final Shape.Type COMMAND = new Shape.Type(Shape.COMMAND, false, true);
    private static final String RECORD = "RecordInput";
    private static final Template NOTHING = new Template.Constant(NullNode.getInstance());

    private final Shape shape = Shape.shipped();
    private final ExpressionReader expressions;
    private final SpreadReader spreads;
    private final Faults faults;

    /** @param lookups the names of the lookups that an expression may use */
    TemplateReader(Set<String> lookups, Faults faults) {
        this.expressions = new ExpressionReader(lookups, faults);
        this.spreads = new SpreadReader(faults);
        this.faults = faults;
    }

    /** As many as the node has elements, where there are no faults. */
    List<CommandTemplate> commands(JsonNode records) {
        List<CommandTemplate> commands = new ArrayList<>();
        if (!records.isArray() || records.isEmpty()) {
            faults.add("records", "this is a list of at least one command, such as '- put: ...'");
        }
        for (int place = 0; place < records.size() && records.isArray(); place++) {
            JsonNode element = records.get(place);
            String where = "records[%d]".formatted(place);
            if (read(fieldsOf(element), COMMAND, where, false) instanceof Template.Fields fields) {
                fields.parts()
                        .forEach((name, input) ->
                                commands.add(new CommandTemplate(name, element(element, input, where))));
            }
        }
        return commands;
    }

    /** @param isWhole whether a record of several fields must have all that it requires, or none */
    private Template read(JsonNode node, Shape.Type type, String place, boolean isWhole) {
        if (node.isNull()) {
            if (type.isRequired()) {
                faults.add(place, "this needs a value");
            }
            return NOTHING;
        }
        if (type.isList()) {
            return list(node, type.ofElements(), place);
        }
        if (shape.isInput(type.name())) {
            return fields(node, type, place, isWhole);
        }
        return node.isObject() ? expressions.read(node, type, place) : constant(node, type, place);
    }

    private Template list(JsonNode node, Shape.Type elements, String place) {
        if (!node.isArray()) {
            faults.add(place, "this is a list: each element starts with '- '");
            return NOTHING;
        }
        List<Template.Element> templates = new ArrayList<>();
        for (JsonNode element : node) {
            String where = "%s[%d]".formatted(place, templates.size());
            templates.add(element(element, read(fieldsOf(element), elements, where, false), where));
        }
        return new Template.Items(templates);
    }

    private Template.Element element(JsonNode node, Template body, String place) {
        return new Template.Element(spreads.when(node, place), spreads.spread(node, place), body);
    }

    private static JsonNode fieldsOf(JsonNode element) {
        return element.isObject() ? ((ObjectNode) element.deepCopy()).remove(SpreadReader.KEYS) : element;
    }

    private Template fields(JsonNode node, Shape.Type type, String place, boolean isWhole) {
        Map<String, Shape.Type> known = shape.fields(type.name());
        if (!node.isObject() || node.has(ExpressionReader.COLUMN)) {
            faults.add(place, "this has fields of its own: " + String.join(", ", known.keySet()));
            return NOTHING;
        }
        boolean arePartsWhole = isWhole || type.name().equals(RECORD);
        Map<String, Template> parts = new LinkedHashMap<>();
        Set<String> whole = new LinkedHashSet<>();
        node.forEachEntry((name, value) -> {
            Shape.Type field = known.get(name);
            if (field == null) {
                faults.add(
                        place,
                        "there is no '%s' here; there are %s".formatted(name, String.join(", ", known.keySet())));
            } else {
                parts.put(name, read(value, field, place + "." + name, arePartsWhole));
                if (isWhole && field.isRequired()) {
                    whole.add(name);
                }
            }
        });
        known.forEach((name, field) -> {
            if (field.isRequired() && !node.has(name)) {
                faults.add(place, "'%s' is missing".formatted(name));
            }
        });
        if (shape.isChoice(type.name()) && node.size() != 1) {
            faults.add(place, "exactly one of these is given: " + String.join(", ", known.keySet()));
        }
        return new Template.Fields(parts, whole);
    }

    private Template constant(JsonNode node, Shape.Type type, String place) {
        if (type.name().equals("Int") ? !node.isInt() : !node.isString()) {
            faults.add(
                    place,
                    type.name().equals("Int")
                            ? "this is a whole number, such as 2024, or {column: ...}"
                            : "this is a text: write it in quotes, or as {column: ...}");
            return NOTHING;
        }
        JsonNode value = node.isInt()
                ? JsonNodeFactory.instance.numberNode(node.intValue())
                : expressions.plain(type).read(node.stringValue(), sentence -> faults.add(place, sentence));
        return value == null ? NOTHING : new Template.Constant(value);
    }
}
