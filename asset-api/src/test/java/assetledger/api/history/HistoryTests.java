package assetledger.api.history;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

class HistoryTests extends RunningServer {
    private static final String HISTORY = """
            query ($id: ID!, $first: Int!, $after: String) { history(id: $id, first: $first, after: $after) {
              nodes { position version type effective recorded actor reason withheld erased changes { path before after } }
              pageInfo { hasNextPage endCursor } totalCount
            } }
            """;

    @Autowired
    private GraphQlSource schema;

    private String owner = "";

    @BeforeEach
    void anAuthority() {
        owner = registrar().register(authority(name("Agency"))).id();
    }

    private Change revise(String id, int version, Map<String, Object> changes) {
        return revise("system", id, version, changes);
    }

    private Change revise(String kind, String id, int version, Map<String, Object> changes) {
        return registrar()
                .record(
                        "revise",
                        Map.of(
                                "record",
                                byId(id),
                                "expectedVersion",
                                version,
                                "changes",
                                Map.of(kind, changes),
                                "reason",
                                "Reason " + version));
    }

    private static JsonNode history(Client client, String id, int first, @Nullable String after) {
        Map<String, Object> variables = new HashMap<>(Map.of("id", id, "first", first));
        variables.put("after", after);
        return client.ask(HISTORY, variables).at("/history");
    }

    private static List<String> changes(JsonNode entry) {
        return entry.path("changes")
                .valueStream()
                .map(change -> "%s: %s -> %s"
                        .formatted(
                                change.path("path").asString(),
                                change.path("before").asString("-"),
                                change.path("after").asString("-")))
                .toList();
    }

    @Test
    void eachVersionIsToldByWhatItHasNotInCommonWithTheOneBefore() {
        String first = name("Registry");
        String id = registrar().register(system(first, byId(owner))).id();
        String second = name("Registry");
        revise(id, 1, Map.of("name", second));
        Change staged = registrar()
                .record(
                        "changeStage",
                        Map.of("record", byId(id), "expectedVersion", 2, "stage", "suspended", "from", "2026-01-01"));
        JsonNode history = history(client(), id, 10, null);
        assertThat(history.path("totalCount").asInt()).isEqualTo(3);
        JsonNode entries = history.path("nodes");
        assertThat(changes(entries.path(0)))
                .containsExactlyInAnyOrder("stages[1].stage: - -> suspended", "stages[1].from: - -> 2026-01-01");
        assertThat(entries.at("/0/position").asLong()).isEqualTo(staged.position());
        assertThat(entries.at("/0/type").asString()).isEqualTo("STAGE_CHANGED");
        assertThat(entries.at("/0/effective").asString()).isEqualTo("2026-01-01");
        assertThat(entries.at("/0/actor").asString()).isEqualTo("local:everybody");
        assertThat(changes(entries.path(1))).containsExactly("name: %s -> %s".formatted(first, second));
        assertThat(entries.at("/1/reason").asString()).isEqualTo("Reason 1");
        assertThat(changes(entries.path(2))).contains("name: - -> " + first, "owner: - -> " + owner);
        assertThat(entries.at("/2/withheld").asBoolean()).isFalse();
    }

    /** BR06: a correction names its target, both stay, and at the old moment the old value shows. */
    @Test
    void aCorrectionNamesTheVersionThatWasWrongAndBothRemainVisible() {
        String wrong = name("Registry");
        Change registered = registrar().register(system(wrong, byId(owner)));
        String id = registered.id();
        revise(id, 1, Map.of("purpose", "Another"));
        String right = name("Registry");
        registrar().record("revise", correction(id, 2, 1, Map.of("name", right)));
        JsonNode entries = client().ask(
                        "query ($id: ID!) { history(id: $id, first: 5) {"
                                + " nodes { type effective daysLate corrects correctedBy reason changes { path before after } } } }",
                        Map.of("id", id))
                .at("/history/nodes");
        assertThat(entries.at("/0/type").asString()).isEqualTo("CORRECTED");
        assertThat(entries.at("/0/corrects").asInt()).isOne();
        assertThat(changes(entries.path(0))).containsExactly("name: %s -> %s".formatted(wrong, right));
        assertThat(entries.at("/0/correctedBy").size()).isZero();
        assertThat(entries.at("/1/corrects").isNull()).isTrue();
        assertThat(entries.at("/1/correctedBy").size()).isZero();
        assertThat(entries.at("/2/correctedBy").toString()).isEqualTo("[3]");
        assertThat(changes(entries.path(2))).contains("name: - -> " + wrong);
        assertThat(knownAt(client(), id, "{position: %d}".formatted(registered.position()), "name")
                        .at("/node/name")
                        .asString())
                .isEqualTo(wrong);
        assertThat(knownAt(client(), id, "{position: %d}".formatted(database().size() - 1), "name")
                        .at("/node/name")
                        .asString())
                .isEqualTo(right);
    }

    private static Map<String, Object> correction(String id, int version, int corrects, Map<String, Object> changes) {
        return Map.of(
                "record",
                byId(id),
                "expectedVersion",
                version,
                "corrects",
                corrects,
                "changes",
                Map.of("system", changes),
                "reason",
                "A slip of the pen");
    }

