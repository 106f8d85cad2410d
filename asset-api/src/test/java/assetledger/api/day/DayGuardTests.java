package assetledger.api.day;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.InvalidValue;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.GraphQLScalarType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.graphql.execution.GraphQlSource;

/** A day stands in front of what is read, whatever the schema. */
class DayGuardTests {
    private static final String SCHEMA = """
            directive @asOf(is: Dated!) on FIELD_DEFINITION | OBJECT | ARGUMENT_DEFINITION
            enum Dated { DATED LABEL UNDATED }
            scalar Date
            type Query {
              things(asOf: Date, owner: Int, colour: Int @asOf(is: UNDATED)): Things
              both(from: View!, to: View!): Both
            }
            input View { asOf: Date, owner: Int }
            type Both { from: Things to: Things count: Int }
            type Things @asOf(is: DATED) { count: Int thing: Thing weight: Int @asOf(is: UNDATED) }
            type Thing { name: Int @asOf(is: LABEL) colour: Int }
            """;
    private static final Clock TODAY = Clock.fixed(Instant.parse("2026-11-25T12:00:00Z"), ZoneOffset.UTC);

    private static final Map<String, Object> THINGS =
            Map.of("count", 1, "weight", 1, "thing", Map.of("name", 1, "colour", 1));

    private final AtomicInteger reads = new AtomicInteger();
    private final GraphQL guarded = guarded();

    private GraphQL guarded() {
        GraphQLScalarType date =
                GraphQLScalarType.newScalar().name("Date").coercing(new Days()).build();
        GraphQlSource.SchemaResourceBuilder builder = GraphQlSource.schemaResourceBuilder()
                .schemaResources(new ByteArrayResource(SCHEMA.getBytes(StandardCharsets.UTF_8)))
                .configureRuntimeWiring(wiring -> wiring.scalar(date)
                        .type(
                                "Query",
                                query -> query.dataFetcher("things", field -> read(THINGS))
                                        .dataFetcher("both", field -> read(Map.of("from", THINGS, "to", THINGS)))));
        new DayGuard(TODAY).customize(builder);
        return GraphQL.newGraphQL(builder.build().schema()).build();
    }

    private Map<String, Object> read(Map<String, Object> found) {
        reads.incrementAndGet();
        return found;
    }

    /** Days that stand in the text of a question. */
    private static final class Days implements Coercing<LocalDate, String> {
        @Override
        public LocalDate parseLiteral(
                Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            return LocalDate.parse(((StringValue) input).getValue());
        }
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "{ things(asOf: \"2025-01-01\") { count thing { colour } } } | colour",
                "{ things(asOf: \"2030-01-01\") { thing { name } weight } } | weight",
                "{ things(asOf: \"2025-01-01\", colour: 1) { count } } | colour",
                "{ both(from: {asOf: \"2025-01-01\"}, to: {}) { count a: from { thing { colour } } to { count } } } | colour",
                "{ both(from: {}, to: {asOf: \"2025-01-01\"}) { from { weight } to { weight } } } | weight"
            })
    @ParameterizedTest
    void whatCarriesNoDatesIsRefusedBeforeAnythingIsRead(String question, String name) {
        ExecutionResult refused = guarded.execute(question);
        assertThat(refused.getErrors())
                .singleElement()
                .isInstanceOfSatisfying(ExceptionWhileDataFetching.class, error -> {
                    assertThat(error.getException()).isInstanceOf(InvalidValue.class);
                    assertThat(error.getMessage()).contains(name + " cannot be told, since it carries no dates");
                });
        assertThat(reads).hasValue(0);
    }

    @ValueSource(
            strings = {
                "{ things(asOf: \"2025-01-01\", owner: 1) { count thing { name } } }",
                "{ things(asOf: \"2025-01-01\", colour: null) { count } }",
                "{ things(asOf: \"2026-11-25\", colour: 1) { weight thing { colour } } }",
                "{ things(colour: 1) { weight thing { colour } } }",
                "{ both(from: {asOf: \"2025-01-01\"}, to: {asOf: \"2026-11-25\"}) { count from { count } to { weight } } }"
            })
    @ParameterizedTest
    void whatIsDatedOrOfTodayIsRead(String question) {
        assertThat(guarded.execute(question).getErrors()).isEmpty();
        assertThat(reads).hasValue(1);
    }
}
