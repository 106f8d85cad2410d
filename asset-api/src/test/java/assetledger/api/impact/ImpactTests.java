package assetledger.api.impact;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import assetledger.model.RecordId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What notices when something stops, as a client is told. */
class ImpactTests extends RunningServer {
    private static final String IMPACT = """
            query ($of: ID!, $first: Int!, $after: String, $at: Position) {
              impact(of: $of, first: $first, after: $after, atLeast: $at) {
                totalCount truncated pageInfo { hasNextPage endCursor }
                nodes { distance record { id } path { link record { id ... on Asset { name } } } }
              }
            }
            """;

    private String north = "";
    private String platform = "";
    private String portal = "";
    private String module = "";

    @BeforeEach
    void aChain() {
        north = registrar().register(authority(name("North"))).id();
        platform = registered();
        portal = registered();
        module = registered();
        registrar().link("RUNS_ON", portal, platform, Map.of());
        registrar().link("PART_OF", module, portal, Map.of());
        registrar().link("USES", north, portal, Map.of());
    }

    private String registered() {
        return registrar().register(system(name("System"), byId(north))).id();
    }

    private JsonNode impact(String of, int first, @Nullable String after) {
        Map<String, Object> variables =
                new HashMap<>(Map.of("of", of, "first", first, "at", database().size() - 1));
        if (after != null) {
            variables.put("after", after);
        }
        return client().ask(IMPACT, variables).at("/impact");
    }

    @Test
    void whatNoticesIsToldNearestFirstWithTheWayToIt() {
        JsonNode impact = impact(platform, 10, null);
        assertThat(impact.path("totalCount").asInt()).isEqualTo(3);
        assertThat(impact.path("truncated").asBoolean()).isFalse();
        JsonNode first = impact.at("/nodes/0");
        assertThat(first.at("/record/id").asString()).isEqualTo(portal);
        assertThat(first.path("distance").asInt()).isEqualTo(1);
        JsonNode part = impact.path("nodes")
                .valueStream()
                .filter(node -> node.at("/record/id").asString().equals(module))
                .findFirst()
                .orElseThrow();
        assertThat(part.path("path").valueStream().map(step -> step.path("link").asString()))
                .containsExactly("RUNS_ON", "PART_OF");
        assertThat(part.path("path")
                        .valueStream()
                        .map(step -> step.at("/record/id").asString()))
                .containsExactly(portal, module);
    }

    @Test
    void theListGoesOnWhereAPageEnded() {
        List<String> whole = ids(impact(platform, 10, null));
        JsonNode first = impact(platform, 2, null);
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        JsonNode second = impact(platform, 2, first.at("/pageInfo/endCursor").asString());
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(ids(first)).isEqualTo(whole.subList(0, 2));
        assertThat(ids(second)).isEqualTo(whole.subList(2, 3));
    }

    private static List<String> ids(JsonNode impact) {
        return impact.path("nodes")
                .valueStream()
                .map(node -> node.at("/record/id").asString())
                .toList();
    }

    @Test
    void whatIsNotThereGivesNullAndWhatNothingHangsOnByRuleIsRefused() {
        assertThat(impact(RecordId.random().toString(), 1, null).isNull()).isTrue();
        assertThat(client().send("query ($of: ID!) { impact(of: $of, first: 1) { totalCount } }", Map.of("of", north))
                        .error()
                        .path("message")
                        .asString())
                .contains("technical asset");
    }
}
