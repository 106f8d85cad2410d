package assetledger.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.SpendingLine;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.testing.States;
import graphql.ExceptionWhileDataFetching;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule stands in front of what it is written at, however that is reached. */
class AccessGuardTests {
    private static final RecordId OWN = States.ONE;
    private static final RecordId FOREIGN = States.TWO;
    private static final Viewer NOBODY = new Viewer("p", false, Set.of(), Set.of(), false);
    private static final Viewer OPERATOR = new Viewer("o", false, Set.of(Role.OPERATOR), Set.of(), false);
    private static final Viewer REGISTRAR = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(OWN), false);

    private static final String SCHEMA = """
            type Query {
              signedIn: Int @access(to: SIGNED_IN)
              card: Int @access(to: CARD)
              money: Int @access(to: MONEY)
              across: Int @access(to: ACROSS)
              registrars: Int @access(to: REGISTRARS)
              operators: Int @access(to: OPERATORS)
              grants: Int @access(to: GRANTS)
              own(owner: String): Int @access(to: ACROSS, own: "owner")
              chosen(owner: String, critical: Int @access(to: SECURITY, own: "owner")): Int @access(to: CARD)
              searched(by: String @access(to: GRANTS), other: String): Int @access(to: CARD)
              filled(in: In, list: [In!], lists: [[In!]!]): Int @access(to: CARD)
              line: Line @access(to: CARD)
            }
            input In {
              open: Int @access(to: CARD)
              closed: Int @access(to: OPERATORS)
              deeper: In @access(to: CARD)
              more: [In!] @access(to: CARD)
              shut: In @access(to: OPERATORS)
            }
            type Line {
              name: Int @access(to: CARD)
              amount: Int @access(to: MONEY)
            }
            """;

    private static final GraphQL GUARDED = GraphQL.newGraphQL(GuardedSchema.of(
                    SCHEMA,
                    wiring -> wiring.type(
                                    "Query",
                                    query ->
                                            query.defaultDataFetcher(field -> 1).dataFetcher("line", field -> lineOf()))
                            .type("Line", line -> line.defaultDataFetcher(field -> 1))))
            .build();

    private static Recorded<State> lineOf() {
        State line =
                States.full().filter(SpendingLine.class::isInstance).findFirst().orElseThrow();
        return new Recorded<>(RecordId.random(), 1, 7, line);
    }

    private static ExecutionResult ask(Viewer viewer, String question, Map<String, Object> variables) {
        return GUARDED.execute(ExecutionInput.newExecutionInput(question)
                .variables(variables)
                .graphQLContext(Map.of(ViewerContext.VIEWER, viewer))
                .build());
    }

    /** Whether there is an answer; where there is none, then because it was denied. */
    private static boolean passes(Viewer viewer, String question, Map<String, Object> variables) {
        ExecutionResult result = ask(viewer, question, variables);
        assertThat(result.getErrors())
                .allSatisfy(error -> assertThat(error)
                        .isInstanceOfSatisfying(
                                ExceptionWhileDataFetching.class,
                                thrown -> assertThat(thrown.getException()).isInstanceOf(AccessDenied.class)));
        return result.getErrors().isEmpty();
    }

    private static boolean passes(Viewer viewer, String question) {
        return passes(viewer, question, Map.of());
    }

    @CsvSource({
        "signedIn, true",
        "card, true",
        "money, false",
        "across, false",
        "registrars, false",
        "operators, false",
        "grants, false"
    })
    @ParameterizedTest
    void aFieldIsAnsweredOnlyToWhomItsRuleLetsThrough(String field, boolean open) {
        assertThat(passes(NOBODY, "{ %s }".formatted(field))).isEqualTo(open);
        assertThat(passes(Viewer.server("part"), "{ %s }".formatted(field))).isTrue();
    }

    @Test
    void anArgumentsRuleCountsWhereItIsGiven() {
        assertThat(passes(NOBODY, "{ searched(by: \"x\") }")).isFalse();
        assertThat(passes(NOBODY, "{ searched(by: null) }")).isFalse();
        assertThat(passes(NOBODY, "{ searched }")).isTrue();
        assertThat(passes(NOBODY, "{ searched(other: \"x\") }")).isTrue();
        assertThat(passes(OPERATOR, "{ searched(by: \"x\") }")).isTrue();
    }

    @ValueSource(
            strings = {
                "in: {closed: 1}",
                "in: {closed: null}",
                "in: {shut: {}}",
                "in: {open: 1, deeper: {open: 1, deeper: {closed: 1}}}",
                "in: {more: [{open: 1}, {more: [{closed: 1}]}]}",
                "in: {more: {closed: 1}}",
                "list: [{open: 1}, {closed: 1}]",
                "list: {closed: 1}",
                "lists: [[{open: 1}], [{open: 1}, {deeper: {closed: 1}}]]"
            })
    @ParameterizedTest
    void aRuleInsideAnInputCountsHoweverDeepItStands(String arguments) {
        String question = "{ filled(%s) }".formatted(arguments);
        assertThat(passes(NOBODY, question)).isFalse();
        assertThat(passes(OPERATOR, question)).isTrue();
        assertThat(passes(NOBODY, question.replace("closed", "open").replace("shut", "deeper")))
                .isTrue();
    }

    @Test
    void aVariableIsLookedIntoAsAnythingElse() {
        String question = "query ($in: In, $list: [In!]) { filled(in: $in, list: $list) }";
        Map<String, Object> closed = Map.of("deeper", Map.of("closed", 1));
        assertThat(passes(NOBODY, question, Map.of("in", closed))).isFalse();
        assertThat(passes(NOBODY, question, Map.of("list", List.of(Map.of("open", 1), closed))))
                .isFalse();
        assertThat(passes(OPERATOR, question, Map.of("in", closed))).isTrue();
        assertThat(passes(NOBODY, question, Map.of("in", Map.of("open", 1)))).isTrue();
    }

    @Test
    void whoNamesHisOwnAuthorityIsLetThrough() {
        String question = "query ($owner: String) { own(owner: $owner) }";
        assertThat(passes(REGISTRAR, question, Map.of("owner", OWN.toString()))).isTrue();
        assertThat(passes(REGISTRAR, question, Map.of("owner", FOREIGN.toString())))
                .isFalse();
        assertThat(passes(REGISTRAR, question, Map.of("owner", "no id"))).isFalse();
        assertThat(passes(REGISTRAR, question)).isFalse();
        assertThat(passes(REGISTRAR, "{ across }")).isFalse();
    }

    @Test
    void whatIsHiddenSelectsForWhoSeesItOrNamesHisOwnAuthority() {
        String question = "query ($owner: String) { chosen(owner: $owner, critical: 1) }";
        assertThat(passes(REGISTRAR, question, Map.of("owner", OWN.toString()))).isTrue();
        assertThat(passes(REGISTRAR, question, Map.of("owner", FOREIGN.toString())))
                .isFalse();
        assertThat(passes(REGISTRAR, question)).isFalse();
        assertThat(passes(REGISTRAR, "{ chosen }")).isTrue();
        assertThat(passes(new Viewer("a", false, Set.of(Role.ANALYST), Set.of(), false), question))
                .isTrue();
        assertThat(passes(new Viewer("b", false, Set.of(Role.BUDGET_REVIEWER), Set.of(), false), question))
                .isFalse();
        assertThat(passes(new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(), true), question))
                .isTrue();
    }

    @Test
    void moneyOfAnotherIsBlankAndTheRestIsThere() {
        RecordId owner = Objects.requireNonNull(lineOf().state().owner());
        Viewer its = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(owner), false);
        Viewer another = new Viewer("r", false, Set.of(Role.REGISTRAR), Set.of(RecordId.random()), false);
        String question = "{ line { name amount } }";
        assertThat(ask(its, question, Map.of()).<Map<String, Object>>getData())
                .isEqualTo(Map.of("line", Map.of("name", 1, "amount", 1)));
        Map<String, Object> blank = ask(another, question, Map.of()).getData();
        assertThat(blank.get("line")).hasToString("{name=1, amount=null}");
        assertThat(passes(NOBODY, question)).isFalse();
    }
}
