package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is recorded through a mutation is read back through a query as it was meant. */
class MutationTests extends RunningServer {
    private static final String READ = """
            query ($id: ID!, $at: Position) {
              node(id: $id, atLeast: $at) {
                ... on Record { version position kind }
                ... on Subject { name level parent { id } existence { from to } }
                ... on Function { name description area functionKind broader { id } }
                ... on Asset { name number type purpose owner { id } stages { stage from } externalIds { scheme value } }
                ... on LegalAct { actNumber actDate }
                ... on SpendingLine { budgetCode amounts { year amount { amount currency } } }
                ... on Competency { code }
                ... on Measure { name owner { id } period { from to } }
                ... on Indicator {
                  name owner { id } unit direction baseline { value date } plans { year value } actuals { year value }
                }
                ... on Declaration { subject { id } declaredArea: area function { id } on }
              }
            }
            """;

    private String owner = "";

    @BeforeEach
    void anAuthority() {
        owner = registrar().register(authority(name("Ministry"))).id();
    }

    @Test
    void aSystemIsReadBackWithItsNumberOwnerAndStages() {
        String name = name("Registry");
        Change registered = registrar().register(system(name, byId(owner)));

        JsonNode read = read(registered);
        assertThat(read.path("name").asString()).isEqualTo(name);
        assertThat(read.path("number").asString())
                .isEqualTo(registered.number())
                .matches("SYS-[0-9]+");
        assertThat(read.at("/owner/id").asString()).isEqualTo(owner);
        assertThat(read.path("version").asInt()).isEqualTo(1);
        assertThat(read.path("position").asLong()).isEqualTo(registered.position());
        assertThat(read.path("stages").toString()).isEqualTo("[{\"stage\":\"operation\",\"from\":\"2020-01-01\"}]");
        assertThat(read.path("externalIds").toString())
                .isEqualTo("[{\"scheme\":\"test\",\"value\":\"%s\"}]".formatted(name));
    }

    @Test
    void aSpendingLinesAmountsComeBackToTheLastMinorUnit() {
        Change line = registrar()
                .register(registration(
                        "spendingLine",
                        named(
                                name("Line"),
                                Map.of(
                                        "owner", byId(owner),
                                        "stages", List.of(Map.of("stage", "planned", "from", "2026-01-01")),
                                        "budgetCode", "071 0410",
                                        "currency", "RUB",
                                        "amounts",
                                                List.of(
                                                        Map.of("year", 2027, "amount", "999999999999999.99"),
                                                        Map.of("year", 2026, "amount", "0.1"))))));
        JsonNode read = read(line);
        assertThat(read.path("amounts").toString())
                .isEqualTo("[{\"year\":2026,\"amount\":{\"amount\":\"0.10\",\"currency\":\"RUB\"}},"
                        + "{\"year\":2027,\"amount\":{\"amount\":\"999999999999999.99\",\"currency\":\"RUB\"}}]");
        assertThat(read.path("budgetCode").asString()).isEqualTo("071 0410");
        assertThat(read.path("number").asString()).startsWith("FIN-");
    }

    @Test
    void anIndicatorKeepsItsExactDecimals() {
        Change indicator = registrar()
                .register(registration(
                        "indicator",
                        named(
                                name("Share"),
                                Map.of(
                                        "owner", byId(owner),
                                        "unit", "share",
                                        "direction", "LOWER_IS_BETTER",
                                        "baseline", Map.of("value", "-0.123456789", "date", "2024-12-31"),
                                        "plans", List.of(Map.of("year", 2026, "value", "100000000000000000.5")),
                                        "actuals", List.of(Map.of("year", 2026, "value", "0"))))));
        JsonNode read = read(indicator);
        assertThat(read.at("/baseline/value").asString()).isEqualTo("-0.123456789");
        assertThat(read.at("/plans/0/value").asString()).isEqualTo("100000000000000000.5");
        assertThat(read.at("/actuals/0/value").asString()).isEqualTo("0");
        assertThat(read.path("direction").asString()).isEqualTo("LOWER_IS_BETTER");
    }

