package assetledger.importer.mapping;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** A part of a command, to be filled from a row. */
sealed interface Template permits Template.Constant, Template.Fields, Template.Items, Expression {

    /**
     * Fills the part from one row.
     *
     * @param path where the part stands in the command
     * @return null when the part is left out; the null of JSON when it takes a value away
     */
    @Nullable
    JsonNode fill(String path, Filling filling);

    /** The columns it reads. */
    Set<Column> columns();

    /** The same for every row. */
    record Constant(JsonNode value) implements Template {
        @Override
        public JsonNode fill(String path, Filling filling) {
            return value;
        }

        @Override
        public Set<Column> columns() {
            return Set.of();
        }
    }

    /**
     * Left out when it reads cells and all of them are empty.
     *
     * @param whole the fields that must have a value where others have one
     */
    record Fields(Map<String, Template> parts, Set<String> whole) implements Template {
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
            if (before.lacksAll()) {
                return nothing(before, filling);
            }
            whole.stream().filter(name -> !object.hasNonNull(name)).forEach(name -> tell(name, filling));
            return object;
        }

        private void tell(String name, Filling filling) {
            Template part = parts.get(name);
            if (part != null) {
                part.columns().stream()
                        .filter(column -> filling.has(column.name()))
                        .filter(column -> filling.text(column.name()).isEmpty())
                        .findFirst()
                        .ifPresent(column -> filling.misfit(
                                column.name(), "This cell must have a value where the others of its record have one"));
            }
        }

        @Override
        public Set<Column> columns() {
            return columnsOf(parts.values().stream().map(Template::columns).toList());
        }
    }

    /** An element is left out when any cell it reads is empty; a list without elements is left out. */
    record Items(List<Element> elements) implements Template {
        @Override
        public @Nullable JsonNode fill(String path, Filling filling) {
            Filling.Mark before = filling.mark();
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            elements.forEach(element -> element.each(filling, body -> add(path, body, filling, array)));
            return array.isEmpty() ? nothing(before, filling) : array;
        }

        private static void add(String path, Template body, Filling filling, ArrayNode array) {
            Filling.Mark before = filling.mark();
            JsonNode value = body.fill("%s[%d]".formatted(path, array.size()), filling);
            if (value == null || before.lacksAny()) {
                before.forgetPlaces();
            } else {
                array.add(value);
            }
        }

        @Override
        public Set<Column> columns() {
            return columnsOf(elements.stream().map(Element::columns).toList());
        }
    }

    /**
     * A part that a row gives, once or for each text that its spread finds in the row.
     *
     * @param when the columns without which the row does not give it
     */
    record Element(List<String> when, @Nullable Spread spread, Template body) {
        void each(Filling filling, Consumer<Template> fill) {
            if (when.stream().anyMatch(column -> filling.text(column).isEmpty())) {
                return;
            }
            if (spread == null) {
                fill.accept(body);
            } else {
                spread.names(filling).forEach(names -> filling.within(names, () -> fill.accept(body)));
            }
        }

        Set<Column> columns() {
            Set<Column> columns = new LinkedHashSet<>(body.columns());
            if (spread != null) {
                columns.removeIf(column -> spread.defines(column.name()));
                columns.addAll(spread.columns());
            }
            when.forEach(column -> columns.add(Column.needed(column)));
            return columns;
        }
    }

    /** What stands for a part whose cells are all empty; a part whose columns are not there is always left out. */
    private static @Nullable JsonNode nothing(Filling.Mark before, Filling filling) {
        return filling.clears() && before.foundEmpty() ? NullNode.getInstance() : null;
    }

    private static Set<Column> columnsOf(List<Set<Column>> parts) {
        Set<Column> columns = new LinkedHashSet<>();
        parts.forEach(columns::addAll);
        return columns;
    }
}
