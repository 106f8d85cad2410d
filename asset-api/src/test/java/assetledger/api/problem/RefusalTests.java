package assetledger.api.problem;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever is wrong with a request, its answer says what and where, tells nothing of our insides, and nothing is recorded. */
class RefusalTests extends RunningServer {
    private static final String INSIDES =
            "(?s).*(Exception|\\bat [a-z]+\\.[a-z]+|java\\.|assetledger\\.|graphql\\.|reactor|springframework|neo4j|r2dbc"
                    + "|select |insert into|ledger_head|record_head|MATCH \\(|UNWIND|127\\.0\\.0\\.1).*";

    private long before;

    @BeforeEach
    void count() {
        before = database().size();
    }

    @AfterEach
    void nothingWasRecorded() {
        assertThat(database().size()).isEqualTo(before);
    }

    /** Commands that break a rule, with the field and code of the problem that says so. */
    static Stream<Arguments> brokenRules() {
        return Stream.of(
                Arguments.of(
                        "register",
                        registration("function", named(name("Duty"), Map.of("area", "99.9.9", "kind", "SERVICE"))),
                        "area UNKNOWN_CODE"),
                Arguments.of(
                        "register",
                        registration("subject", named(name("Agency"), Map.of("level", "galactic"))),
                        "level UNKNOWN_CODE"),
                Arguments.of("register", line("RUB", "-0.01"), "amounts[0].amount FORM"),
                Arguments.of("register", line("RUB", "12.345"), "amounts[0].amount FORM"),
                Arguments.of("register", line("JPY", "12.3"), "amounts[0].amount FORM"),
                Arguments.of("register", line("XXZ", "12.30"), "currency FORM"),
                Arguments.of("register", line("RUB", "1000000000000000.00"), "amounts[0].amount FORM"),
                Arguments.of("register", registration("subject", Map.of("level", "regional")), "name REQUIRED"),
                Arguments.of(
                        "register", registration("subject", Map.of("name", " ", "level", "regional")), "name FORM"),
                Arguments.of(
                        "register",
                        registration("subject", Map.of("name", "Two\u202Eways", "level", "regional")),
                        "name FORM"),
                Arguments.of(
                        "register",
                        registration("subject", Map.of("name", "A\u0000B", "level", "regional")),
                        "name FORM"),
                Arguments.of(
                        "register",
                        registration("subject", Map.of("level", "regional", "name", "n".repeat(501))),
                        "name FORM"),
                Arguments.of("register", system(name("System"), byName("nobody")), "owner NOT_FOUND"),
                Arguments.of(
                        "register",
                        system(name("System"), byId(UUID.randomUUID().toString())),
                        "owner NOT_FOUND"),
                Arguments.of("register", system(name("System"), byId("zzz")), "owner.id FORM"),
                Arguments.of("register", system(name("System"), byName("")), "owner.external.value FORM"),
                Arguments.of("endLink", Map.of("link", "zzz", "expectedVersion", 1, "on", "2026-01-01"), "link FORM"),
                Arguments.of(
                        "register",
                        Map.of(
                                "record",
                                Map.of("subject", Map.of("name", "A", "level", "regional")),
                                "effective",
                                "2999-01-01"),
                        "effective NOT_ALLOWED"),
                Arguments.of(
                        "revise",
                        Map.of(
                                "record", byName("nobody"),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("name", "B"))),
                        "record NOT_FOUND"),
                Arguments.of(
                        "endLink",
                        Map.of("link", UUID.randomUUID().toString(), "expectedVersion", 1, "on", "2026-01-01"),
                        "link NOT_FOUND"),
                Arguments.of(
                        "changeStage",
                        Map.of(
                                "record",
                                byName("nobody"),
                                "expectedVersion",
                                1,
                                "stage",
                                "operation",
                                "from",
                                "2026-01-01"),
                        "record NOT_FOUND"),
                Arguments.of(
                        "declareReportedThrough",
                        Map.of("subject", byName("nobody"), "area", "07", "through", "2026-01-01"),
                        "subject NOT_FOUND"),
                Arguments.of(
                        "declareNoSystem",
                        Map.of("subject", byName("nobody"), "function", byName("nothing"), "on", "2026-01-01"),
                        "subject NOT_FOUND"));
    }

    private static Map<String, Object> line(String currency, String amount) {
        return registration(
                "spendingLine",
                named(
                        name("Line"),
                        Map.of(
                                "owner", byName("nobody"),
                                "stages", List.of(Map.of("stage", "planned", "from", "2026-01-01")),
                                "currency", currency,
                                "amounts", List.of(Map.of("year", 2026, "amount", amount)))));
    }

    @MethodSource("brokenRules")
    @ParameterizedTest
    void aBrokenRuleIsAProblemWithItsFieldAndCode(String mutation, Map<String, Object> input, String problem) {
        Reply reply = client().send(mutation(mutation, false), variables(input, UUID.randomUUID()));
        assertThat(reply.status()).isEqualTo(200);
        Change refused = new Change(reply.at("/" + mutation));
        assertThat(refused.problems()).contains(problem);
        assertThat(refused.payload().path("change").isNull()).isTrue();
        assertThat(refused.payload().at("/problems/0/message").asString()).isNotBlank();
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    @Test
    void aStaleVersionIsAConflictThatNamesThePresentOne() {
        Change registered = registrar().register(authority(name("Agency")));
        registrar().record("revise", rename(registered.id(), 1, name("Agency")));
        before = database().size();
        Reply reply = client().send(
                        mutation("revise", false),
                        variables(rename(registered.id(), 1, name("Agency")), UUID.randomUUID()));
        JsonNode problem = reply.at("/revise/problems/0");
        assertThat(problem.path("code").asString()).isEqualTo("VERSION_CONFLICT");
        assertThat(problem.path("field").asString()).isEqualTo("expectedVersion");
        assertThat(problem.path("record").asString()).isEqualTo(registered.id());
        assertThat(problem.path("message").asString()).contains("version 2");
    }

    @Test
    void aRecordOfAnotherKindIsSaidToBeOne() {
        Change function = registrar().register(function(name("Duty")));
        before = database().size();
        assertThat(registrar().ask("revise", rename(function.id(), 1, "B")).problems())
                .containsExactly("record WRONG_KIND");
        assertThat(registrar()
                        .ask("register", system(name("System"), byId(function.id())))
                        .problems())
                .containsExactly("owner WRONG_KIND");
    }

    @Test
    void anIdentifierOfTheSameOwnerIsTakenOnce() {
        String name = name("Agency");
        registrar().register(authority(name));
        before = database().size();
        assertThat(registrar().ask("register", authority(name)).problems())
                .containsExactly("externalIds IDENTIFIER_TAKEN");
    }

    private static Map<String, Object> rename(String id, int version, String name) {
        return Map.of(
                "record", byId(id),
                "expectedVersion", version,
                "changes", Map.of("subject", Map.of("name", name)));
    }

    /** Requests that GraphQL itself refuses, with a word that their answer must say. */
    static Stream<Arguments> malformedRequests() {
        String register = mutation("register", false);
        String key = UUID.randomUUID().toString();
        return Stream.of(
                Arguments.of("", Map.of(), "syntax"),
                Arguments.of("{ assets(first: 1) { nodes { id } }", Map.of(), "syntax"),
                Arguments.of("{ assets(first: 1) { nodes { secret } } }", Map.of(), "secret"),
                Arguments.of("{ assets { nodes { id } } }", Map.of(), "first"),
                Arguments.of("{ assets(first: \"one\") { nodes { id } } }", Map.of(), "first"),
                Arguments.of("{ coverageCounts(asOf: \"21.11.2026\") { count } }", Map.of(), "2026-03-31"),
                Arguments.of("{ coverageCounts(asOf: \"2026-02-30\") { count } }", Map.of(), "2026-03-31"),
                Arguments.of("{ coverageCounts(asOf: 20261121) { count } }", Map.of(), "2026-03-31"),
                Arguments.of("{ coverageCounts(atLeast: -1) { count } }", Map.of(), "from 0"),
                Arguments.of("{ coverageCounts(atLeast: \"1\") { count } }", Map.of(), "from 0"),
                Arguments.of(
                        "query ($day: Date) { coverageCounts(asOf: $day) { count } }",
                        Map.of("day", "21.11.2026"),
                        "2026-03-31"),
                Arguments.of(
                        "query ($day: Date) { coverageCounts(asOf: $day) { count } }",
                        Map.of("day", 20261121),
                        "2026-03-31"),
                Arguments.of(
                        "query ($day: Date) { coverageCounts(asOf: $day) { count } }",
                        Map.of("day", "\uD800"),
                        "2026-03-31"),
                Arguments.of(
                        register,
                        Map.of(
                                "input",
                                Map.of("record", Map.of("subject", Map.of(), "function", Map.of())),
                                "key",
                                key),
                        "RecordInput"),
                Arguments.of(register, Map.of("input", Map.of("record", Map.of()), "key", key), "RecordInput"),
                Arguments.of(register, Map.of("key", key), "input"),
                Arguments.of(register, Map.of("input", authority("A")), "key"),
                Arguments.of(
                        register,
                        Map.of("input", registration("subject", Map.of("name", "A", "rank", 1)), "key", key),
                        "rank"),
                Arguments.of(
                        mutation("revise", false),
                        Map.of(
                                "input",
                                Map.of("record", byName("a"), "changes", Map.of("subject", Map.of("name", "B"))),
                                "key",
                                key),
                        "expectedVersion"),
                Arguments.of(
                        mutation("link", false),
                        Map.of("input", Map.of("kind", "LIKES", "tail", byName("a"), "head", byName("b")), "key", key),
                        "LIKES"),
                Arguments.of(
                        register,
                        Map.of(
                                "input",
                                registration(
                                        "indicator", Map.of("baseline", Map.of("value", 0.1, "date", "2026-01-01"))),
                                "key",
                                key),
                        "12.50"));
    }

    @MethodSource("malformedRequests")
    @ParameterizedTest
    void aRequestThatIsNoGoodGraphqlSaysWhereItIsWrong(String query, Map<String, Object> variables, String word) {
        Reply reply = client().send(query, variables);
        assertThat(reply.status()).isLessThan(500);
        assertThat(reply.error().path("message").asString()).containsIgnoringCase(word);
        assertThat(reply.error().at("/locations/0/line").isNumber()
                        || reply.error().path("message").asString().contains("Input"))
                .as(reply.body())
                .isTrue();
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    /** Questions that only their field can refuse, with the argument that it complains of. */
    static Stream<Arguments> badArguments() {
        return Stream.of(
                Arguments.of("assets(first: 0) { nodes { id } }", "first"),
                Arguments.of("assets(first: 101) { nodes { id } }", "first"),
                Arguments.of("assets(first: -1) { nodes { id } }", "first"),
                Arguments.of("indicators(first: 0, year: 2026) { nodes { outcome } }", "first"),
                Arguments.of("duplicatedFunctions(first: 101) { totalCount }", "first"),
                Arguments.of("uncoveredFunctions(first: -1) { totalCount }", "first"),
                Arguments.of("spendingWithoutResult(first: 0, year: 2026) { totalCount }", "first"),
                Arguments.of("assets(first: 1, after: \"made up\") { nodes { id } }", "after"),
                Arguments.of("assets(first: 1, after: \"%s\") { nodes { id } }".formatted(cursor("null")), "after"),
                Arguments.of(
                        "assets(first: 1, after: \"%s\") { nodes { id } }".formatted(cursor("[null,null,null]")),
                        "after"),
                Arguments.of(
                        "assets(first: 1, after: \"%s\") { nodes { id } }".formatted(cursor("[\"1\",\"assets\",null]")),
                        "after"),
                Arguments.of(
                        "assets(first: 1, after: \"%s\") { nodes { id } }".formatted(cursor("[\"2\",\"assets\",\"\"]")),
                        "after"),
                Arguments.of(
                        "assets(first: 1, after: \"%s\") { nodes { id } }"
                                .formatted(cursor("[\"1\",\"indicators\",\"\"]")),
                        "after"),
                Arguments.of(
                        "duplicatedFunctions(first: 1, after: \"%s\") { totalCount }"
                                .formatted(cursor("[\"1\",\"duplicatedFunctions\",\"many\",\"\"]")),
                        "after"),
                Arguments.of("node(id: \"zzz\") { id }", "id"),
                Arguments.of("node(id: \"11111111-1111-4111-8111-11111111111G\") { id }", "id"),
                Arguments.of("assets(first: 1, owner: \"zzz\") { nodes { id } }", "owner"),
                Arguments.of("uncoveredFunctions(first: 1, subject: \"zzz\") { totalCount }", "subject"),
                Arguments.of("spendingTrace(record: \"zzz\") { truncated }", "record"),
                Arguments.of("subject(ref: {id: \"zzz\"}) { id }", "id"),
                Arguments.of("subject(ref: {external: {scheme: \"\", value: \"a\"}}) { id }", "scheme"));
    }

    private static String cursor(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("badArguments")
    @ParameterizedTest
    void aBadArgumentIsNamedAtItsField(String field, String argument) {
        Reply reply = client().send("{ " + field + " }", Map.of());
        assertThat(reply.status()).isLessThan(500);
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/path/0").asString()).isEqualTo(field.replaceAll("\\(.*", ""));
        assertThat(reply.error().at("/locations/0/line").asInt()).isEqualTo(1);
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo(argument);
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        registrar().batch(List.of(Map.of("register", authority(name("Agency")))));
        before = database().size();
        String cursor = cursor("[\"1\",\"assets\",\"11111111-1111-4111-8111-111111111111\"]");
        assertThat(client().send("{ assets(first: 1, after: \"%s\") { nodes { id } } }".formatted(cursor), Map.of())
                        .errorCode())
                .isEmpty();
        Reply reply = client().send(
                        "{ indicators(first: 1, year: 2026, after: \"%s\") { nodes { outcome } } }".formatted(cursor),
                        Map.of());
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo("after");
    }

    @ValueSource(strings = {"", "1", "11111111-1111-4111-8111-11111111111g", "11111111111141118111111111111111"})
    @ParameterizedTest
    void aKeyThatIsNoUuidIsRefused(String key) {
        Reply reply =
                client().send(mutation("register", false), Map.of("input", authority(name("Agency")), "key", key));
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo("idempotencyKey");
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    @ValueSource(ints = {0, 1_001})
    @ParameterizedTest
    void aBatchOfNoneOrMoreThanAThousandIsRefusedWhole(int items) {
        List<Map<String, Object>> many = Collections.nCopies(
                items, Map.of("register", registration("subject", Map.of("name", "A", "level", "regional"))));
        Reply reply =
                client().send(mutation("recordBatch", false), variables(Map.of("items", many), UUID.randomUUID()));
        assertThat(reply.status()).isLessThan(500);
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo("input.items");
        assertThat(reply.error().path("message").asString()).contains("1 to 1,000");
    }

    /** Texts that JSON can carry and the ledger cannot keep. */
    @ValueSource(strings = {"a\u0000b", "\uD800", "r\u202Eeversed"})
    @ParameterizedTest
    void aReasonThatCannotBeKeptIsAProblemOfItsField(String reason) {
        Map<String, Object> input =
                Map.of("record", Map.of("subject", Map.of("name", "A", "level", "regional")), "reason", reason);
        Reply reply = client().send(mutation("register", false), variables(input, UUID.randomUUID()));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(new Change(reply.at("/register")).problems()).containsExactly("reason FORM");
    }

    /** Bodies that are no GraphQL request at all. */
    @ValueSource(strings = {"", " ", "null", "[]", "{", "not json", "{}", "{\"variables\":{}}"})
    @ParameterizedTest
    void aBodyThatIsNoRequestIsTheClientsError(String body) {
        Reply reply = Client.send(
                client().request().POST(BodyPublishers.ofString(body)).build());
        assertThat(reply.status()).as(reply.body()).isBetween(400, 499);
        assertThat(reply.error().path("message").asString()).isNotBlank();
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    @Test
    void aBodyThatIsTooLargeIsTheClientsError() {
        String body = Client.body("{ __typename }", Map.of("padding", "p".repeat(9_000_000)));
        Reply reply = Client.send(
                client().request().POST(BodyPublishers.ofString(body)).build());
        assertThat(reply.status()).isBetween(400, 499);
        assertThat(reply.body()).doesNotMatch(INSIDES);
    }

    @Test
    void anotherMediaTypeMethodOrPlaceIsTheClientsError() {
        HttpRequest xml = client().request()
                .setHeader("Content-Type", "application/xml")
                .POST(BodyPublishers.ofString("<a/>"))
                .build();
        HttpRequest delete = client().request().DELETE().build();
        HttpRequest elsewhere = HttpRequest.newBuilder(delete.uri().resolve("/elsewhere"))
                .header("Authorization", "Bearer " + token())
                .build();
        for (HttpRequest request : List.of(xml, delete, elsewhere)) {
            Reply reply = Client.send(request);
            assertThat(reply.status()).isBetween(400, 499);
            assertThat(reply.body()).doesNotMatch(INSIDES);
        }
    }

    /** What a client may show instead of the token. */
    static Stream<List<String>> noTokens() {
        return Stream.of(
                List.of(),
                List.of("Bearer "),
                List.of("Bearer wrong"),
                List.of("Basic TOKEN"),
                List.of("bearer TOKEN"),
                List.of("TOKEN"),
                List.of("Bearer TOKEN", "Bearer TOKEN"),
                List.of("Bearer wrong", "Bearer TOKEN"),
                List.of("Bearer TOKEN, Bearer TOKEN"),
                List.of("Bearer TOKENx"));
    }

    @MethodSource("noTokens")
    @ParameterizedTest
    void whoDoesNotShowTheTokenOnceIsTurnedAway(List<String> shown) {
        HttpRequest.Builder request = client().anonymous();
        shown.forEach(header -> request.header("Authorization", header.replace("TOKEN", token())));
        Reply reply = Client.send(request.POST(BodyPublishers.ofString(Client.body("{ __typename }", Map.of())))
                .build());
        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(reply.errorCode()).isEqualTo("UNAUTHENTICATED");
        assertThat(reply.body()).doesNotContain(token()).doesNotMatch(INSIDES);
    }

    @Test
    void theTokenIsAskedForEverywhere() {
        for (String path :
                List.of("/", "/graphql/schema", "/webjars/react/18.2.0/LICENSE", "/actuator", "/actuator/env")) {
            HttpRequest request = HttpRequest.newBuilder(
                            client().anonymous().GET().build().uri().resolve(path))
                    .build();
            assertThat(Client.send(request).status()).isEqualTo(401);
        }
    }

    @Test
    void aTraceStartsOnlyWhereMoneyOrResultsAre() {
        Change owner = registrar().register(authority(name("Agency")));
        Change competency = registrar()
                .register(registration(
                        "competency",
                        named(
                                name("Skill"),
                                Map.of(
                                        "owner", byId(owner.id()),
                                        "stages", List.of(Map.of("stage", "required", "from", "2020-01-01"))))));
        before = database().size();
        Reply reply = client().send(
                        "query ($id: ID!, $at: Position) { spendingTrace(record: $id, atLeast: $at) { truncated } }",
                        Map.of("id", competency.id(), "at", competency.position()));
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().at("/extensions/field").asString()).isEqualTo("record");
        assertThat(reply.error().path("message").asString()).contains("Competency");
    }
}
