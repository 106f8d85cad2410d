package assetledger.importer.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A part of a command, to be filled from a row. */
sealed interface Template permits Template.Constant, Template.Fields, Template.Items, Expression {

    /**
     * Fills the part from one row.
     *
     * @param path where the part stands in the command
     * @return null when the row has nothing for it, so that the part is left out
     */
    @Nullable
    JsonNode fill(String path, Filling filling);

    /** The columns it reads. */
    Set<String> columns();

    /** The same for every row. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode fill(String path, Filling filling) {
            return value;
        }

        @Override
        public Set<String> columns() {
            return Set.of();
        }
    }

    /** Left out when it reads cells and all of them are empty. */
    record Fields(Map<String, Template> parts) implements Template {
        @Override
        public @Nullable JsonNode fill(String path, Filling filling) {
            Filling.Mark before = filling.mark();
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            parts.forEach((name, part) -> {
                JsonNode value = part.fill(path + "." + name, filling);
                if (value != null) {
                    object.set(name, value);
                }
            });
            return before.missedAll() ? null : object;
        }

        @Override
        public Set<String> columns() {
            return columnsOf(parts.values());
        }
    }

    /** An element is left out when any cell it reads is empty; a list without elements is left out. */
    record Items(List<Template> elements) implements Template {
        @Override
        public @Nullable JsonNode fill(String path, Filling filling) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Template element : elements) {
                Filling.Mark before = filling.mark();
                JsonNode value = element.fill("%s[%d]".formatted(path, array.size()), filling);
                if (value == null || before.missedAny()) {
                    before.forgetPlaces();
                } else {
                    array.add(value);
                }
            }
            return array.isEmpty() ? null : array;
        }

        @Override
        public Set<String> columns() {
            return columnsOf(elements);
        }
    }

    private static Set<String> columnsOf(Iterable<Template> parts) {
        Set<String> columns = new LinkedHashSet<>();
        parts.forEach(part -> columns.addAll(part.columns()));
        return columns;
    }
}
