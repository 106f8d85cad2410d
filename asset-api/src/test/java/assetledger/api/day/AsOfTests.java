package assetledger.api.day;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.Caller;
import assetledger.api.command.Commands;
import assetledger.api.command.Submission;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.decide.Command;
import assetledger.decide.Ref;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What is shown of a day, past or planned, and what is refused since it carries no dates. */
class AsOfTests extends RunningServer {
    private static final String CHANGED_HANDS = "2024-01-01";

    @Autowired
    private Commands commands;

    private String first = "";
    private String second = "";
    private String system = "";

    /** A system that the first authority gave to the second, suspended later, to be removed one day. */
    @BeforeEach
    void aSystemThatChangedHands() {
        first = registrar().register(authority(name("First"))).id();
        second = registrar().register(authority(name("Second"))).id();
        system = given(name("Registry"));
    }

    private String given(String name) {
        Map<String, Object> members = Map.of(
                "name",
                name,
                "purpose",
                "Keeps what is needed",
                "owner",
                ref(second),
                "formerOwners",
                List.of(Map.of("owner", ref(first), "until", CHANGED_HANDS)),
                "stages",
                List.of(
                        Map.of("stage", "operation", "from", "2020-01-01"),
                        Map.of("stage", "suspended", "from", "2025-01-01"),
                        Map.of("stage", "decommissioning", "from", "2040-01-01")));
        Command register = new Command.Register(RecordKind.TECHNICAL_ASSET, members, null, null, null);
        Submission submission =
                new Submission(Caller.server("test"), UUID.randomUUID(), "0".repeat(64), List.of(register));
        return Objects.requireNonNull(
                        Objects.requireNonNull(commands.submit(submission).block())
                                .outcomes()
                                .get(0)
                                .record())
                .id()
                .toString();
    }

    private static Ref ref(String id) {
        return new Ref.ById(RecordId.of(id));
    }

    private JsonNode asked(String question, String day) {
        return client().ask(declared(question), variables(day)).at("/node");
    }

    private static String declared(String question) {
        String variables = Map.of("$id", "ID!", "$first", "ID!", "$day", "Date", "$at", "Position").entrySet().stream()
                .filter(variable -> question.contains(variable.getKey()))
                .map(variable -> variable.getKey() + ": " + variable.getValue())
                .collect(Collectors.joining(", "));
        String fragment = question.contains("...Card") ? " fragment Card on TechnicalAsset { name origin }" : "";
        return "query (%s) { %s }%s".formatted(variables, question, fragment);
    }

    private Map<String, Object> variables(String day) {
        return Map.of("id", system, "day", day, "first", first, "at", database().size() - 1);
    }

    @CsvSource({
        "2019-12-31, first, -, -",
        "2020-01-01, first, operation, IN_USE",
        "2023-12-31, first, operation, IN_USE",
        "2024-01-01, second, operation, IN_USE",
        "2025-01-01, second, suspended, SUSPENDED",
        "2040-01-01, second, decommissioning, RETIRING"
    })
    @ParameterizedTest
    void anAssetsOwnerStageAndPhaseAreThoseOfTheDay(String day, String owner, String stage, String phase) {
        JsonNode asset = asked(
                "node(id: $id, asOf: $day, atLeast: $at) { ... on Asset { name owner { id } stage { stage } phase"
                        + " stages { stage } formerOwners { owner { id } until } } }",
                day);
        assertThat(asset.at("/owner/id").asString()).isEqualTo(owner.equals("first") ? first : second);
        assertThat(asset.at("/stage/stage").asString("-")).isEqualTo(stage);
        assertThat(asset.at("/phase").asString("-")).isEqualTo(phase);
        assertThat(asset.path("stages").size()).isEqualTo(3);
        assertThat(asset.at("/formerOwners/0/owner/id").asString()).isEqualTo(first);
    }

