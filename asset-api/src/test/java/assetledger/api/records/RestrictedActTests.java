package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** An act that stands behind a mandate may be restricted while the mandate is not. */
class RestrictedActTests extends RunningServer {
    private static final String MANDATES = "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) {"
            + " ... on Subject { links(kind: MANDATED, first: 10) { nodes { terms { act { name } clause } } } } } }";

    private final String act = name("Secret order");

    @EnumSource(
            value = Role.class,
            names = {"ANALYST", "BUDGET_REVIEWER", "OPERATOR"})
    @ParameterizedTest
    void theActIsNotTold(Role role) {
        JsonNode terms = terms(role);
        assertThat(terms.path("clause").asString()).isEqualTo("7");
        assertThat(terms.path("act").isNull()).isTrue();
    }

    @Test
    void theAuditorReadsIt() {
        assertThat(terms(Role.AUDITOR).at("/act/name").asString()).isEqualTo(act);
    }

    private JsonNode terms(Role role) {
        Registrar registrar = registrar();
        Change owner = registrar.register(authority(name("Service")));
        Change duty = registrar.register(function(name("Duty")));
        Change order = registrar.register(Map.of(
                "record",
                Map.of(
                        "act",
                        named(
                                act,
                                Map.of(
                                        "owner", byId(owner.id()),
                                        "stages", List.of(Map.of("stage", "in-force", "from", "2020-01-01"))))),
                "restriction",
                "Defence"));
        Change mandate =
                registrar.link("MANDATED", owner.id(), duty.id(), Map.of("act", byId(order.id()), "clause", "7"));
        return client("reader", role, null)
                .ask(MANDATES, Map.of("id", owner.id(), "at", mandate.position()))
                .at("/node/links/nodes/0/terms");
    }
}
