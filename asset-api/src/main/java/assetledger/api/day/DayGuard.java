package assetledger.api.day;

import assetledger.model.InvalidValue;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.DataFetchingFieldSelectionSet;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLSchemaElement;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLTypeVisitorStub;
import graphql.schema.SelectedField;
import graphql.util.TraversalControl;
import graphql.util.TraverserContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.graphql.autoconfigure.GraphQlSourceBuilderCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.GraphQlSource;
import org.springframework.stereotype.Component;

/**
 * Stands in front of every field that takes a day. Where that is not today, a question for what carries no dates is
 * refused by its name before anything is read, since today's value would be shown as if it had been so then.
 */
@Component
@Order(DayGuard.WITHIN_ACCESS)
class DayGuard implements GraphQlSourceBuilderCustomizer {
    /** Who may not ask at all is told so first. */
    static final int WITHIN_ACCESS = 0;

    private final Clock clock;

    DayGuard(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void customize(GraphQlSource.SchemaResourceBuilder builder) {
        builder.typeVisitors(List.of(new Visitor(clock)));
    }

    /** Wraps the fetcher of every field that takes a day. */
    private static final class Visitor extends GraphQLTypeVisitorStub {
        private final Clock clock;

        Visitor(Clock clock) {
            this.clock = clock;
        }

        @Override
        public TraversalControl visitGraphQLFieldDefinition(
                GraphQLFieldDefinition field, TraverserContext<GraphQLSchemaElement> context) {
            if (field.getArguments().stream().anyMatch(Visitor::isDay)
                    && context.getParentNode() instanceof GraphQLObjectType type) {
                GraphQLCodeRegistry.Builder code =
                        Objects.requireNonNull(context.getVarFromParents(GraphQLCodeRegistry.Builder.class));
                code.dataFetcher(type, field, new Guard(clock, code.getDataFetcher(type, field)));
            }
            return TraversalControl.CONTINUE;
        }

        /** Whether an argument is a day, or an input with one. */
        private static boolean isDay(GraphQLArgument argument) {
            return argument.getName().equals(AskedDay.ARGUMENT)
                    || (GraphQLTypeUtil.unwrapAll(argument.getType()) instanceof GraphQLInputObjectType input
                            && input.getField(AskedDay.ARGUMENT) != null);
        }
    }

    private record Guard(Clock clock, DataFetcher<?> fetcher) implements DataFetcher<Object> {
        @Override
        public @Nullable Object get(DataFetchingEnvironment field) throws Exception {
            another(field.getArgument(AskedDay.ARGUMENT)).ifPresent(day -> {
                demandDatedArguments(field, day);
                demandDated(field.getSelectionSet(), day, field.getGraphQLSchema());
            });
            for (SelectedField below : field.getSelectionSet().getImmediateFields()) {
                if (field.getArgument(below.getName()) instanceof Map<?, ?> input) {
                    another(input.get(AskedDay.ARGUMENT))
                            .ifPresent(day -> demandDated(below.getSelectionSet(), day, field.getGraphQLSchema()));
                }
            }
            return fetcher.get(field);
        }

        /** A day that is not today; empty where none was given. */
        private Optional<LocalDate> another(@Nullable Object given) {
            return AskedDay.in(given).filter(day -> !day.equals(LocalDate.now(clock)));
        }

        private static void demandDatedArguments(DataFetchingEnvironment field, LocalDate day) {
            for (GraphQLArgument argument : field.getFieldDefinition().getArguments()) {
                boolean isDated = Dated.said(argument).orElse(Dated.DATED) != Dated.UNDATED;
                if (!isDated && field.getArgument(argument.getName()) != null) {
                    throw refused(argument.getName(), day);
                }
            }
        }

        /** A field below that is given a day of its own is looked at by its own guard. */
        private static void demandDated(DataFetchingFieldSelectionSet selection, LocalDate day, GraphQLSchema schema) {
            for (SelectedField field : selection.getImmediateFields()) {
                if (!field.getName().startsWith("__")) {
                    field.getObjectTypeNames().forEach(type -> demandDated(field.getName(), type, day, schema));
                    if (field.getArguments().get(AskedDay.ARGUMENT) == null) {
                        demandDated(field.getSelectionSet(), day, schema);
                    }
                }
            }
        }

        private static void demandDated(String field, String typeName, LocalDate day, GraphQLSchema schema) {
            GraphQLObjectType type = schema.getObjectType(typeName);
            if (Dated.of(type, type.getFieldDefinition(field)) == Dated.UNDATED) {
                throw refused(field, day);
            }
        }

        private static InvalidValue refused(String name, LocalDate day) {
            return new InvalidValue(
                    AskedDay.ARGUMENT,
                    "For %s %s cannot be told, since it carries no dates; ask for it without asOf"
                            .formatted(day, name));
        }
    }
}