    @Test
    void withoutADayAnAssetIsShownAsOfToday() {
        JsonNode asset = asked(
                "node(id: $id, atLeast: $at) { ... on TechnicalAsset { owner { id level } phase"
                        + " licence attributes { code } } }",
                "2023-01-01");
        assertThat(asset.at("/owner/id").asString()).isEqualTo(second);
        assertThat(asset.at("/owner/level").asString()).isEqualTo("regional");
        assertThat(asset.path("phase").asString()).isEqualTo("SUSPENDED");
    }

    @Test
    void aPostIsHeldByWhoFillsItOnTheDay() {
        String ann = person("Ann");
        String bob = person("Bob");
        system = registrar()
                .register(registration(
                        "post",
                        named(
                                name("Keeper"),
                                Map.of(
                                        "owner",
                                        byId(first),
                                        "appointments",
                                        List.of(
                                                Map.of("person", byId(ann), "from", "2020-01-01", "to", "2022-01-01"),
                                                Map.of("person", byId(bob), "from", "2023-01-01"))))))
                .id();
        String question =
                "node(id: $id, asOf: $day, atLeast: $at) { ... on Post { holder { id } appointments { person { id } } } }";
        assertThat(asked(question, "2021-12-31").at("/holder/id").asString()).isEqualTo(ann);
        assertThat(asked(question, "2022-01-01").at("/holder").isNull()).isTrue();
        assertThat(asked(question, "2040-01-01").at("/holder/id").asString()).isEqualTo(bob);
        assertThat(asked(question, "2040-01-01").path("appointments").size()).isEqualTo(2);
    }

    private String person(String name) {
        return registrar()
                .record("describePerson", Map.of("owner", byId(first), "name", name))
                .id();
    }

    @Test
    void linksAndTheRecordsAtTheirEndsAreOfTheSameDay() {
        registrar().link("USES", first, system, Map.of("from", "2021-01-01", "to", "2023-01-01"));
        String question = "node(id: $first, asOf: $day, atLeast: $at) { ... on Subject { links(first: 5) { nodes {"
                + " link validity { to } head { ... on Asset { owner { id } phase } } } } } }";
        JsonNode then = asked(question, "2022-12-31").at("/links/nodes");
        assertThat(then.size()).isOne();
        assertThat(then.at("/0/head/owner/id").asString()).isEqualTo(first);
        assertThat(then.at("/0/head/phase").asString()).isEqualTo("IN_USE");
        assertThat(asked(question, "2023-01-01").at("/links/nodes").size()).isZero();
    }

    @Test
    void aDayOfItsOwnCountsForLinksAndAllBelowThem() {
        registrar().link("USES", first, system, Map.of("from", "2021-01-01"));
        JsonNode record = asked(
                "node(id: $first, asOf: \"2020-06-01\", atLeast: $at) { ... on Subject { none: links(first: 5) { nodes"
                        + " { id } } links(first: 5, asOf: $day) { nodes { head { ... on Asset { owner { id } } } } } } }",
                "2025-06-01");
        assertThat(record.at("/none/nodes").size()).isZero();
        assertThat(record.at("/links/nodes/0/head/owner/id").asString()).isEqualTo(second);
    }