    @Test
    void anActACompetencyAndAMeasureAreReadBack() {
        Change act = registrar()
                .register(registration(
                        "act",
                        named(
                                name("Order"),
                                Map.of(
                                        "owner",
                                        byId(owner),
                                        "stages",
                                        List.of(Map.of("stage", "in-force", "from", "2020-01-01")),
                                        "actNumber",
                                        "12-П",
                                        "actDate",
                                        "2019-12-30"))));
        Change competency = registrar()
                .register(registration(
                        "competency",
                        named(
                                name("Analysis"),
                                Map.of(
                                        "owner", byId(owner),
                                        "stages", List.of(Map.of("stage", "required", "from", "2020-01-01")),
                                        "code", "C7"))));
        Change measure = registrar()
                .register(registration(
                        "measure",
                        named(name("Work"), Map.of("owner", byId(owner), "from", "2025-01-01", "to", "2026-01-01"))));
        assertThat(read(act).path("actNumber").asString()).isEqualTo("12-П");
        assertThat(read(act).path("actDate").asString()).isEqualTo("2019-12-30");
        assertThat(read(competency).path("code").asString()).isEqualTo("C7");
        assertThat(read(measure).path("period").toString())
                .isEqualTo("{\"from\":\"2025-01-01\",\"to\":\"2026-01-01\"}");
    }

    @Test
    void aRecordIsFoundByTheNameThatOthersGaveIt() {
        String name = name("Registry");
        Change registered = registrar().register(system(name, byId(owner)));
        assertThat(client().ask(
                                "query ($ref: RefInput!, $at: Position) {"
                                        + " record(kind: TECHNICAL_ASSET, ref: $ref, atLeast: $at) { id } }",
                                Map.of("ref", byName(name), "at", registered.position()))
                        .at("/record/id")
                        .asString())
                .isEqualTo(registered.id());
    }

    @Test
    void aFieldThatIsLeftOutOfARevisionKeepsItsValueAndOneThatIsNullLosesIt() {
        String parent = registrar().register(authority(name("Government"))).id();
        Change subject = registrar()
                .register(registration(
                        "subject",
                        named(
                                name("Service"),
                                Map.of("level", "regional", "parent", byId(parent), "existsFrom", "2001-02-03"))));
        Map<String, Object> changes = new HashMap<>();
        changes.put("level", "municipal");
        changes.put("parent", null);
        Change revised = revise(subject, "subject", changes);

        assertThat(revised.version()).isEqualTo(2);
        JsonNode read = read(revised);
        assertThat(read.path("level").asString()).isEqualTo("municipal");
        assertThat(read.path("parent").isNull()).isTrue();
        assertThat(read.at("/existence/from").asString()).isEqualTo("2001-02-03");
        assertThat(read.path("name").asString()).startsWith("Service ");
    }

    @Test
    void aRevisionNeedNotRepeatWhatTheRecordRefersTo() {
        Change system = registrar().register(system(name("Registry"), byId(owner)));
        Change revised = revise(system, "system", Map.of("purpose", "Another one"));
        assertThat(read(revised).at("/owner/id").asString()).isEqualTo(owner);
        assertThat(read(revised).path("purpose").asString()).isEqualTo("Another one");
    }

    @Test
    void aSystemCannotComeToAnOwnerWhoUsesItsIdentifierAlready() {
        String other = registrar().register(authority(name("Ministry"))).id();
        String name = name("Registry");
        registrar().register(system(name, byId(owner)));
        Change foreign = registrar().register(system(name, byId(other)));
        assertThat(registrar()
                        .ask(
                                "revise",
                                Map.of(
                                        "record", byId(foreign.id()),
                                        "expectedVersion", 1,
                                        "changes", Map.of("system", Map.of("owner", byId(owner)))))
                        .problems())
                .containsExactly("externalIds IDENTIFIER_TAKEN");
    }

