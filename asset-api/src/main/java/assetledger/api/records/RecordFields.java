package assetledger.api.records;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetcherFactory;
import graphql.schema.DataFetcherFactoryEnvironment;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLImplementingType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.PropertyDataFetcherHelper;
import graphql.schema.SelectedField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads the fields that have no way of their own. Fields of a record are those of its state; an id where the schema has
 * a record is followed, together with all others that the same page asks for.
 */
final class RecordFields implements DataFetcherFactory<Object> {
    static final String RECORDS = "records";
    private static final String NODE = "Node";

    /** One for each field of the schema; an answer has thousands of fields, and most of them are plain. */
    private final Map<GraphQLFieldDefinition, DataFetcher<Object>> fetchers = new ConcurrentHashMap<>();

    @Override
    public DataFetcher<Object> get(GraphQLFieldDefinition field) {
        return fetchers.computeIfAbsent(field, RecordFields::fetcher);
    }

    @Override
    @SuppressWarnings("deprecation") // GraphQL asks in the other way first, and still has this one to be written.
    public DataFetcher<Object> get(DataFetcherFactoryEnvironment environment) {
        return get(environment.getFieldDefinition());
    }

    /** A fetcher of GraphQL's own is called without a context around it, which would cost more than the field. */
    private static DataFetcher<Object> fetcher(GraphQLFieldDefinition field) {
        Property property = new Property(field);
        return isRecord(GraphQLTypeUtil.unwrapAll(field.getType()))
                ? environment -> followed(property.of(environment.getSource()), environment)
                : PropertyDataFetcher.fetching(property::of);
    }

    /** Whether a field that a question selects leads to a record, or to several. */
    static boolean isRecord(SelectedField field) {
        return field.getFieldDefinitions().stream()
                .anyMatch(definition -> isRecord(GraphQLTypeUtil.unwrapAll(definition.getType())));
    }

    private static boolean isRecord(GraphQLNamedSchemaElement type) {
        return type.getName().equals(NODE)
                || (type instanceof GraphQLImplementingType implementing
                        && implementing.getInterfaces().stream()
                                .anyMatch(above -> above.getName().equals(NODE)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // GraphQL waits for it.
    private static @Nullable Object followed(@Nullable Object value, DataFetchingEnvironment field) {
        if (value instanceof RecordId id) {
            return loader(field).load(id);
        } else if (value instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof RecordId) {
            List<RecordId> ids = list.stream().map(RecordId.class::cast).toList();
            return loader(field).loadMany(ids);
        }
        return value;
    }

    static DataLoader<RecordId, Recorded<State>> loader(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.getDataLoader(RECORDS));
    }

    /** What an object has under a field's name. */
    private record Property(GraphQLFieldDefinition field) {
        @Nullable
        Object of(@Nullable Object source) {
            Object value = source instanceof Recorded<?> record ? ofRecord(record) : read(source);
            return value instanceof Mono<?> later ? later.toFuture() : value;
        }

        private @Nullable Object ofRecord(Recorded<?> record) {
            return switch (field.getName()) {
                case "id" -> record.id();
                case "kind" -> record.kind();
                case "version" -> record.version();
                case "position" -> record.position();
                default -> read(record.state());
            };
        }

        private @Nullable Object read(@Nullable Object source) {
            return PropertyDataFetcherHelper.getPropertyValue(field.getName(), source, field.getType());
        }
    }
}
