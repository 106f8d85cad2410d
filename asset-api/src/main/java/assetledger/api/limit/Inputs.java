package assetledger.api.limit;

import assetledger.api.problem.Stop;
import graphql.GraphQLContext;
import graphql.execution.TypeFromAST;
import graphql.language.OperationDefinition;
import graphql.language.SourceLocation;
import graphql.language.VariableDefinition;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether variables fit their types, with the place of the first that does not: GraphQL's own check names the field, but
 * not which of a thousand items it is in.
 */
final class Inputs {
    /** The items of a batch, and the rows that they come from. */
    private static final Set<String> BATCH = Set.of("RecordBatchInput.items", "ImportPlaceInput.rows");

    private final Limits limits;
    private final boolean query;
    private final List<SourceLocation> places;

    private Inputs(Limits limits, boolean query, List<SourceLocation> places) {
        this.limits = limits;
        this.query = query;
        this.places = places;
    }

    /** Refuses the operation where a variable does not fit, or holds too much. */
    static void demand(
            GraphQLSchema schema, Limits limits, OperationDefinition operation, Map<String, Object> variables) {
        boolean query = operation.getOperation() == OperationDefinition.Operation.QUERY;
        for (VariableDefinition variable : operation.getVariableDefinitions()) {
            String name = variable.getName();
            GraphQLType type = TypeFromAST.getTypeFromAST(schema, variable.getType());
            SourceLocation place = variable.getSourceLocation();
            if (type != null && (variables.containsKey(name) || variable.getDefaultValue() == null)) {
                new Inputs(limits, query, place == null ? List.of() : List.of(place))
                        .value(type, variables.get(name), name, "");
            }
        }
    }

    private void value(GraphQLType type, @Nullable Object value, String path, String member) {
        if (type instanceof GraphQLNonNull required) {
            if (value == null) {
                throw Stop.badInput(path, "REQUIRED", path + " is required", places);
            }
            value(required.getWrappedType(), value, path, member);
        } else if (value == null) {
            return;
        } else if (type instanceof GraphQLList list) {
            list(list.getWrappedType(), value, path, member);
        } else if (type instanceof GraphQLInputObjectType object) {
            object(object, value, path);
        } else if (type instanceof GraphQLEnumType words) {
            if (!(value instanceof String word) || words.getValue(word) == null) {
                throw misfit(path, "%s has no value '%s'".formatted(path, value));
            }
        } else if (type instanceof GraphQLScalarType scalar) {
            scalar(scalar, value, path);
        }
    }

    private void list(GraphQLType type, Object value, String path, String member) {
        if (!(value instanceof List<?> items)) {
            value(type, value, path, member);
            return;
        }
        int most = BATCH.contains(member) ? limits.batchItems() : limits.listItems();
        if (items.size() > most) {
            throw misfit(path, "%s holds 1 to %,d items, but this one holds %,d".formatted(path, most, items.size()));
        }
        for (int i = 0; i < items.size(); i++) {
            value(type, items.get(i), path + "[" + i + "]", "");
        }
    }

    private void object(GraphQLInputObjectType type, Object value, String path) {
        if (!(value instanceof Map<?, ?> members)) {
            throw misfit(path, "%s is an object, but this is '%s'".formatted(path, value));
        }
        for (Object name : members.keySet()) {
            if (type.getField(String.valueOf(name)) == null) {
                String field = path + "." + name;
                throw Stop.badInput(
                        field, "UNKNOWN_FIELD", "There is no field %s in %s".formatted(field, type.getName()), places);
            }
        }
        if (type.isOneOf() && (members.size() != 1 || members.values().stream().anyMatch(Objects::isNull))) {
            throw misfit(path, "%s takes exactly one member of %s".formatted(path, type.getName()));
        }
        for (GraphQLInputObjectField field : type.getFields()) {
            if (members.containsKey(field.getName()) || !field.hasSetDefaultValue()) {
                value(
                        field.getType(),
                        members.get(field.getName()),
                        path + "." + field.getName(),
                        type.getName() + "." + field.getName());
            }
        }
    }

    private void scalar(GraphQLScalarType type, Object value, String path) {
        try {
            type.getCoercing().parseValue(value, GraphQLContext.getDefault(), Locale.ENGLISH);
        } catch (CoercingParseValueException malformed) {
            throw misfit(path, "%s: %s".formatted(path, malformed.getMessage()));
        }
        // What commands hold is judged with them, as a problem of its field.
        if (query && value instanceof String text && !isStorable(text)) {
            throw misfit(path, "%s must not hold U+0000, nor half of a surrogate pair".formatted(path));
        }
    }

    /** Nothing that is recorded holds these, and not every store can be asked for them. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (point == 0 || Character.getType(point) == Character.SURROGATE) {
                return false;
            }
            i += Character.charCount(point) - 1;
        }
        return true;
    }

    private RuntimeException misfit(String path, String message) {
        return Stop.badInput(path, "FORM", message, places);
    }
}
