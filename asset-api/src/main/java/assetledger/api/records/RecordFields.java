package assetledger.api.records;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingEnvironmentImpl;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.PropertyDataFetcher;
import java.util.List;
import java.util.Objects;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Reads a field that has no way of its own. Fields of a record are those of its state; an id where the schema has a
 * record is followed, together with all others that the same page asks for.
 */
final class RecordFields implements DataFetcher<Object> {
    static final RecordFields INSTANCE = new RecordFields();
    static final String RECORDS = "records";

    private RecordFields() {}

    @Override
    public @Nullable Object get(DataFetchingEnvironment field) throws Exception {
        Object value = value(field);
        if (value instanceof Mono<?> later) {
            return later.toFuture();
        } else if (value instanceof RecordId id && isRecord(field)) {
            return loader(field).load(id);
        } else if (value instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof RecordId
                && isRecord(field)) {
            List<RecordId> ids = list.stream().map(RecordId.class::cast).toList();
            return loader(field).loadMany(ids);
        }
        return value;
    }

    private static @Nullable Object value(DataFetchingEnvironment field) throws Exception {
        String name = field.getFieldDefinition().getName();
        Object source = field.getSource();
        if (source instanceof Recorded<?> record) {
            return switch (name) {
                case "id" -> record.id();
                case "kind" -> record.kind();
                case "version" -> record.version();
                case "position" -> record.position();
                default -> ofState(record.state(), name, field);
            };
        }
        return PropertyDataFetcher.fetching(name).get(field);
    }

    private static @Nullable Object ofState(State state, String name, DataFetchingEnvironment field) throws Exception {
        return PropertyDataFetcher.fetching(name)
                .get(DataFetchingEnvironmentImpl.newDataFetchingEnvironment(field)
                        .source(state)
                        .build());
    }

    static DataLoader<RecordId, Recorded<State>> loader(DataFetchingEnvironment field) {
        return Objects.requireNonNull(field.getDataLoader(RECORDS));
    }

    private static boolean isRecord(DataFetchingEnvironment field) {
        return !(GraphQLTypeUtil.unwrapAll(field.getFieldType()) instanceof GraphQLScalarType);
    }
}
