package assetledger.api.request;

import static assetledger.api.request.HostileRow.OK;
import static assetledger.api.request.HostileRow.row;
import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values that are sent to break something: the rows 28 to 45 of the list of hostile input that the project keeps. Those
 * before stand in {@link HostileQueryTests}, those of load in {@link HostileLoadTests}, those of who may what in
 * {@link HostileAccessTests}, and 46, tokens, in TokenTests.
 */
class HostileInputTests extends RunningServer {
    static Stream<HostileRow> values() {
        String day = "query ($v: Date) { coverageCounts(asOf: $v) { count } }";
        String first = "query ($v: Int!) { assets(first: $v) { nodes { id } } }";
        String subject = "query ($v: RefInput!) { subject(ref: $v) { id } }";
        String states = "query ($v: [CoverageState!]) { uncoveredFunctions(first: 1, states: $v) { totalCount } }";
        String many = "[" + String.join(",", Collections.nCopies(10_000, "\"NONE\"")) + "]";
        return Stream.of(
                row("28a", 400, "BAD_USER_INPUT", "U+0000", to -> to.ask(subject, Map.of("v", byName("a\u0000b")))),
                row("28b", 200, "FORM", "control characters", to -> to.record("register", authority("A\u0000B"))),
                row("29a", 400, "BAD_USER_INPUT", "surrogate", to -> to.ask(subject, Map.of("v", byName("\uD800")))),
                row(
                        "29b",
                        400,
                        "GRAPHQL_PARSE_FAILED",
                        "unicode",
                        to -> to.post("{\"query\": \"{ subject(ref: {id: \\\"\\\\uD800\\\"}) { id } }\"}")),
                row("32a", 400, "BAD_USER_INPUT", "v", to -> to.askRaw(first, "v", "1e400")),
                row("32b", 400, "BAD_USER_INPUT", "v", to -> to.askRaw(first, "v", "2147483648")),
                row("32c", 400, "BAD_USER_INPUT", "v", to -> to.askRaw(first, "v", "\"1\"")),
                row(
                        "32d",
                        400,
                        "BAD_USER_INPUT",
                        "v",
                        to -> to.askRaw(subject, "v", "{\"external\": {\"scheme\": true, \"value\": \"a\"}}")),
                row("33", 200, OK, "nodes", to -> to.askRaw(first, "v", "1.0")),
                row("35a", 400, "BAD_USER_INPUT", "2026-03-31", to -> to.ask(day, Map.of("v", "2025-02-30"))),
                row("35b", 400, "BAD_USER_INPUT", "2026-03-31", to -> to.ask(day, Map.of("v", "0000-00-00"))),
                row("35c", 400, "BAD_USER_INPUT", "2026-03-31", to -> to.ask(day, Map.of("v", "99999-01-01"))),
                row(
                        "35d",
                        400,
                        "BAD_USER_INPUT",
                        "2026-03-31",
                        to -> to.ask(day, Map.of("v", "2026-01-01T00:00+25:00"))),
                row(
                        "35e",
                        200,
                        "NOT_FOUND",
                        "must come after",
                        to -> to.record("register", measure("2026-02-01", "2026-01-01"))),
                // There are no nested filters; an input that is nested for its own sake is refused at its first level.
                row("36a", 400, "BAD_REQUEST_BODY", "deeper than 64", to -> to.askRaw(subject, "v", nested(150))),
                row("36b", 400, "BAD_REQUEST_BODY", "deeper than 64", to -> to.askRaw(subject, "v", nested(480))),
                row("36c", 400, "BAD_USER_INPUT", "v.a", to -> to.askRaw(subject, "v", nested(40))),
                row("37a", 400, "BAD_USER_INPUT", "250", to -> to.askRaw(states, "v", many)),
                row(
                        "37b",
                        400,
                        "BAD_USER_INPUT",
                        "250",
                        to -> to.ask("{ uncoveredFunctions(first: 1, states: [" + "NONE ".repeat(251)
                                + "]) { totalCount } }")),
                // There is no search; a text that names something is compared as it is.
                row("38a", 200, OK, "[]", to -> to.ask("{ coverageCounts(area: \"(a+)+$\") { count } }")),
                row("38b", 200, OK, "[]", to -> to.ask("{ coverageCounts(area: \"%%%%\") { count } }")),
                row(
                        "38c",
                        200,
                        "BAD_USER_INPUT",
                        "200",
                        to -> to.ask(subject, Map.of("v", byName("a".repeat(10_000))))),
                row(
                        "40a",
                        400,
                        "BAD_USER_INPUT",
                        "authorityId",
                        to -> to.record("register", registration("subject", Map.of("authorityId", "a")))),
                row(
                        "40b",
                        400,
                        "BAD_USER_INPUT",
                        "__typename",
                        to -> to.record("register", registration("subject", Map.of("__typename", "a")))),
                row(
                        "40c",
                        400,
                        "BAD_USER_INPUT",
                        "a`b",
                        to -> to.record("register", registration("subject", Map.of("a`b", "a")))),
                row("42", 200, "BAD_USER_INPUT", "id", to -> to.ask("{ node(id: \"zzz\") { id } }")),
                row(
                        "43a",
                        400,
                        "BAD_USER_INPUT",
                        "input.expectedVersion",
                        to -> to.record(
                                "revise",
                                Map.of("record", byName("a"), "changes", Map.of("subject", Map.of("name", "B"))))),
                row(
                        "43b",
                        400,
                        "BAD_USER_INPUT",
                        "input.expectedVersion",
                        to -> to.ask(
                                mutation("revise", false),
                                Map.of(
                                        "key",
                                        UUID.randomUUID().toString(),
                                        "input",
                                        Map.of(
                                                "record",
                                                byName("a"),
                                                "expectedVersion",
                                                Long.MAX_VALUE,
                                                "changes",
                                                Map.of("subject", Map.of("name", "B")))))),
                row(
                        "44",
                        200,
                        "BAD_USER_INPUT",
                        "UUID",
                        to -> to.ask(mutation("register", false), Map.of("input", authority("A"), "key", "1"))),
                row(
                        "45a",
                        200,
                        "BAD_USER_INPUT",
                        "cursor is not valid here",
                        to -> to.ask("{ assets(first: 1, after: \"made up\") { nodes { id } } }")));
    }

