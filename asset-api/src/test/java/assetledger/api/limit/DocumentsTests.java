package assetledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentsTests {
    private static final Limits LIMITS = AllowanceTests.limits(Map.of(
            "assetledger.limits.cost", "100",
            "assetledger.limits.cost-burst", "150",
            "assetledger.limits.cost-per-second", "1"));
    private static final String SCHEMA =
            "type Query { list(first: Int!): [Item!] } type Item implements Node { id: ID } interface Node { id: ID }";
    private static final String QUERY = "query ($n: Int!) { list(first: $n) { id } }";

    private final AtomicInteger parsed = new AtomicInteger();
    private final Allowance allowance = new Allowance(LIMITS);
    private final GraphQL graphql = GraphQL.newGraphQL(
                    UnExecutableSchemaGenerator.makeUnExecutableSchema(new SchemaParser().parse(SCHEMA)))
            .preparsedDocumentProvider(new Documents(LIMITS))
            .instrumentation(new Counting())
            .build();

    private final class Counting extends RequestLimits {
        Counting() {
            super(LIMITS);
        }

        @Override
        public InstrumentationContext<Document> beginParse(
                InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
            parsed.incrementAndGet();
            return super.beginParse(parameters, state);
        }
    }

    @Test
    void aGoodTextIsParsedOnceAndOneThatIsNotIsNotKept() {
        for (int i = 0; i < 3; i++) {
            assertThat(asked(QUERY, 1).getErrors()).isEmpty();
        }
        assertThat(parsed).hasValue(1);
        for (int i = 0; i < 3; i++) {
            assertThat(asked("{ nothing }", 1).getErrors()).hasSize(1);
        }
        assertThat(parsed).hasValue(4);
    }

    @Test
    void aTextThatDescribesAPersonIsNotKept() {
        for (int i = 0; i < 3; i++) {
            assertThat(asked(QUERY.replace("list(", "describePerson: list("), 1).getErrors())
                    .isEmpty();
        }
        assertThat(parsed).hasValue(3);
    }

    @Test
    void whatATextCostsIsFoundAnewForEveryVariable() {
        assertThat(asked(QUERY, 5).getExtensions()).containsEntry("cost", Map.of("cost", 6L, "limit", 100L));
        assertThat(asked(QUERY, 7).getExtensions()).containsEntry("cost", Map.of("cost", 8L, "limit", 100L));
        assertThat(code(asked(QUERY, 99))).isNull();
        assertThat(code(asked(QUERY.replace("(first: $n) { id }", "(first: $n) { id } b: list(first: $n) { id }"), 90)))
                .isEqualTo("QUERY_TOO_COSTLY");
    }

    @Test
    void aVariableThatDoesNotFitIsRefusedWithATextThatIsKnown() {
        assertThat(code(asked(QUERY, 5))).isNull();
        assertThat(code(asked(QUERY, "many"))).isEqualTo("BAD_USER_INPUT");
    }

    @Test
    void everyRequestTakesFromTheAllowance() {
        assertThat(code(asked(QUERY, 90))).isNull();
        assertThat(code(asked(QUERY, 90))).isEqualTo("RATE_LIMITED");
    }

    private ExecutionResult asked(String query, Object n) {
        Allowance.Use use = allowance.use();
        try {
            return graphql.execute(ExecutionInput.newExecutionInput(query)
                    .variables(Map.of("n", n))
                    .graphQLContext(Map.of(Allowance.Use.class, use))
                    .build());
        } finally {
            use.end();
        }
    }

    private static @Nullable Object code(ExecutionResult result) {
        return result.getErrors().isEmpty()
                ? null
                : result.getErrors().get(0).getExtensions().get("code");
    }
}
