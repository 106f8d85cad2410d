package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A command that each row gives, or several of it; its name is such as {@code put} or {@code link}. */
public final class CommandTemplate {
    /** These say what is so, and an empty cell says that there is no value. */
    private static final Set<String> CLEARING = Set.of("put", "putLink");

    /**
     * One command as the server takes it.
     *
     * @param columns the column that fed each path of it
     */
    public record Filled(ObjectNode input, Map<String, String> columns) {}

    private final String name;
    private final Template.Element input;

    CommandTemplate(String name, Template.Element input) {
        this.name = name;
        this.input = input;
    }

    /** Without those for which the row has no value of a field that the command requires. */
    public List<Filled> fill(Filling filling) {
        List<Filled> commands = new ArrayList<>();
        input.each(filling, body -> {
            filling.start(CLEARING.contains(name));
            JsonNode filled = body.fill(name, filling);
            if (hasAllRequired(filled)) {
                commands.add(new Filled(JsonNodeFactory.instance.objectNode().set(name, filled), filling.columns()));
            }
        });
        return commands;
    }

    Set<Column> columns() {
        return input.columns();
    }

    private boolean hasAllRequired(@Nullable JsonNode filled) {
        Shape shape = Shape.shipped();
        Shape.Type type = shape.fields(Shape.COMMAND).get(name);
        return filled != null
                && type != null
                && shape.fields(type.name()).entrySet().stream()
                        .allMatch(field -> !field.getValue().isRequired() || filled.hasNonNull(field.getKey()));
    }
}
