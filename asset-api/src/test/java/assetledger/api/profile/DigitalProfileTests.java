package assetledger.api.profile;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.importer.cli.AssetLedger;
import assetledger.model.Role;
import assetledger.profile.Section;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DigitalProfileTests extends RunningServer {
    private static final String PROFILE = """
            query ($id: ID!, $day: Date, $at: Position) {
              digitalProfile(subject: $id, asOf: $day, atLeast: $at) {
                subject { id } asOf knownAt
                sections { section rule total figures { rating count } }
                money { outcome currency figures { lines amount { amount } } }
              }
            }
            """;
    private static final String ALL_OPENED = """
            query ($id: ID!, $day: Date) {
              digitalProfile(subject: $id, asOf: $day) {
                sections { total figures { count records(first: 100) { nodes { id } } } }
              }
            }
            """;
    private static final String OPENED = """
            query ($id: ID!, $section: ProfileSectionName!, $rating: String!, $after: String) {
              digitalProfile(subject: $id) { records(section: $section, rating: $rating, first: 1, after: $after) {
                nodes { id } pageInfo { hasNextPage endCursor } } }
            }
            """;
    private static final String DIFFERENCE = """
            query ($id: ID!, $from: ProfileViewInput!, $to: ProfileViewInput!, $first: Int!, $after: String, $at: Position) {
              profileDifference(subject: $id, from: $from, to: $to, atLeast: $at) {
                recordsCompared from { asOf } to { asOf subject { id } }
                figures { section rating before after }
                entries(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes {
                  section before after record { id } changes { record { id } version type actor effective recorded reason } } }
              }
            }
            """;
    private static final String BEGUN = "2024-01-01";

    @TempDir
    private Path folder;

    private String agency = "";
    private String duty = "";
    private String system = "";
    private String shut = "";
    private String support = "";
    private String act = "";
    private String line = "";
    private String skill = "";
    private String mandate = "";

    @BeforeEach
    void anAuthorityWithSomethingOfEverything() {
        agency = registrar().register(authority(name("Agency"))).id();
        duty = registrar().register(function(name("Duty"))).id();
        mandate = registrar()
                .link("MANDATED", agency, duty, Map.of("from", BEGUN))
                .id();
        system = asset("system", "operation", Map.of("purpose", "Why"), null);
        shut = asset("system", "operation", Map.of("purpose", "Why"), "A secret");
        support = link("SUPPORTS", system, duty, Map.of("degree", "FULL", "from", "2025-03-01"));
        act = asset("act", "in-force", Map.of(), null);
        link("GOVERNED_BY", system, act, Map.of());
        line = asset(
                "spendingLine",
                "executing",
                Map.of("currency", "EUR", "amounts", List.of(Map.of("year", 2026, "amount", "100.10"))),
                null);
        skill = asset("competency", "met", Map.of(), null);
        link("REQUIRES", system, skill, Map.of("level", 2));
        registrar().register(registration("post", owned(Map.of("appointments", List.of()))));
        String measure =
                registrar().register(registration("measure", owned(Map.of()))).id();
        link("PAYS_FOR", line, measure, Map.of());
        registrar()
                .register(registration("indicator", owned(Map.of("unit", "share", "direction", "HIGHER_IS_BETTER"))));
        link("USES", agency, system, Map.of());
        link("OPERATED_BY", system, agency, Map.of());
    }

    private Map<String, Object> owned(Map<String, Object> more) {
        Map<String, Object> members = named(name("Thing"), more);
        members.put("owner", byId(agency));
        return members;
    }

    private String asset(String kind, String stage, Map<String, Object> more, @Nullable String restriction) {
        Map<String, Object> members = owned(more);
        members.put("stages", List.of(Map.of("stage", stage, "from", BEGUN)));
        Map<String, Object> registration = new HashMap<>(registration(kind, members));
        if (restriction != null) {
            registration.put("restriction", restriction);
        }
        return registrar().register(registration).id();
    }

    private String link(String kind, String tail, String head, Map<String, Object> terms) {
        return registrar().link(kind, tail, head, terms).id();
    }

    private JsonNode profile(Client client, @Nullable String day) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("id", agency, "at", database().size() - 1));
        variables.put("day", day);
        return client.ask(PROFILE, variables).at("/digitalProfile");
    }

    /** The figures of each section, such as "IN_USE 2". */
    private static Map<String, List<String>> figures(JsonNode profile) {
        Map<String, List<String>> figures = new LinkedHashMap<>();
        profile.path("sections")
                .forEach(section -> figures.put(
                        section.path("section").asString(),
                        section.path("figures")
                                .valueStream()
                                .map(figure -> figure.path("rating").asString() + " "
                                        + figure.path("count").asInt())
                                .toList()));
        return figures;
    }

    /** A12: one answer for each authority and day, of which every figure opens its records. */
    @Test
    void theDigitalProfileOfASubjectOpensEveryFigureToItsRecords() {
        JsonNode profile = profile(client(), "2026-11-01");
        assertThat(profile.at("/subject/id").asString()).isEqualTo(agency);
        assertThat(figures(profile).keySet())
                .containsExactlyElementsOf(
                        Stream.of(Section.values()).map(Enum::name).toList());
        assertThat(figures(profile))
                .containsEntry("MANDATES", List.of("COVERED 1"))
                .containsEntry("FUNCTIONS", List.of("MANDATED 1"))
                .containsEntry("TECHNICAL", List.of("IN_USE 2"))
                .containsEntry("REGULATORY", List.of("IN_USE 1"))
                .containsEntry("FINANCIAL", List.of("IN_USE 1"))
                .containsEntry("COMPETENCY", List.of("IN_USE 1"))
                .containsEntry("LAW", List.of("BOTH 1", "SYSTEM_WITHOUT_LAW 1"))
                .containsEntry("MONEY", List.of("NO_INDICATOR 1"))
                .containsEntry("POSTS", List.of("VACANT 1"))
                .containsEntry("ABILITIES", List.of("ABSENT 1"))
                .containsEntry("INDICATORS", List.of("NO_ACTUAL 1"))
                .containsEntry("MEASURES", List.of("FUNDED 1"))
                .containsEntry("USES", List.of("IN_USE 1"))
                .containsEntry("ROLES", List.of("OPERATED_BY 1"));
        profile.path("sections")
                .forEach(section -> assertThat(section.path("rule").asString()).endsWith("."));
        client().ask(ALL_OPENED, Map.of("id", agency, "day", "2026-11-01"))
                .at("/digitalProfile/sections")
                .forEach(section -> {
                    int total = 0;
                    for (JsonNode figure : section.path("figures")) {
                        assertThat(figure.at("/records/nodes").size())
                                .isEqualTo(figure.path("count").asInt());
                        total += figure.path("count").asInt();
                    }
                    assertThat(section.path("total").asInt()).isEqualTo(total);
                });
        assertThat(profile.at("/money/0/figures/amount/amount").asString()).isEqualTo("100.10");
        assertThat(opened("TECHNICAL", "IN_USE")).containsExactlyElementsOf(new TreeSet<>(List.of(system, shut)));
        assertThat(opened("MANDATES", "COVERED")).containsExactly(mandate);
    }

    /** A figure by itself, one record a page. */
    private List<String> opened(String section, String rating) {
        List<String> ids = new ArrayList<>();
        Map<String, Object> variables = new HashMap<>(Map.of("id", agency, "section", section, "rating", rating));
        boolean more = true;
        while (more) {
            JsonNode page = client().ask(OPENED, variables).at("/digitalProfile/records");
            page.path("nodes").forEach(node -> ids.add(node.path("id").asString()));
            more = page.at("/pageInfo/hasNextPage").asBoolean();
            variables.put("after", page.at("/pageInfo/endCursor").asString());
        }
        return ids;
    }

    /** A02: all four groups are accounted for alike, and not as texts of something else. */
    @Test
    void eachOfTheFourGroupsHasNumberStateEventsAndOwnerAndIsListedCountedAndLinked() {
        JsonNode profile = profile(client(), null);
        Map.of("TECHNICAL", system, "REGULATORY", act, "FINANCIAL", line, "COMPETENCY", skill)
                .forEach((group, id) -> {
                    JsonNode answer = client().ask("""
                            query ($id: ID!, $owner: ID!, $group: AssetGroup!) {
                              node(id: $id) { ... on Asset { number owner { id } stages { stage from } } ... on Record {
                                out: links(first: 10) { nodes { id } } in: links(first: 10, direction: IN) { nodes { id } } } }
                              history(id: $id, first: 10) { nodes { type actor } }
                              assets(first: 100, owner: $owner, group: $group) { totalCount nodes { ... on Record { id } } }
                            }
                            """, Map.of("id", id, "owner", agency, "group", group))
                            .at("");
                    assertThat(answer.at("/node/number").asString()).matches("[A-Z]{2,8}-[0-9]+");
                    assertThat(answer.at("/node/owner/id").asString()).isEqualTo(agency);
                    assertThat(answer.at("/node/stages/0/from").asString()).isEqualTo(BEGUN);
                    assertThat(answer.at("/history/nodes/0/type").asString()).isEqualTo("REGISTERED");
                    assertThat(answer.at("/assets/totalCount").asInt()).isPositive();
                    assertThat(answer.at("/assets/nodes").toString()).contains(id);
                    assertThat(answer.at("/node/out/nodes").size()
                                    + answer.at("/node/in/nodes").size())
                            .as(group)
                            .isPositive();
                    assertThat(figures(profile).getOrDefault(group, List.of())).hasSize(1);
                });
    }

    @Test
    void onAPastDayAndOnAPlannedDayItIsWhatWasAndWhatIsToBe() {
        assertThat(figures(profile(client(), "2023-06-01")))
                .containsEntry("MANDATES", List.of())
                .containsEntry("TECHNICAL", List.of("NOT_YET 2"))
                .containsEntry("MONEY", List.of());
        assertThat(figures(profile(client(), "2025-02-01"))).containsEntry("MANDATES", List.of("NOT_REPORTED 1"));
        registrar()
                .record(
                        "changeStage",
                        Map.of(
                                "record",
                                byId(system),
                                "expectedVersion",
                                1,
                                "stage",
                                "suspended",
                                "from",
                                "2030-01-01"));
        assertThat(figures(profile(client(), "2030-01-01")))
                .containsEntry("TECHNICAL", List.of("IN_USE 1", "SUSPENDED 1"))
                .containsEntry("MANDATES", List.of("NOT_REPORTED 1"));
    }

    @Test
    void whoMayNotSeeAnAssetCountsWithoutItAndOpensWhatHeCounts() {
        JsonNode profile = profile(client("anna", Role.ANALYST, null), null);
        assertThat(figures(profile))
                .containsEntry("TECHNICAL", List.of("IN_USE 1"))
                .containsEntry("LAW", List.of("BOTH 1"));
        assertThat(profile.toString()).doesNotContain(shut);
        assertThat(figures(profile(client("nora", Role.REGISTRAR, agency), null)))
                .containsEntry("TECHNICAL", List.of("IN_USE 2"));
    }

    @Test
    void whoRecordsForAnotherAuthorityIsRefusedAndMayNotCompareWithOneEither() {
        String other = registrar().register(authority(name("Agency"))).id();
        Client stranger = client("sue", Role.REGISTRAR, other);
        assertThat(stranger.send(PROFILE, Map.of("id", agency)).json().toString())
                .contains("FORBIDDEN");
        Reply compared = stranger.send(
                DIFFERENCE,
                Map.of("id", other, "from", Map.of("asOf", BEGUN), "to", Map.of("subject", agency), "first", 1));
        assertThat(compared.json().toString()).contains("FORBIDDEN");
    }

    @Test
    void anUnknownRatingAnUnknownAuthorityAndAnEarlierKnowledgeAreAnswered() {
        assertThat(client().send(OPENED, Map.of("id", agency, "section", "POSTS", "rating", "EMPTY"))
                        .json()
                        .toString())
                .contains("The ratings of POSTS are FILLED, VACANT, but this is 'EMPTY'");
        assertThat(client().ask(PROFILE, Map.of("id", system))
                        .at("/digitalProfile")
                        .isNull())
                .isTrue();
        assertThat(client().send(
                                "{ digitalProfile(subject: \"%s\", knownAt: {position: \"0\"}) { asOf } }"
                                        .formatted(agency),
                                Map.of())
                        .json()
                        .toString())
                .contains("BAD_USER_INPUT", "knownAt");
    }

    @Test
    void twoDatesDifferByRecordsWithWhoAndWhy() {
        registrar()
                .record(
                        "changeStage",
                        Map.of(
                                "record",
                                byId(system),
                                "expectedVersion",
                                1,
                                "stage",
                                "suspended",
                                "from",
                                "2026-02-01",
                                "reason",
                                "The licence ran out"));
        profile(client(), null);
        JsonNode difference = difference(
                Map.of("from", Map.of("asOf", "2026-01-01"), "to", Map.of("asOf", "2026-11-01"), "first", 100));
        assertThat(difference.path("recordsCompared").asBoolean()).isTrue();
        JsonNode entry = entry(difference, "TECHNICAL");
        assertThat(entry.path("before").asString()).isEqualTo("IN_USE");
        assertThat(entry.path("after").asString()).isEqualTo("SUSPENDED");
        assertThat(entry.at("/record/id").asString()).isEqualTo(system);
        assertThat(entry.at("/changes/0/type").asString()).isEqualTo("STAGE_CHANGED");
        assertThat(entry.at("/changes/0/actor").asString()).isEqualTo("local:everybody");
        assertThat(entry.at("/changes/0/reason").asString()).isEqualTo("The licence ran out");
        // What a duty lost, it lost by the system that carries it.
        JsonNode duties = entry(difference, "MANDATES");
        assertThat(duties.path("after").asString()).isEqualTo("NOT_REPORTED");
        assertThat(duties.path("changes").toString()).contains("The licence ran out", system);
        assertThat(difference.path("figures").toString())
                .contains("{\"section\":\"TECHNICAL\",\"rating\":\"SUSPENDED\",\"before\":0,\"after\":1}");
    }

    private JsonNode difference(Map<String, Object> asked) {
        Map<String, Object> variables = new HashMap<>(asked);
        variables.put("id", agency);
        variables.put("at", database().size() - 1);
        return client().ask(DIFFERENCE, variables).at("/profileDifference");
    }

    private static JsonNode entry(JsonNode difference, String section) {
        return difference
                .at("/entries/nodes")
                .valueStream()
                .filter(entry -> entry.path("section").asString().equals(section))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nothing of %s in %s".formatted(section, difference)));
    }

    @Test
    void whatCameWithItsDayIsExplainedByTheEventThatSaidSo() {
        JsonNode difference = difference(
                Map.of("from", Map.of("asOf", "2025-01-01"), "to", Map.of("asOf", "2025-06-01"), "first", 100));
        JsonNode duties = entry(difference, "MANDATES");
        assertThat(duties.path("before").asString()).isEqualTo("NOT_REPORTED");
        assertThat(duties.path("after").asString()).isEqualTo("COVERED");
        assertThat(duties.path("changes").toString()).contains(support, "2025-03-01");
        assertThat(entry(difference, "FUNCTIONS").path("before").isNull()).isTrue();
    }

    @Test
    void aDifferenceIsReadInPagesAndLosesNothing() {
        Map<String, Object> asked = new HashMap<>(
                Map.of("from", Map.of("asOf", "2023-01-01"), "to", Map.of("asOf", "2026-11-01"), "first", 100));
        JsonNode whole = difference(asked).path("entries");
        asked.put("first", 1);
        List<JsonNode> singly = new ArrayList<>();
        boolean more = true;
        while (more) {
            JsonNode page = difference(asked).path("entries");
            page.path("nodes").forEach(singly::add);
            more = page.at("/pageInfo/hasNextPage").asBoolean();
            asked.put("after", page.at("/pageInfo/endCursor").asString());
        }
        assertThat(singly).containsExactlyElementsOf(whole.path("nodes")).hasSizeGreaterThan(8);
        assertThat(whole.path("totalCount").asInt()).isEqualTo(singly.size());
        assertThat(singly)
                .extracting(entry -> Section.valueOf(entry.path("section").asString()))
                .isSorted();
    }

    /** The page and the JSON of A12: one of each for an authority and a day, with every record. */
    @Test
    void theClientWritesAllOfItForProgramsAndForPeopleAndAHostileNameStaysAName() throws IOException {
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record",
                                byId(system),
                                "expectedVersion",
                                1,
                                "changes",
                                Map.of("system", Map.of("name", "<script>alert(1)</script>"))));
        profile(client(), null);
        JsonNode json = JsonMapper.shared().readTree(exported("profile.json", "en"));
        int records = 0;
        for (JsonNode section : json.path("sections")) {
            for (JsonNode figure : section.path("figures")) {
                assertThat(figure.path("records").size())
                        .isEqualTo(figure.path("count").asInt());
                assertThat(figure.path("records"))
                        .allSatisfy(record ->
                                assertThat(record.path("name").asString()).isNotEmpty());
                records += figure.path("records").size();
            }
        }
        assertThat(records).isGreaterThan(14);
        for (String language : List.of("en", "ru")) {
            String page = exported("profile.html", language);
            assertThat(page).doesNotContain("<script").contains("&lt;script&gt;alert(1)", "SYS-", "100");
            // Every name of the schema's that stands in a profile is a word in both languages.
            for (Section section : Section.values()) {
                assertThat(page).doesNotContain(">" + section.name());
                section.ratings()
                        .forEach(rating -> assertThat(page).doesNotContain(">" + rating + " <", ">" + rating + ": "));
            }
        }
    }

    private String exported(String file, String language) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), token());
        Path out = folder.resolve(file);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = AssetLedger.run(
                said,
                said,
                "profile",
                "--authority",
                agency,
                "--server",
                address(),
                "--token-file",
                token.toString(),
                "--out",
                out.toString(),
                "--language",
                language);
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        return Files.readString(out);
    }

    @Test
    void twoAuthoritiesAreComparedByFiguresAndItIsSaidThatTheirRecordsAreNot() {
        String other = registrar().register(authority(name("Agency"))).id();
        JsonNode difference = difference(Map.of(
                "from",
                Map.of("asOf", "2026-11-01"),
                "to",
                Map.of("subject", other, "asOf", "2026-11-01"),
                "first",
                10));
        assertThat(difference.path("recordsCompared").asBoolean(true)).isFalse();
        assertThat(difference.at("/entries/totalCount").asInt(-1)).isZero();
        assertThat(difference.at("/to/subject/id").asString()).isEqualTo(other);
        assertThat(difference.path("figures").toString())
                .contains("{\"section\":\"POSTS\",\"rating\":\"VACANT\",\"before\":1,\"after\":0}");
    }
}
