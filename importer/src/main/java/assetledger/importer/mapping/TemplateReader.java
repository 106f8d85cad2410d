package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/** Reads the template of a command and holds it against the command's shape. */
final class TemplateReader {
    private static final Template NOTHING = new Template.Constant(NullNode.getInstance());

    private final Shape shape = Shape.shipped();
    private final ExpressionReader expressions;
    private final Faults faults;

    /** @param lookups the names of the lookups that an expression may use */
    TemplateReader(Set<String> lookups, Faults faults) {
        this.expressions = new ExpressionReader(lookups, faults);
        this.faults = faults;
    }

    /** As many as the node has elements, where there are no faults. */
    List<CommandTemplate> commands(JsonNode records) {
        List<CommandTemplate> commands = new ArrayList<>();
        if (!records.isArray() || records.isEmpty()) {
            faults.add("records", "this is a list of at least one command, such as '- register: ...'");
        }
        for (int place = 0; place < records.size() && records.isArray(); place++) {
            Shape.Type command = new Shape.Type(Shape.COMMAND, false, true);
            String where = "records[%d]".formatted(place);
            if (read(records.get(place), command, where) instanceof Template.Fields fields) {
                fields.parts().forEach((name, input) -> commands.add(new CommandTemplate(name, input)));
            }
        }
        return commands;
    }

    private Template read(JsonNode node, Shape.Type type, String place) {
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
            return fields(node, type, place);
        }
        return node.isObject() ? expressions.read(node, type, place) : constant(node, type, place);
    }

    private Template list(JsonNode node, Shape.Type elements, String place) {
        if (!node.isArray()) {
            faults.add(place, "this is a list: each element starts with '- '");
            return NOTHING;
        }
        List<Template> templates = new ArrayList<>();
        for (JsonNode element : node) {
            templates.add(read(element, elements, "%s[%d]".formatted(place, templates.size())));
        }
        return new Template.Items(templates);
    }

    private Template fields(JsonNode node, Shape.Type type, String place) {
        Map<String, Shape.Type> known = shape.fields(type.name());
        if (!node.isObject() || node.has(ExpressionReader.COLUMN)) {
            faults.add(place, "this has fields of its own: " + String.join(", ", known.keySet()));
            return NOTHING;
        }
        Map<String, Template> parts = new LinkedHashMap<>();
        node.forEachEntry((name, value) -> {
            Shape.Type field = known.get(name);
            if (field == null) {
                faults.add(
                        place,
                        "there is no '%s' here; there are %s".formatted(name, String.join(", ", known.keySet())));
            } else {
                parts.put(name, read(value, field, place + "." + name));
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
        return new Template.Fields(parts);
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
