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
    LABEL,
    /** It carries no dates, as a field that says nothing. */
    UNDATED;

    private static final String DIRECTIVE = "asOf";

    /** What the field says of itself, or else its type of all its fields. */
    static Dated of(GraphQLObjectType type, GraphQLFieldDefinition field) {
        return said(field).or(() -> said(type)).orElse(UNDATED);
    }

    /** What stands at an element itself; empty where it says nothing. */
    static Optional<Dated> said(GraphQLDirectiveContainer element) {
        GraphQLAppliedDirective directive = element.getAppliedDirective(DIRECTIVE);
        return Optional.ofNullable(directive)
                .map(applied -> valueOf(applied.getArgument("is").<String>getValue()));
    }
}