    /** 34: only the fixed form of an exact decimal number is money. */
    static Stream<HostileRow> amounts() {
        return Stream.of("12345678901234567890.89", "1,234.50", "1e3", "NaN", "-0.00 ", " 5", "٥", "0x10", "1.")
                .map(amount -> row(
                        "34 " + amount,
                        400,
                        "BAD_USER_INPUT",
                        "12.50",
                        to -> to.record(
                                "register",
                                registration(
                                        "spendingLine",
                                        Map.of("amounts", List.of(Map.of("year", 2026, "amount", amount)))))));
    }

    @MethodSource({"values", "amounts"})
    @ParameterizedTest
    void hostileInputGetsItsAnswerAtOnce(HostileRow row) {
        row.check(client());
    }

    /** 31: however a name is composed, it is one. */
    @Test
    void aNameIsTheSameHoweverItIsComposed() {
        String composed = name("Caf\u00e9");
        String taken = registrar()
                .register(authority(composed.replace("\u00e9", "e\u0301")))
                .id();
        assertThat(registrar().ask("register", authority(composed)).problems())
                .containsExactly("externalIds IDENTIFIER_TAKEN");
        String query = "query ($ref: RefInput!) { subject(ref: $ref, atLeast: %d) { id } }"
                .formatted(database().size() - 1);
        for (String name : List.of(composed, composed.replace("\u00e9", "e\u0301"))) {
            assertThat(client().ask(query, Map.of("ref", byName(name)))
                            .at("/subject/id")
                            .asString())
                    .isEqualTo(taken);
        }
    }

    /** 39: a text is a text, whatever language it is written in. */
    @Test
    void statementsInTextsAreStoredAndReturnedAsTheyAre() {
        for (String text :
                List.of("'}) DETACH DELETE n //", "'; DROP TABLE event; --", "${jndi:ldap://a}", "{{7*7}}")) {
            String id = registrar()
                    .register(registration("subject", Map.of("name", text, "level", "regional")))
                    .id();
            String query = "query ($id: ID!) { node(id: $id, atLeast: %d) { ... on Subject { name } } }"
                    .formatted(database().size() - 1);
            assertThat(client().ask(query, Map.of("id", id)).at("/node/name").asString())
                    .isEqualTo(text);
        }
    }

    /** 43, 44: what a rule refuses is a problem; a key that stands for another request records nothing. */
    @Test
    void aStaleVersionAndAKeyUsedTwiceAreProblems() {
        String id = registrar().register(authority(name("Agency"))).id();
        for (int version : new int[] {-1, 7}) {
            assertThat(registrar()
                            .ask(
                                    "revise",
                                    Map.of(
                                            "record",
                                            byId(id),
                                            "expectedVersion",
                                            version,
                                            "changes",
                                            Map.of("subject", Map.of("name", "B"))))
                            .problems())
                    .containsExactly("expectedVersion VERSION_CONFLICT");
        }
        UUID key = UUID.randomUUID();
        registrar().ask("register", authority(name("Agency")), key);
        assertThat(registrar().ask("register", authority(name("Agency")), key).problems())
                .containsExactly("idempotencyKey KEY_REUSED");
    }

    /** 45: a cursor goes on only where it came from. */
    @Test
    void aCursorOfAnotherListOrFilterIsRefused() {
        registrar().register(authority(name("Agency")));
        for (int i = 0; i < 2; i++) {
            registrar().register(assetledger.api.testing.Registrar.system(name("System"), byName(owner())));
        }
        String list = "{ assets(first: 1, atLeast: %d%s) { pageInfo { endCursor } } }";
        long position = database().size() - 1;
        String cursor = client().ask(list.formatted(position, ""))
                .at("/assets/pageInfo/endCursor")
                .asString();
        String after = ", after: \"%s\"".formatted(cursor);
        assertThat(client().send(list.formatted(position, after), Map.of()).errorCode())
                .isEmpty();
        for (String other : List.of(
                list.formatted(position, after + ", group: TECHNICAL"),
                "{ indicators(first: 1, year: 2026%s) { totalCount } }".formatted(after),
                "{ uncoveredFunctions(first: 1%s) { totalCount } }".formatted(after))) {
            assertThat(client().send(other, Map.of()).errorCode()).as(other).isEqualTo("BAD_USER_INPUT");
        }
    }

    private String owner() {
        String name = name("Owner");
        registrar().register(authority(name));
        return name;
    }

    private static String nested(int depth) {
        return "{\"a\": ".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static Map<String, Object> measure(String from, String to) {
        return registration(
                "measure", named(name("Measure"), Map.of("owner", byName("nobody"), "from", from, "to", to)));
    }
}
