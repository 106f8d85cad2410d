package assetledger.api.limit;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.IntValue;
import graphql.language.ObjectValue;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.Value;
import graphql.language.VariableDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request costs at most, found before it is carried out: 1 for every record that the answer may hold, a page
 * counted as full, plus the {@link Weights} of what has to be searched or counted. Of fragments for several types each
 * counts, though only one can apply.
 */
final class Cost {
    private static final int LARGEST_PAGE = 100;
    /** Beyond this nobody asks how much more it is. */
    private static final long MOST = 1_000_000_000_000L;

    private final GraphQLSchema schema;
    private final Map<String, FragmentDefinition> fragments;
    private final Map<String, Value<?>> defaults = new HashMap<>();
    private final Map<String, Object> variables;
    private final Map<FragmentOnPage, Long> known = new HashMap<>();

    private Cost(
            GraphQLSchema schema,
            Map<String, FragmentDefinition> fragments,
            OperationDefinition operation,
            Map<String, Object> variables) {
        this.schema = schema;
        this.fragments = fragments;
        this.variables = variables;
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            if (variable.getDefaultValue() != null) {
                defaults.put(variable.getName(), variable.getDefaultValue());
            }
        }
    }

    private record FragmentOnPage(String fragment, long page) {}

    /**
     * The units of an operation that is valid.
     * @param variables as they came; what does not fit its type is refused elsewhere
     */
    static long of(
            GraphQLSchema schema,
            Map<String, FragmentDefinition> fragments,
            OperationDefinition operation,
            Map<String, Object> variables) {
        GraphQLCompositeType root =
                switch (operation.getOperation()) {
                    case QUERY -> schema.getQueryType();
                    case MUTATION -> schema.getMutationType();
                    case SUBSCRIPTION -> schema.getSubscriptionType();
                };
        return root == null
                ? 0
                : new Cost(schema, fragments, operation, variables).of(operation.getSelectionSet(), root, 1);
    }

    /**
     * The units of one object's fields.
     * @param page how many entries the connection has that the object may be
     */
    private long of(@Nullable SelectionSet selections, GraphQLCompositeType type, long page) {
        long sum = 0;
        if (selections != null) {
            for (Selection<?> selection : selections.getSelections()) {
                if (selection instanceof Field field) {
                    sum += of(field, type, page);
                } else if (selection instanceof InlineFragment inline) {
                    GraphQLCompositeType narrowed = inline.getTypeCondition() == null
                            ? type
                            : composite(inline.getTypeCondition().getName());
                    sum += of(inline.getSelectionSet(), narrowed, page);
                } else if (selection instanceof FragmentSpread spread) {
                    sum += of(spread, page);
                }
                sum = Math.min(sum, MOST);
            }
        }
        return sum;
    }

    /** A fragment is gone through once for each size of page, however often it is used. */
    private long of(FragmentSpread spread, long page) {
        FragmentOnPage key = new FragmentOnPage(spread.getName(), page);
        Long cost = known.get(key);
        FragmentDefinition fragment = fragments.get(spread.getName());
        if (cost == null && fragment != null) {
            cost = of(
                    fragment.getSelectionSet(),
                    composite(fragment.getTypeCondition().getName()),
                    page);
            known.put(key, cost);
        }
        return cost == null ? 0 : cost;
    }

    private long of(Field field, GraphQLCompositeType parent, long page) {
        // Fields that begin with underscores show the schema and no records; a union has no others.
        if (field.getName().startsWith("__") || !(parent instanceof GraphQLFieldsContainer owner)) {
            return 0;
        }
        long own = Weights.of(owner.getName(), field.getName());
        GraphQLFieldDefinition definition = owner.getFieldDefinition(field.getName());
        GraphQLType type = GraphQLTypeUtil.unwrapAll(definition.getType());
        if (!(type instanceof GraphQLCompositeType object)) {
            return own;
        }
        boolean list = GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(definition.getType()));
        long asked = asked(field, definition, page);
        long entries = list ? entries(owner.getName(), field, definition, asked) : 1;
        long each = (isRecord(object) ? 1 : 0) + of(field.getSelectionSet(), object, asked);
        return Math.min(own + entries * Math.min(each, MOST), MOST);
    }

    /** The page size that a field is given, or that of the connection it belongs to; a batch is a page of its items. */
    private long asked(Field field, GraphQLFieldDefinition definition, long page) {
        if (definition.getArgument("first") != null) {
            Argument argument = argument(field, "first");
            Object first = argument == null
                    ? definition.getArgument("first").getArgumentDefaultValue().getValue()
                    : argument.getValue();
            return Math.max(1, Math.min(number(first), LARGEST_PAGE));
        } else if (field.getName().equals("recordBatch")) {
            Argument input = argument(field, "input");
            return input == null ? 1 : items(input.getValue());
        }
        return page;
    }

    private static long entries(String owner, Field field, GraphQLFieldDefinition definition, long asked) {
        boolean paged = definition.getArgument("first") != null
                || owner.endsWith("Connection")
                || owner.equals("RecordBatchPayload");
        return paged ? asked : Weights.entries(owner, field.getName());
    }

    private static @Nullable Argument argument(Field field, String name) {
        return field.getArguments().stream()
                .filter(given -> given.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** A number that is not to be found is taken for the largest. */
    private long number(@Nullable Object value) {
        if (value instanceof IntValue literal) {
            return literal.getValue().bitLength() < 32 ? literal.getValue().longValue() : LARGEST_PAGE;
        } else if (value instanceof Number given) {
            return given.longValue();
        } else if (value instanceof VariableReference reference) {
            return variables.containsKey(reference.getName())
                    ? number(variables.get(reference.getName()))
                    : number(defaults.get(reference.getName()));
        }
        return LARGEST_PAGE;
    }

    private long items(Value<?> input) {
        if (input instanceof VariableReference reference
                && variables.get(reference.getName()) instanceof Map<?, ?> given
                && given.get("items") instanceof List<?> items) {
            return items.size();
        } else if (input instanceof ObjectValue object) {
            return object.getObjectFields().stream()
                    .filter(member -> member.getName().equals("items"))
                    .mapToLong(member -> member.getValue() instanceof ArrayValue items
                            ? items.getValues().size()
                            : LARGEST_PAGE)
                    .sum();
        }
        return 1;
    }

    private static boolean isRecord(GraphQLCompositeType type) {
        return type.getName().equals("Node")
                || (type instanceof GraphQLImplementingType implementing
                        && implementing.getInterfaces().stream()
                                .anyMatch(above -> above.getName().equals("Node")));
    }

    private GraphQLCompositeType composite(String name) {
        return (GraphQLCompositeType) schema.getType(name);
    }
}