    @Test
    void whichVersionsCorrectWhichIsKnownOnEveryPage() {
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        for (int version = 1; version <= 4; version++) {
            registrar().record("revise", correction(id, version, 1 + version / 3, Map.of("name", name("Registry"))));
        }
        List<String> correctedBy = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 3; page++) {
            Map<String, Object> variables = new HashMap<>(Map.of("id", id));
            variables.put("after", after);
            JsonNode answer = client().ask(
                            "query ($id: ID!, $after: String) { history(id: $id, first: 2, after: $after) {"
                                    + " edges { node { version correctedBy } } pageInfo { endCursor } } }",
                            variables)
                    .at("/history");
            answer.path("edges")
                    .forEach(edge -> correctedBy.add(edge.at("/node/version").asInt() + ": "
                            + edge.at("/node/correctedBy").toString()));
            after = answer.at("/pageInfo/endCursor").asString();
        }
        assertThat(correctedBy).containsExactly("5: []", "4: []", "3: []", "2: [4,5]", "1: [2,3]");
    }

    @Test
    void whatIsNotAVersionOfTheRecordIsNotCorrected() {
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        Change refused = registrar().ask("revise", correction(id, 1, 2, Map.of("name", name("Registry"))));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.problems().toString()).contains("corrects");
    }

    /** BR06: what was learnt late is an event like others, whose day lies before that of its recording. */
    @Test
    void aLateFactSaysHowManyDaysItIsLate() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record",
                                byId(id),
                                "expectedVersion",
                                1,
                                "effective",
                                today.minusDays(40).toString(),
                                "changes",
                                Map.of("system", Map.of("name", name("Registry")))));
        registrar()
                .record(
                        "changeStage",
                        Map.of("record", byId(id), "expectedVersion", 2, "stage", "suspended", "from", "2999-01-01"));
        JsonNode entries = client().ask(
                        "query ($id: ID!) { history(id: $id, first: 5) { nodes { daysLate } } }", Map.of("id", id))
                .at("/history/nodes");
        assertThat(entries.at("/0/daysLate").asInt()).isZero();
        assertThat(entries.at("/1/daysLate").asInt()).isBetween(40, 41);
        assertThat(entries.at("/2/daysLate").asInt()).isZero();
    }

    @Test
    void aLongHistoryIsReadPageByPageAndLosesNothingAtTheSeams() {
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        List<String> names = new ArrayList<>();
        for (int version = 1; version <= 6; version++) {
            names.add(name("Registry"));
            revise(id, version, Map.of("name", names.get(version - 1)));
        }
        List<Integer> versions = new ArrayList<>();
        List<String> renamed = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = history(client(), id, 2, after);
            page.path("nodes").forEach(entry -> {
                versions.add(entry.path("version").asInt());
                if (entry.path("version").asInt() > 1) {
                    assertThat(entry.path("changes").size()).isOne();
                    renamed.add(0, entry.at("/changes/0/after").asString());
                }
            });
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(versions).containsExactly(7, 6, 5, 4, 3, 2, 1);
        assertThat(renamed).isEqualTo(names);
    }

    @Test
    void moneyOfOthersIsWithheldAndItIsSaidThatItIs() {
        String line = registrar()
                .register(Map.of(
                        "record",
                        Map.of(
                                "spendingLine",
                                Map.of(
                                        "name",
                                        name("Line"),
                                        "owner",
                                        byId(owner),
                                        "stages",
                                        List.of(Map.of("stage", "planned", "from", "2020-01-01")),
                                        "currency",
                                        "EUR",
                                        "amounts",
                                        List.of(Map.of("year", 2026, "amount", "1.00"))))))
                .id();
        revise(
                "spendingLine",
                line,
                1,
                Map.of("amounts", List.of(Map.of("year", 2026, "amount", "7654321.00")), "purpose", "More"));
        String other = registrar().register(authority(name("Agency"))).id();
        JsonNode foreign = history(client("other", Role.REGISTRAR, other), line, 5, null);
        assertThat(foreign.toString()).doesNotContain("7654321", "EUR");
        assertThat(changes(foreign.at("/nodes/0"))).containsExactly("purpose: - -> More");
        assertThat(foreign.at("/nodes/0/withheld").asBoolean()).isTrue();
        JsonNode own = history(client("own", Role.REGISTRAR, owner), line, 5, null);
        assertThat(changes(own.at("/nodes/0"))).contains("amounts[0].amount: 1.00 -> 7654321.00");
        assertThat(own.at("/nodes/0/withheld").asBoolean()).isFalse();
    }

    /** What the schema keeps from somebody in a record, its history must keep from him too. */
    @Test
    void whatIsWithheldIsWhatTheSchemaHidesInARecord() {
        assertThat(Shown.MONEY).containsAll(hidden("SpendingLine", "MONEY")).contains("currency");
        assertThat(Shown.PERSONAL).isEqualTo(hidden("Person", "PERSONS"));
        GraphQLSchema all = schema.schema();
        Set<String> withMoney = all.getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(type -> (GraphQLObjectType) type)
                .filter(type -> type.getInterfaces().stream()
                        .anyMatch(above -> above.getName().equals("Record")))
                .map(GraphQLObjectType::getName)
                .filter(type -> !hidden(type, "MONEY").isEmpty()
                        || !hidden(type, "PERSONS").isEmpty())
                .collect(Collectors.toSet());
        assertThat(withMoney).containsExactlyInAnyOrder("SpendingLine", "Person");
    }

    private Set<String> hidden(String type, String rule) {
        return schema.schema().getObjectType(type).getFieldDefinitions().stream()
                .filter(field -> field.getAppliedDirective("access") != null
                        && rule.equals(field.getAppliedDirective("access")
                                .getArgument("to")
                                .<String>getValue()))
                .map(field -> field.getName())
                .collect(Collectors.toSet());
    }

    @Test
    void aRestrictedRecordHasNoHistoryForThoseWhomItDoesNotConcern() {
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        registrar().register(system(name("Registry"), byId(owner)));
        client().ask(
                        "mutation ($id: ID!, $key: ID!) { restrict(idempotencyKey: $key, input: {record: {id: $id},"
                                + " expectedVersion: 1, ground: \"Because\"}) { problems { message } } }",
                        Map.of("id", id, "key", java.util.UUID.randomUUID().toString()));
        Client analyst = client("analyst", Role.ANALYST, null);
        assertThat(history(analyst, id, 5, null).isNull()).isTrue();
        assertThat(history(client("auditor", Role.AUDITOR, null), id, 5, null)
                        .path("nodes")
                        .size())
                .isEqualTo(2);
        assertThat(knownAt(analyst, id, "{position: %d}".formatted(database().size() - 1), "id")
                        .at("/node")
                        .isNull())
                .isTrue();
    }

    private static Reply knownAt(Client client, String id, String moment, String fields) {
        return client.send(
                "query ($id: ID!) { node(id: $id, knownAt: %s) { ... on TechnicalAsset { %s } } }"
                        .formatted(moment, fields),
                Map.of("id", id));
    }

    @Test
    void aRecordIsShownAsItWasKnownAtAPositionOrAMoment() {
        String first = name("Registry");
        Change registered = registrar().register(system(first, byId(owner)));
        String id = registered.id();
        String recorded = history(client(), id, 1, null).at("/nodes/0/recorded").asString();
        // A clock that gives both events the same millisecond would make the moment that of the later one.
        await5Milliseconds();
        Change renamed = revise(id, 1, Map.of("name", name("Registry")));
        String fields = "name version owner { id }";
        assertThat(knownAt(client(), id, "{position: %d}".formatted(renamed.position() - 1), fields)
                        .at("/node/name")
                        .asString())
                .isEqualTo(first);
        assertThat(knownAt(client(), id, "{position: %d}".formatted(renamed.position()), fields)
                        .at("/node/version")
                        .asInt())
                .isEqualTo(2);
        assertThat(knownAt(client(), id, "{instant: \"%s\"}".formatted(recorded), fields)
                        .at("/node/name")
                        .asString())
                .isEqualTo(first);
        assertThat(knownAt(client(), id, "{position: %d}".formatted(registered.position() - 1), fields)
                        .at("/node")
                        .isNull())
                .isTrue();
    }

    private static void await5Milliseconds() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatWouldBeOfTodayIsRefusedByItsName() {
        String id = registrar().register(system(name("Registry"), byId(owner))).id();
        String now = "{position: %d}".formatted(database().size() - 1);
        assertThat(knownAt(client(), id, now, "links(first: 1) { nodes { id } }")
                        .body())
                .contains("With knownAt links is not offered", "BAD_USER_INPUT");
        assertThat(knownAt(client(), id, now, "owner { id name }").body())
                .contains("With knownAt owner is not offered");
        assertThat(knownAt(client(), id, now, "formerOwners { owner { name } }").body())
                .contains("With knownAt owner is not offered");
        assertThat(knownAt(client(), id, "{position: 99999999}", "id").body()).contains("is not recorded yet");
        assertThat(knownAt(client(), id, "{instant: \"2999-01-01T00:00:00Z\"}", "id")
                        .body())
                .contains("is not known yet");
    }

    @Test
    void aRecordIsFoundByTodaysNameAndShownAsItWas() {
        String today = name("Registry");
        String id = registrar().register(system(today, byId(owner))).id();
        Change renamed = revise(id, 1, Map.of("purpose", "Another"));
        JsonNode found = client().ask(
                        "query ($value: String!, $at: Position!, $past: Position!) { record(kind: TECHNICAL_ASSET,"
                                + " ref: {external: {scheme: \"test\", value: $value}}, atLeast: $at, knownAt: {position: $past})"
                                + " { version } }",
                        Map.of("value", today, "at", renamed.position(), "past", renamed.position() - 1))
                .at("/record");
        assertThat(found.path("version").asInt()).isOne();
    }
}
