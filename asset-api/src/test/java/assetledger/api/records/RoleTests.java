package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who has to do with a system, and with which others it has to do. */
class RoleTests extends RunningServer {
    private static final String LINKS = """
            query ($id: ID!, $direction: Direction!, $day: Date!, $at: Position) {
              node(id: $id, atLeast: $at) { ... on TechnicalAsset { owner { id } links(direction: $direction, asOf: $day, first: 50) {
                nodes { link tail { id } head { id } validity { from to } terms { standard data clause act { id } added { id } without { id } } }
              } } }
            }
            """;
    private static final String CRITICAL = """
            query ($owner: ID, $at: Position) {
              assets(first: 100, owner: $owner, origin: FOREIGN, criticality: CRITICAL, atLeast: $at) {
                totalCount nodes { id } facets { byType { type count } byOrigin { origin count } byLicence { licence count } }
              }
            }
            """;

    private String north = "";
    private String system = "";

    @BeforeEach
    void aSystem() {
        north = registrar().register(authority(name("North"))).id();
        system = registrar().register(system(name("System"), byId(north))).id();
    }

    private JsonNode asked(String direction, String day) {
        Map<String, Object> variables = Map.of(
                "id",
                system,
                "direction",
                direction,
                "day",
                day,
                "at",
                database().size() - 1);
        return client().ask(LINKS, variables).at("/node");
    }

    private static List<String> heads(JsonNode node) {
        return node.at("/links/nodes")
                .valueStream()
                .map(link ->
                        link.path("link").asString() + " " + link.at("/head/id").asString())
                .toList();
    }

    /** A71: owner, operator, functional and technical customer, regulator and steward are separate links. */
    @Test
    void eachRoleInASystemIsADatedLinkOfItsOwn() {
        Map<String, String> roles = new HashMap<>();
        for (String role :
                List.of("OPERATED_BY", "FUNCTIONAL_CUSTOMER", "TECHNICAL_CUSTOMER", "REGULATED_BY", "STEWARDED_BY")) {
            roles.put(role, registrar().register(authority(name(role))).id());
            registrar()
                    .link(role, system, roles.getOrDefault(role, ""), Map.of("from", "2024-01-01", "to", "2025-01-01"));
        }
        registrar().link("REGULATED_BY", system, north, Map.of("from", "2025-01-01"));
        registrar().link("OPERATED_BY", system, north, Map.of("from", "2025-01-01"));
        JsonNode then = asked("OUT", "2024-12-31");
        assertThat(then.at("/owner/id").asString()).isEqualTo(north);
        assertThat(heads(then))
                .containsExactlyInAnyOrderElementsOf(roles.entrySet().stream()
                        .map(role -> role.getKey() + " " + role.getValue())
                        .toList());
        assertThat(heads(asked("OUT", "2025-01-01")))
                .containsExactlyInAnyOrder("REGULATED_BY " + north, "OPERATED_BY " + north);
    }

    /** A72: an integration names standard, data and legal ground; whether it is planned, works or ended its days say. */
    @Test
    void anIntegrationNamesItsStandardItsDataItsGroundAndItsDays() {
        String partner =
                registrar().register(system(name("Partner"), byId(north))).id();
        String act = registrar()
                .register(registration(
                        "act",
                        named(
                                name("Agreement"),
                                Map.of(
                                        "owner",
                                        byId(north),
                                        "stages",
                                        List.of(Map.of("stage", "in-force", "from", "2020-01-01"))))))
                .id();
        registrar()
                .link(
                        "INTEGRATES_WITH",
                        system,
                        partner,
                        Map.of(
                                "from", "2030-01-01",
                                "to", "2031-01-01",
                                "standard", "National exchange format 3",
                                "data", "Who is admitted where",
                                "act", byId(act),
                                "clause", "art. 5"));
        assertThat(heads(asked("OUT", "2029-12-31"))).isEmpty();
        assertThat(heads(asked("OUT", "2031-01-01"))).isEmpty();
        JsonNode planned = asked("OUT", "2030-06-01").at("/links/nodes/0");
        assertThat(planned.at("/terms/standard").asString()).isEqualTo("National exchange format 3");
        assertThat(planned.at("/terms/data").asString()).isEqualTo("Who is admitted where");
        assertThat(planned.at("/terms/clause").asString()).isEqualTo("art. 5");
        assertThat(planned.at("/terms/act/id").asString()).isEqualTo(act);
        assertThat(planned.at("/validity/from").asString()).isEqualTo("2030-01-01");
    }

