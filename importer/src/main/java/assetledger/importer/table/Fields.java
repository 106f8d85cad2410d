package assetledger.importer.table;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.SelectionSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that a query selects, as its answer has them: fragments only group fields, and are seen through. */
final class Fields {
    private static final int DEEPEST = 50;

    private final Map<String, FragmentDefinition> fragments = new LinkedHashMap<>();

    Fields(Document document) {
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.put(fragment.getName(), fragment));
    }

    static List<String> below(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return List.copyOf(longer);
    }

    /** By the name that the answer gives each field, what is selected of it; an empty list for a value. */
    Map<String, List<SelectionSet>> merged(List<SelectionSet> selections) {
        Map<String, List<SelectionSet>> merged = new LinkedHashMap<>();
        for (SelectionSet selection : selections) {
            for (Field field : of(selection)) {
                List<SelectionSet> below = merged.computeIfAbsent(field.getResultKey(), key -> new ArrayList<>());
                if (field.getSelectionSet() != null) {
                    below.add(field.getSelectionSet());
                }
            }
        }
        return merged;
    }

    List<Field> of(SelectionSet selections) {
        List<Field> fields = new ArrayList<>();
        gather(selections, fields, 0);
        return fields;
    }

    private void gather(SelectionSet selections, List<Field> fields, int depth) {
        if (depth > DEEPEST) {
            throw new TableException("The fragments of this query go round in a circle");
        }
        selections.getSelections().forEach(selection -> {
            if (selection instanceof Field field) {
                fields.add(field);
            } else if (selection instanceof InlineFragment fragment) {
                gather(fragment.getSelectionSet(), fields, depth + 1);
            } else if (selection instanceof FragmentSpread spread) {
                gather(fragment(spread.getName()).getSelectionSet(), fields, depth + 1);
            }
        });
    }

    private FragmentDefinition fragment(String name) {
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            throw new TableException("There is no fragment '%s' in this query".formatted(name));
        }
        return fragment;
    }
}