    @Test
    void aRevisionThatChangesNothingIsAnsweredAndNotRecorded() {
        Change subject = registrar().register(authority(name("Service")));
        long size = database().size();
        Change same = revise(subject, "subject", Map.of("level", "regional"));
        assertThat(same.version()).isEqualTo(1);
        assertThat(same.position()).isEqualTo(subject.position());
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void aRequiredFieldCannotBeTakenAway() {
        Change subject = registrar().register(authority(name("Service")));
        Map<String, Object> nameless = new HashMap<>();
        nameless.put("name", null);
        assertThat(registrar()
                        .ask(
                                "revise",
                                Map.of(
                                        "record", byId(subject.id()),
                                        "expectedVersion", 1,
                                        "changes", Map.of("subject", nameless)))
                        .problems())
                .containsExactly("name REQUIRED");
    }

    @Test
    void aLinkIsSeenFromBothItsEndsUntilItEnds() {
        String system =
                registrar().register(system(name("Registry"), byId(owner))).id();
        String function = registrar().register(function(name("Record keeping"))).id();
        Change link = registrar()
                .link("SUPPORTS", system, function, Map.of("degree", "FULL", "text", "Keeps it", "from", "2024-01-01"));

        JsonNode out = links(system, "OUT", "2024-01-01", link);
        assertThat(out).hasSize(1);
        assertThat(out.at("/0/head/id").asString()).isEqualTo(function);
        assertThat(out.at("/0/terms/degree").asString()).isEqualTo("FULL");
        assertThat(out.at("/0/terms/text").asString()).isEqualTo("Keeps it");
        assertThat(links(function, "IN", "2024-01-01", link)).hasSize(1);
        assertThat(links(system, "OUT", "2023-12-31", link)).isEmpty();

        Change ended = registrar().endLink(link.id(), 1, "2025-01-01");
        assertThat(ended.version()).isEqualTo(2);
        assertThat(links(system, "OUT", "2024-12-31", ended)).hasSize(1);
        assertThat(links(system, "OUT", "2025-01-01", ended)).isEmpty();
    }

    @Test
    void theSameLinkCannotHoldTwiceOnOneDay() {
        String system =
                registrar().register(system(name("Registry"), byId(owner))).id();
        String function = registrar().register(function(name("Record keeping"))).id();
        registrar().link("SUPPORTS", system, function, Map.of("degree", "FULL"));
        assertThat(registrar()
                        .ask(
                                "link",
                                Map.of(
                                        "kind",
                                        "SUPPORTS",
                                        "tail",
                                        byId(system),
                                        "head",
                                        byId(function),
                                        "degree",
                                        "PARTIAL"))
                        .problems())
                .containsExactly("from NOT_ALLOWED");
    }

    @Test
    void aStageFollowsTheOneBefore() {
        Change system = registrar().register(system(name("Registry"), byId(owner)));
        Change changed = registrar().record("changeStage", stage(system, "suspended", "2025-05-05"));
        assertThat(read(changed).path("stages").toString())
                .isEqualTo("[{\"stage\":\"operation\",\"from\":\"2020-01-01\"},"
                        + "{\"stage\":\"suspended\",\"from\":\"2025-05-05\"}]");
        assertThat(registrar()
                        .ask("changeStage", stage(changed, "removed", "2025-06-06"))
                        .problems())
                .hasSize(1)
                .first()
                .asString()
                .startsWith("stages");
    }

    @Test
    void aCompleteListAndAMissingSystemTurnADutyThatNobodyReportedIntoNone() {
        Map<String, String> states = new HashMap<>();
        String byList = mandate(name("Duty"));
        String byWord = mandate(name("Duty"));
        Change declared = registrar()
                .record(
                        "declareNoSystem",
                        Map.of("subject", byId(owner), "function", byId(byWord), "on", "2026-01-10"));
        states(declared)
                .forEach(row -> states.put(
                        row.at("/function/id").asString(), row.path("state").asString()));
        assertThat(states).containsEntry(byWord, "NONE").containsEntry(byList, "NOT_REPORTED");

        Change complete = registrar()
                .record(
                        "declareReportedThrough",
                        Map.of("subject", byId(owner), "area", "07.4", "through", "2026-01-10"));
        states(complete)
                .forEach(row -> states.put(
                        row.at("/function/id").asString(), row.path("state").asString()));
        assertThat(states).containsEntry(byWord, "NONE").containsEntry(byList, "NONE");

        JsonNode read = read(complete);
        assertThat(read.path("kind").asString()).isEqualTo("DECLARATION");
        assertThat(read.path("declaredArea").asString()).isEqualTo("07.4");
        assertThat(read.path("on").asString()).isEqualTo("2026-01-10");
        assertThat(read.path("function").isNull()).isTrue();
        assertThat(read(declared).at("/function/id").asString()).isEqualTo(byWord);
    }

    @Test
    void noSystemIsDeclaredOnlyForADutyThatTheAuthorityHas() {
        String function = registrar().register(function(name("Foreign duty"))).id();
        assertThat(registrar()
                        .ask(
                                "declareNoSystem",
                                Map.of("subject", byId(owner), "function", byId(function), "on", "2026-01-10"))
                        .problems())
                .containsExactly("function NOT_ALLOWED");
    }

    @Test
    void allProblemsOfARecordComeInOneAnswer() {
        Change refused = registrar()
                .ask(
                        "register",
                        registration(
                                "system",
                                Map.of(
                                        "owner", byName(name("Nobody")),
                                        "stages", List.of(Map.of("stage", "dreaming", "from", "2020-01-01")))));
        assertThat(refused.accepted()).isFalse();
        assertThat(refused.problems()).contains("owner NOT_FOUND", "name REQUIRED", "purpose REQUIRED");
    }

    @Test
    void whatIsOnlyCheckedIsJudgedAlikeAndNotRecorded() {
        long size = database().size();
        Map<String, Object> input = system(name("Registry"), byId(owner));
        Change checked = registrar().check("register", input);
        assertThat(checked.accepted()).isTrue();
        assertThat(registrar()
                        .check("register", system(name("Registry"), byName("nobody")))
                        .problems())
                .containsExactly("owner NOT_FOUND");
        assertThat(database().size()).isEqualTo(size);
        // The identifier is still free, because nothing took it.
        assertThat(registrar().ask("register", input).accepted()).isTrue();
    }

    private String mandate(String name) {
        String function = registrar().register(function(name)).id();
        registrar().link("MANDATED", owner, function, Map.of("from", "2020-01-01"));
        return function;
    }

    private Iterable<JsonNode> states(Change atLeast) {
        return client().ask(
                        "query ($owner: ID, $at: Position) {"
                                + " uncoveredFunctions(first: 100, subject: $owner, asOf: \"2026-06-01\", atLeast: $at)"
                                + " { nodes { state function { id } } } }",
                        Map.of("owner", owner, "at", atLeast.position()))
                .at("/uncoveredFunctions/nodes");
    }

    private Change revise(Change before, String kind, Map<String, Object> changes) {
        return registrar()
                .record(
                        "revise",
                        Map.of(
                                "record",
                                byId(before.id()),
                                "expectedVersion",
                                before.version(),
                                "changes",
                                Map.of(kind, changes)));
    }

    private static Map<String, Object> stage(Change before, String stage, String from) {
        return Map.of("record", byId(before.id()), "expectedVersion", before.version(), "stage", stage, "from", from);
    }

    private JsonNode read(Change change) {
        return client().ask(READ, Map.of("id", change.id(), "at", change.position()))
                .at("/node");
    }

    private JsonNode links(String record, String direction, String day, Change atLeast) {
        return client().ask(
                        "query ($id: ID!, $direction: Direction!, $day: Date, $at: Position) {"
                                + " node(id: $id, atLeast: $at) { ... on Record {"
                                + " links(direction: $direction, asOf: $day, first: 100) {"
                                + " nodes { head { id } terms { degree text } } } } } }",
                        Map.of("id", record, "direction", direction, "day", day, "at", atLeast.position()))
                .at("/node/links/nodes");
    }
}
