package assetledger.api.limit;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How large a text is that has been parsed and not yet validated: validating a large one takes long. */
final class Shape {
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    /** The depth below each fragment; 0 while it is being found, so that a fragment within itself ends. */
    private final Map<String, Integer> depths = new HashMap<>();

    private int aliases;
    private int directives;
    private int depth;
    private int longestList;

    private Shape() {}

    static Shape of(Document document) {
        Shape shape = new Shape();
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> shape.fragments.putIfAbsent(fragment.getName(), fragment));
        for (Definition<?> definition : document.getDefinitions()) {
            if (definition instanceof OperationDefinition operation) {
                shape.directives(operation.getDirectives());
                for (VariableDefinition variable : operation.getVariableDefinitions()) {
                    shape.directives(variable.getDirectives());
                    shape.value(variable.getDefaultValue());
                }
                shape.count(operation.getSelectionSet());
                shape.depth = Math.max(shape.depth, shape.depth(operation.getSelectionSet()));
            } else if (definition instanceof FragmentDefinition fragment) {
                shape.directives(fragment.getDirectives());
                shape.count(fragment.getSelectionSet());
            }
        }
        return shape;
    }

    int aliases() {
        return aliases;
    }

    int directives() {
        return directives;
    }

    int depth() {
        return depth;
    }

    int longestList() {
        return longestList;
    }

    private void count(@Nullable SelectionSet selections) {
        for (Selection<?> selection : selections(selections)) {
            if (selection instanceof Field field) {
                aliases += field.getAlias() == null ? 0 : 1;
                directives(field.getDirectives());
                arguments(field.getArguments());
                count(field.getSelectionSet());
            } else if (selection instanceof InlineFragment inline) {
                directives(inline.getDirectives());
                count(inline.getSelectionSet());
            } else if (selection instanceof FragmentSpread spread) {
                directives(spread.getDirectives());
            }
        }
    }

    private void directives(List<Directive> found) {
        directives += found.size();
        found.forEach(directive -> arguments(directive.getArguments()));
    }

    private void arguments(List<Argument> arguments) {
        arguments.forEach(argument -> value(argument.getValue()));
    }

    private void value(@Nullable Value<?> value) {
        if (value instanceof ArrayValue list) {
            longestList = Math.max(longestList, list.getValues().size());
            list.getValues().forEach(this::value);
        } else if (value instanceof ObjectValue object) {
            object.getObjectFields().forEach(field -> value(field.getValue()));
        }
    }

    private int depth(@Nullable SelectionSet selections) {
        int deepest = 0;
        for (Selection<?> selection : selections(selections)) {
            int below = 0;
            if (selection instanceof Field field) {
                below = field.getName().startsWith("__") ? 1 : 1 + depth(field.getSelectionSet());
            } else if (selection instanceof InlineFragment inline) {
                below = depth(inline.getSelectionSet());
            } else if (selection instanceof FragmentSpread spread) {
                below = depth(spread.getName());
            }
            deepest = Math.max(deepest, below);
        }
        return deepest;
    }

    private int depth(String fragment) {
        Integer known = depths.putIfAbsent(fragment, 0);
        if (known != null) {
            return known;
        }
        FragmentDefinition definition = fragments.get(fragment);
        int found = definition == null ? 0 : depth(definition.getSelectionSet());
        depths.put(fragment, found);
        return found;
    }

    private static List<? extends Selection<?>> selections(@Nullable SelectionSet selections) {
        return selections == null ? List.of() : typed(selections);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The parser's list has no type for its members.
    private static List<? extends Selection<?>> typed(SelectionSet selections) {
        return (List) selections.getSelections();
    }
}