    /** A38: a data set and an AI solution are assets with what is noted of them. */
    @Test
    void aDataSetSaysWhatItHoldsAndAnAiSolutionWhetherItIsTrusted() {
        String pupils = asset(
                "data-set",
                Map.of(
                        "content", "Who is admitted where",
                        "access-terms", "On request",
                        "refresh", "Daily",
                        "quality", "Complete since 2024"));
        String solution = asset("ai-solution", Map.of("trusted", "true", "trusted-since", "2026-01-31"));
        String steward = registrar().register(authority(name("Steward"))).id();
        registrar().link("STEWARDED_BY", pupils, steward, Map.of());
        registrar().link("STORES", system, pupils, Map.of());
        registrar().link("DEPENDS_ON", solution, pupils, Map.of());
        assertThat(noted("data-set"))
                .containsExactlyInAnyOrder(
                        "access-terms=On request",
                        "content=Who is admitted where",
                        "quality=Complete since 2024",
                        "refresh=Daily");
        assertThat(noted("ai-solution")).containsExactlyInAnyOrder("trusted=true", "trusted-since=2026-01-31");
        assertThat(heads(asked("OUT", "2026-11-01"))).containsExactly("STORES " + pupils);
    }

    private String asset(String type, Map<String, String> attributes) {
        Map<String, Object> members = new HashMap<>(Map.of("type", type, "purpose", "Why", "owner", byId(north)));
        members.put("stages", List.of(Map.of("stage", "operation", "from", "2020-01-01")));
        members.put(
                "attributes",
                attributes.entrySet().stream()
                        .map(attribute -> Map.of("code", attribute.getKey(), "value", attribute.getValue()))
                        .toList());
        return registrar()
                .register(registration("system", named(name("Asset"), members)))
                .id();
    }

    /** What is noted of the one asset of a kind that the authority has. */
    private List<String> noted(String type) {
        Map<String, Object> variables =
                Map.of("owner", north, "type", type, "at", database().size() - 1);
        JsonNode found = client().ask(
                        "query ($owner: ID!, $type: String!, $at: Position) { assets(first: 9, owner: $owner, type: $type,"
                                + " atLeast: $at) { totalCount nodes { attributes { code value } } } }",
                        variables)
                .at("/assets");
        assertThat(found.path("totalCount").asInt()).isEqualTo(1);
        return found.at("/nodes/0/attributes")
                .valueStream()
                .map(attribute -> attribute.path("code").asString() + "="
                        + attribute.path("value").asString())
                .toList();
    }

    /** A catalogue entry apart from each authority's use. */
    @Test
    void aSystemExistsOnceAndEachAuthorityAttachesItsOwnUse() {
        String more = registrar().register(function(name("More"))).id();
        String less = registrar().register(function(name("Less"))).id();
        registrar().link("SUPPORTS", system, less, Map.of("degree", "FULL"));
        String south = registrar().register(authority(name("South"))).id();
        String west = registrar().register(authority(name("West"))).id();
        registrar().link("USES", south, system, Map.of("added", List.of(byId(more))));
        registrar().link("USES", west, system, Map.of("without", List.of(byId(less))));
        List<String> uses = asked("IN", "2026-01-01")
                .at("/links/nodes")
                .valueStream()
                .map(link -> "%s %s %s %s"
                        .formatted(
                                link.path("link").asString(),
                                link.at("/tail/id").asString(),
                                link.at("/terms/added/0/id").asString("-"),
                                link.at("/terms/without/0/id").asString("-")))
                .toList();
        assertThat(uses)
                .containsExactlyInAnyOrder("USES %s %s -".formatted(south, more), "USES %s - %s".formatted(west, less));
    }

    /** A53: the question selects by what is hidden, so it is answered to whoever would be shown that. */
    @Test
    void whatIsCriticalAndForeignIsFoundByWhoMaySeeHowAssetsAreProtected() {
        Map<String, Object> members = Map.of(
                "purpose",
                "Why",
                "owner",
                byId(north),
                "stages",
                List.of(Map.of("stage", "operation", "from", "2020-01-01")),
                "origin",
                "FOREIGN",
                "licence",
                "PROPRIETARY",
                "protection",
                Map.of("criticality", "CRITICAL"));
        String critical = registrar()
                .register(registration("system", named(name("Critical"), members)))
                .id();
        Map<String, Object> ofNorth = Map.of("owner", north, "at", database().size() - 1);
        for (Client asker : List.of(client("ann", Role.ANALYST, null), client("ben", Role.REGISTRAR, north))) {
            JsonNode found = asker.ask(CRITICAL, ofNorth).at("/assets");
            assertThat(found.path("totalCount").asInt()).isEqualTo(1);
            assertThat(found.at("/nodes/0/id").asString()).isEqualTo(critical);
            assertThat(found.at("/facets/byType").toString())
                    .isEqualTo("[{\"type\":\"information-system\",\"count\":1}]");
            assertThat(found.at("/facets/byOrigin").toString()).isEqualTo("[{\"origin\":\"FOREIGN\",\"count\":1}]");
            assertThat(found.at("/facets/byLicence").toString())
                    .isEqualTo("[{\"licence\":\"PROPRIETARY\",\"count\":1}]");
        }
        String south = registrar().register(authority(name("South"))).id();
        Client foreign = client("carl", Role.REGISTRAR, south);
        assertThat(foreign.send(CRITICAL, ofNorth).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(foreign.send(CRITICAL, Map.of()).errorCode()).isEqualTo("FORBIDDEN");
        assertThat(client("dora", Role.BUDGET_REVIEWER, null)
                        .send(CRITICAL, ofNorth)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
    }
}
