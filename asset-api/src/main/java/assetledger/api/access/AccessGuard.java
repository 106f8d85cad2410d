package assetledger.api.access;

import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import assetledger.model.Viewer;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * Puts the rule that each field, argument and input field names in front of it. A field without a rule keeps the server
 * from starting, so that none is open by mistake.
 */
@Component
class AccessGuard implements GraphQlSourceBuilderCustomizer {
    static final String DIRECTIVE = "access";

    @Override
    public void customize(GraphQlSource.SchemaResourceBuilder builder) {
        builder.typeVisitors(List.of(new Visitor()));
    }

    /** Wraps the fetcher of every field whose rule turns somebody away. */
    private static final class Visitor extends GraphQLTypeVisitorStub {
        @Override
        public TraversalControl visitGraphQLFieldDefinition(
                GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
            GraphQLFieldsContainer type = (GraphQLFieldsContainer) context.getParentNode();
            if (type.getName().startsWith("__")) {
                return TraversalControl.CONTINUE;
            }
            Access rule = demanded(type.getName(), field);
            boolean guarded = rule.restricts() || field.getArguments().stream().anyMatch(Visitor::mayDemand);
            if (guarded && type instanceof graphql.schema.GraphQLObjectType object) {
                GraphQLCodeRegistry.Builder code =
                        Objects.requireNonNull(context.getVarFromParents(GraphQLCodeRegistry.Builder.class));
                DataFetcher<?> fetcher = code.getDataFetcher(object, field);
                code.dataFetcher(object, field, new Guard(rule, own(field), fetcher));
            }
            return TraversalControl.CONTINUE;
        }

        @Override
        public TraversalControl visitGraphQLInputObjectField(
                GraphQLInputObjectField field, TraverserContext<GraphQLSchemaElement> context) {
            demanded(((GraphQLInputObjectType) context.getParentNode()).getName(), field);
            return TraversalControl.CONTINUE;
        }

        private static Access demanded(String type, GraphQLDirectiveContainer field) {
            return rule(field)
                    .orElseThrow(() -> new IllegalStateException(
                            "The field %s.%s has no @access".formatted(type, field.getName())));
        }

        /** Whether an argument, or what may stand in it however deep, may have a rule that turns somebody away. */
        private static boolean mayDemand(GraphQLArgument argument) {
            return rule(argument).map(Access::restricts).orElse(false)
                    || GraphQLTypeUtil.unwrapAll(argument.getType()) instanceof GraphQLInputObjectType;
        }
    }

    static Optional<Access> rule(GraphQLDirectiveContainer element) {
        GraphQLAppliedDirective directive = element.getAppliedDirective(DIRECTIVE);
        return Optional.ofNullable(directive)
                .map(applied -> Access.valueOf(applied.getArgument("to").<String>getValue()));
    }

    private static @Nullable String own(GraphQLDirectiveContainer element) {
        return Objects.requireNonNull(element.getAppliedDirective(DIRECTIVE))
                .getArgument("own")
                .getValue();
    }

    /** Asks the rule before the field is fetched. */
    private record Guard(Access rule, @Nullable String own, DataFetcher<?> fetcher) implements DataFetcher<Object> {
        @Override
        public @Nullable Object get(DataFetchingEnvironment field) throws Exception {
            Viewer viewer = ViewerContext.of(field.getGraphQlContext());
            demand(rule.passes(viewer, named(own, field)), rule);
            for (GraphQLArgument argument : field.getFieldDefinition().getArguments()) {
                if (field.containsArgument(argument.getName())) {
                    demand(argument, viewer, field);
                }
            }
            return rule.masks(viewer, field.getSource()) ? null : fetcher.get(field);
        }

        /** The authority that the viewer named as his own, in the argument for that. */
        private static @Nullable RecordId named(@Nullable String own, DataFetchingEnvironment field) {
            try {
                return own != null && field.getArgument(own) instanceof String id ? RecordId.of(own, id) : null;
            } catch (InvalidValue malformed) {
                return null;
            }
        }

        private static void demand(boolean passes, Access rule) {
            if (!passes) {
                throw new AccessDenied(rule.sentence());
            }
        }

        private static void demand(GraphQLArgument argument, Viewer viewer, DataFetchingEnvironment field) {
            AccessGuard.rule(argument).ifPresent(rule -> {
                String own = AccessGuard.own(argument);
                demand(own == null ? rule.passes(viewer, null) : rule.passesNaming(viewer, named(own, field)), rule);
            });
            members(viewer, GraphQLTypeUtil.unwrapAll(argument.getType()), field.getArgument(argument.getName()));
        }

        /** The rules of what was given, however deep it stands. */
        private static void demand(
                GraphQLDirectiveContainer element, Viewer viewer, GraphQLInputType type, @Nullable Object value) {
            AccessGuard.rule(element).ifPresent(rule -> demand(rule.passes(viewer, null), rule));
            members(viewer, GraphQLTypeUtil.unwrapAll(type), value);
        }

        private static void members(Viewer viewer, GraphQLNamedSchemaElement type, @Nullable Object value) {
            if (value instanceof List<?> list) {
                list.forEach(item -> members(viewer, type, item));
            } else if (type instanceof GraphQLInputObjectType input && value instanceof Map<?, ?> members) {
                for (GraphQLInputObjectField field : input.getFields()) {
                    if (members.containsKey(field.getName())) {
                        demand(field, viewer, field.getType(), members.get(field.getName()));
                    }
                }
            }
        }
    }
}
