package assetledger.importer.mapping;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One command that each row gives; its name is such as {@code register} or {@code link}. */
public final class CommandTemplate {
    private final String name;
    private final Template input;

    CommandTemplate(String name, Template input) {
        this.name = name;
        this.input = input;
    }

    /** The command as the server takes it; empty when the row has no value for a field that the command requires. */
    public Optional<ObjectNode> fill(Filling filling) {
        JsonNode filled = input.fill(name, filling);
        if (filled == null || !hasAllRequired(filled)) {
            return Optional.empty();
        }
        return Optional.of(JsonNodeFactory.instance.objectNode().set(name, filled));
    }

    Set<String> columns() {
        return input.columns();
    }

    private boolean hasAllRequired(JsonNode filled) {
        Shape shape = Shape.shipped();
        Shape.Type type = shape.fields(Shape.COMMAND).get(name);
        return type != null
                && shape.fields(type.name()).entrySet().stream()
                        .allMatch(field -> !field.getValue().isRequired() || filled.has(field.getKey()));
    }
}
