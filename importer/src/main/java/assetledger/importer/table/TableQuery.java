package assetledger.importer.table;

import graphql.language.Document;
import graphql.language.NonNullType;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.language.Type;
import graphql.language.VariableDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a query says of the table that its answer makes.
 *
 * @param variables those it declares, with their types; what has a default is not needed
 * @param list the way to what has the rows, from {@code data}: a list, a page of one, or a single object
 * @param page how the list goes on; empty where it comes all at once
 * @param columns in the order of the query
 * @param nested lists in pages inside a row: each says itself whether it was cut
 */
record TableQuery(
        String text,
        Map<String, Type<?>> variables,
        List<String> list,
        Optional<PageForm> page,
        List<Column> columns,
        List<List<String>> nested) {
    static final String FIRST = "first";
    static final String AFTER = "after";

    private static final int MOST_COLUMNS = 256;
    private static final String EXAMPLE = "write it such as query ($first: Int!, $after: String)"
            + " { assets(first: $first, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }";

    /**
     * Reads a query.
     *
     * @throws TableException when it is no query, or one of which no table can be made
     */
    static TableQuery read(String text) {
        Document document = parse(text);
        List<OperationDefinition> operations = document.getDefinitionsOfType(OperationDefinition.class);
        if (operations.size() != 1 || operations.get(0).getOperation() != OperationDefinition.Operation.QUERY) {
            throw new TableException("A table is made of one query; this text has %d operations, or another kind of one"
                    .formatted(operations.size()));
        }
        OperationDefinition operation = operations.get(0);
        Fields fields = new Fields(document);
        List<PagedField> paged = PagedField.in(operation, fields);
        return paged.size() == 1
                ? ofPages(text, operation, fields, paged.get(0))
                : ofWhole(text, operation, fields, paged);
    }

    private static TableQuery ofPages(String text, OperationDefinition operation, Fields fields, PagedField field) {
        PageForm form = PageForm.of(field.name(), fields, field.selections());
        Map<String, Type<?>> variables = variables(operation);
        if (!variables.containsKey(FIRST)) {
            throw new TableException("A list in pages takes its size from a variable; " + EXAMPLE);
        }
        List<String> list = new ArrayList<>(field.path());
        list.add(form.rows());
        List<SelectionSet> rows = fields.merged(field.selections()).get(form.rows());
        return of(text, variables, list, Optional.of(form), fields, Objects.requireNonNull(rows));
    }

    private static TableQuery ofWhole(
            String text, OperationDefinition operation, Fields fields, List<PagedField> paged) {
        Map<String, List<SelectionSet>> top = fields.merged(List.of(operation.getSelectionSet()));
        if (!paged.isEmpty() || top.size() != 1) {
            throw new TableException("A table is made of one list, but this query asks for %d: %s"
                    .formatted(
                            Math.max(paged.size(), top.size()),
                            paged.isEmpty()
                                    ? String.join(", ", top.keySet())
                                    : String.join(
                                            ", ",
                                            paged.stream().map(PagedField::name).toList())));
        }
        Map.Entry<String, List<SelectionSet>> only = top.entrySet().iterator().next();
        if (PageForm.isPage(fields.merged(only.getValue()))) {
            throw new TableException(
                    "%s is a list in pages, but does not begin after a variable; %s".formatted(only.getKey(), EXAMPLE));
        }
        return of(text, variables(operation), List.of(only.getKey()), Optional.empty(), fields, only.getValue());
    }

    private static TableQuery of(
            String text,
            Map<String, Type<?>> variables,
            List<String> list,
            Optional<PageForm> page,
            Fields fields,
            List<SelectionSet> row) {
        Leaves leaves = Leaves.of(fields, row);
        if (leaves.columns().isEmpty() || leaves.columns().size() > MOST_COLUMNS) {
            throw new TableException("A table has 1 to %d columns, but this query names %d fields of %s"
                    .formatted(MOST_COLUMNS, leaves.columns().size(), String.join(".", list)));
        }
        return new TableQuery(text, variables, list, page, leaves.columns(), leaves.pages());
    }

    private static Document parse(String text) {
        try {
            return Parser.parse(text);
        } catch (InvalidSyntaxException e) {
            throw new TableException("This is no GraphQL: " + e.getMessage(), e);
        }
    }

    private static Map<String, Type<?>> variables(OperationDefinition operation) {
        Map<String, Type<?>> variables = new LinkedHashMap<>();
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            boolean hasDefault = variable.getDefaultValue() != null;
            Type<?> type = variable.getType();
            variables.put(
                    variable.getName(), hasDefault && type instanceof NonNullType needed ? needed.getType() : type);
        }
        return variables;
    }
}
