package assetledger.api.day;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLObjectType;
import java.util.Optional;

/** What a field tells of a day, as the schema's {@code @asOf} says it. */
enum Dated {
    /** It is told for the day. */
    DATED,
    /** It is a name, and worded as was known last. */
    LABEL;

    private static final String DIRECTIVE = "asOf";

    /** What the field says of itself, or else its type of all its fields; empty where it carries no dates. */
    static Optional<Dated> of(GraphQLObjectType type, GraphQLFieldDefinition field) {
        return said(field).or(() -> said(type));
    }

    private static Optional<Dated> said(GraphQLDirectiveContainer element) {
        GraphQLAppliedDirective directive = element.getAppliedDirective(DIRECTIVE);
        return Optional.ofNullable(directive)
                .map(applied -> valueOf(applied.getArgument("is").<String>getValue()));
    }
}
