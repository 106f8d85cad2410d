package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import assetledger.api.testing.RunningServer;
import graphql.schema.GraphQLSchema;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;

/** Nothing in the schema is without a rule, as the server runs it. */
class AccessCoverageTests extends RunningServer {
    @Autowired
    private GraphQlSource source;

    private SchemaWalk walk() {
        return new SchemaWalk(source.schema());
    }

    /** Arguments go by their field's rule unless they have their own. */
    @Test
    void everyFieldAndEveryFieldOfAnInputHasARule() {
        Map<String, String> without = new TreeMap<>();
        walk().coordinates().forEach((coordinate, element) -> {
            if (SchemaWalk.rule(element).isEmpty()) {
                without.put(coordinate, "has no @access");
            }
        });
        assertThat(without).isEmpty();
        assertThat(walk().coordinates()).hasSizeGreaterThan(300).containsKeys("Query.node", "Money.amount");
    }

    @Test
    void everyRuleOfTheSchemaIsOneThatTheServerKnows() {
        assertThat(walk().coordinates().values().stream().flatMap(element -> SchemaWalk.rule(element).stream()))
                .isSubsetOf(Stream.of(Access.values()).map(Access::name).toList());
    }

    /** What records is for registrars, what grants is for operators: a mutation that all may call is a mistake. */
    @Test
    void noMutationIsForEverybody() {
        assertThat(source.schema().getMutationType().getFieldDefinitions())
                .allSatisfy(mutation ->
                        assertThat(SchemaWalk.rule(mutation)).isPresent().get().isIn("REGISTRARS", "OPERATORS"));
    }

    @Test
    void aFieldOfAnInterfaceHandsItsRuleDown() {
        assertThat(SchemaWalk.rule(
                        source.schema().getObjectType("TechnicalAsset").getFieldDefinition("number")))
                .contains("CARD");
    }

    @ValueSource(
            strings = {
                "type Query { open: Int, seen: Int @access(to: CARD) }",
                "type Query { seen: Thing @access(to: CARD) } type Thing { open: Int }",
                "type Query { seen: Thing @access(to: CARD) } interface Thing { open: Int }"
                        + " type Real implements Thing { open: Int @access(to: CARD) }",
                "type Query { seen: Int @access(to: CARD) } type Mutation { open: Int }",
                "type Query { seen: Int @access(to: CARD) } type Subscription { open: Int }",
                "type Query { seen(input: In): Int @access(to: CARD) } input In { open: Int }",
                "type Query { seen(input: [In!]): Int @access(to: CARD) } input In { deeper: Deep @access(to: CARD) }"
                        + " input Deep { open: Int }"
            })
    @ParameterizedTest
    void aServerWithAFieldThatHasNoRuleDoesNotStart(String schema) {
        assertThatIllegalStateException().isThrownBy(() -> build(schema)).withMessageContaining(".open has no @access");
    }

    @Test
    void aServerWithARuleForEverythingStarts() {
        assertThat(build(
                                "type Query { seen(input: In): Int @access(to: CARD) } input In { known: Int @access(to: CARD) }")
                        .getQueryType()
                        .getFieldDefinition("seen"))
                .isNotNull();
    }

    private static GraphQLSchema build(String schema) {
        return GuardedSchema.of(
                schema,
                wiring -> wiring.type(
                        "Thing",
                        each -> each.typeResolver(
                                environment -> environment.getSchema().getObjectType("Real"))));
    }
}
