package assetledger.api.limit;

import graphql.GraphQLContext;
import graphql.schema.GraphQLSchema;
import java.util.Objects;

/** What is known of one request so far; kept in its context from before it is parsed. */
final class Counted {
    final GraphQLSchema schema;
    int tokens;
    /** Below 0 until it is known. */
    long cost = -1;

    private Counted(GraphQLSchema schema) {
        this.schema = schema;
    }

    static Counted begin(GraphQLContext context, GraphQLSchema schema) {
        Counted counted = new Counted(schema);
        context.put(Counted.class, counted);
        return counted;
    }

    static Counted in(GraphQLContext context) {
        return Objects.requireNonNull(context.<Counted>get(Counted.class));
    }
}
