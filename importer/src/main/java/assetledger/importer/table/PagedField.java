package assetledger.importer.table;

import graphql.language.Field;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.List;

/** A field of which the query asks for a page after the variable {@code $after}. */
record PagedField(List<String> path, List<SelectionSet> selections) {

    /** All of a query, in their order. */
    static List<PagedField> in(OperationDefinition operation, Fields fields) {
        List<PagedField> found = new ArrayList<>();
        search(List.of(), operation.getSelectionSet(), fields, found);
        return found;
    }

    private static void search(List<String> path, SelectionSet selections, Fields fields, List<PagedField> found) {
        for (Field field : fields.of(selections)) {
            SelectionSet below = field.getSelectionSet();
            if (below == null) {
                continue;
            }
            List<String> here = Fields.below(path, field.getResultKey());
            if (goesOn(field)) {
                found.add(new PagedField(here, List.of(below)));
            } else {
                search(here, below, fields, found);
            }
        }
    }

    private static boolean goesOn(Field field) {
        return field.getArguments().stream()
                .anyMatch(argument -> argument.getName().equals(TableQuery.AFTER)
                        && argument.getValue() instanceof VariableReference variable
                        && variable.getName().equals(TableQuery.AFTER));
    }

    String name() {
        return String.join(".", path);
    }
}
