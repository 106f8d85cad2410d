package assetledger.api.reuse;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReuseTests extends RunningServer {
    private static final String SOLUTIONS = """
            query ($after: String, $at: Position) {
              standardSolutions(first: 1, after: $after, atLeast: $at) {
                totalCount pageInfo { hasNextPage endCursor }
                nodes { reuses authorities solution { id links(kind: REUSES, direction: IN, first: 9) { nodes { tail { id } } } } }
              }
            }
            """;

    @Test
    void aSolutionOpensWhoReusesIt() {
        String north = registrar().register(authority(name("North"))).id();
        String south = registrar().register(authority(name("South"))).id();
        String less = solution(north);
        String more = solution(north);
        reuse(less, north, 1);
        List<String> reusing = reuse(more, south, 2);
        reusing.addAll(reuse(more, north, 1));
        JsonNode first = ask(Map.of());
        JsonNode second = ask(Map.of("after", first.at("/pageInfo/endCursor").asString()));
        assertThat(first.path("totalCount").asInt()).isEqualTo(2);
        assertThat(first.at("/nodes/0/solution/id").asString()).isEqualTo(more);
        assertThat(first.at("/nodes/0/reuses").asInt()).isEqualTo(3);
        assertThat(first.at("/nodes/0/authorities").asInt()).isEqualTo(2);
        assertThat(first.at("/nodes/0/solution/links/nodes")
                        .valueStream()
                        .map(link -> link.at("/tail/id").asString()))
                .containsExactlyInAnyOrderElementsOf(reusing);
        assertThat(second.at("/nodes/0/solution/id").asString()).isEqualTo(less);
        assertThat(second.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
    }

    private String solution(String owner) {
        Map<String, Object> members = Map.of(
                "type",
                "standard-solution",
                "purpose",
                "Done once for all",
                "owner",
                byId(owner),
                "stages",
                List.of(Map.of("stage", "operation", "from", "2020-01-01")));
        return registrar()
                .register(registration("system", named(name("Solution"), members)))
                .id();
    }

    private List<String> reuse(String solution, String owner, int times) {
        List<String> systems = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            String system =
                    registrar().register(system(name("System"), byId(owner))).id();
            registrar().link("REUSES", system, solution, Map.of());
            systems.add(system);
        }
        return systems;
    }

    private JsonNode ask(Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(more);
        variables.put("at", database().size() - 1);
        return client().ask(SOLUTIONS, variables).at("/standardSolutions");
    }
}