    @Test
    void eachOfTwoProfilesShowsItsRecordsAsOfItsDay() {
        JsonNode both = client().ask(
                        "query ($first: ID!, $second: ID!, $at: Position) { profileDifference(subject: $first, atLeast: $at,"
                                + " from: {asOf: \"2023-12-31\"}, to: {asOf: \"2025-06-01\", subject: $second}) {"
                                + " from { ...Systems } to { records(section: TECHNICAL, rating: \"SUSPENDED\", first: 5) {"
                                + " nodes { id ... on Asset { owner { id } } } } } } }"
                                + " fragment Systems on DigitalProfile { records(section: TECHNICAL, rating: \"IN_USE\","
                                + " first: 5) { nodes { id ... on Asset { owner { id } phase } } } }",
                        Map.of(
                                "first",
                                first,
                                "second",
                                second,
                                "at",
                                database().size() - 1))
                .at("/profileDifference");
        assertThat(both.at("/from/records/nodes/0/id").asString()).isEqualTo(system);
        assertThat(both.at("/from/records/nodes/0/owner/id").asString()).isEqualTo(first);
        assertThat(both.at("/from/records/nodes/0/phase").asString()).isEqualTo("IN_USE");
        assertThat(both.at("/to/records/nodes/0/owner/id").asString()).isEqualTo(second);
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "node(id: $first, asOf: $day) { ... on Subject { name level } } | level",
                "subject(ref: {id: $first}, asOf: $day) { parent { id } } | parent",
                "record(kind: TECHNICAL_ASSET, ref: {id: $id}, asOf: $day) { ... on Asset { attributes { code } } }"
                        + " | attributes",
                "node(id: $id, asOf: $day) { ...Card } | origin",
                "node(id: $id, asOf: $day) { ... on Asset { owner { l: level } } } | level",
                "node(id: $id, asOf: $day) { ... on Asset { links(first: 1) { nodes { terms { act { actNumber } } } } } }"
                        + " | actNumber",
                "node(id: $id, atLeast: $at) { ... on Asset { links(first: 1, asOf: $day) { nodes { head { ... on Function { area } } } } } }"
                        + " | area",
                "assets(first: 1, owner: $first, asOf: $day) { nodes { restriction { ground } } }" + " | restriction",
                "uncoveredFunctions(first: 1, asOf: $day) { edges { node { function { broader { id } } } } }"
                        + " | broader",
                "spendingTrace(record: $first, asOf: $day) { start { ... on SpendingLine { budgetCode } } }"
                        + " | budgetCode",
                "digitalProfile(subject: $first, asOf: $day) { subject { level } } | level",
                "profileDifference(subject: $first, from: {asOf: $day}, to: {}) { from { subject { parent { id } } } }"
                        + " | parent"
            })
    @ParameterizedTest
    void whatCarriesNoDatesIsRefusedByItsNameForAnotherDay(String question, String field) {
        Reply refused = sent(question, "2024-06-01");
        assertThat(refused.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(refused.body())
                .contains("For 2024-06-01 %s cannot be told, since it carries no dates; ask for it without asOf"
                        .formatted(field));
        assertThat(sent(question, LocalDate.now(ZoneOffset.UTC).toString()).body())
                .doesNotContain("cannot be told");
        assertThat(sent(question.replace(", asOf: $day", "").replace("{asOf: $day}", "{}"), "2024-06-01")
                        .body())
                .doesNotContain("cannot be told");
    }

    private Reply sent(String question, String day) {
        return client().send(declared(question), variables(day));
    }

    @Test
    void whatIsLeftOutByAConditionIsNotRefused() {
        JsonNode asset = asked(
                "node(id: $id, asOf: $day, atLeast: $at) { ... on TechnicalAsset { name origin @include(if: false) } }",
                "2024-06-01");
        assertThat(asset.has("name")).isTrue();
        assertThat(asset.has("origin")).isFalse();
    }

    @Test
    void aListShowsItsRecordsAsOfItsDay() {
        String duty = registrar().register(function(name("Duty"))).id();
        registrar().link("SUPPORTS", system, duty, Map.of("degree", "FULL"));
        String other = registrar().register(system(name("Twin"), byId(second))).id();
        registrar().link("SUPPORTS", other, duty, Map.of("degree", "FULL"));
        JsonNode assets = client().ask(
                        "query ($owner: ID!, $at: Position) { assets(first: 5, owner: $owner, asOf: \"2023-12-31\","
                                + " atLeast: $at) { nodes { id owner { id } } } }",
                        Map.of("owner", first, "at", database().size() - 1))
                .at("/assets/nodes");
        assertThat(assets.size()).isOne();
        assertThat(assets.at("/0/owner/id").asString()).isEqualTo(first);
    }
}
