package assetledger.api.records;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** BR09, over what the ledger holds already. */
class CircleRefusalTests extends RunningServer {
    private String north = "";
    private String first = "";
    private String second = "";
    private String third = "";
    private String fourth = "";

    @BeforeEach
    void systems() {
        north = registrar().register(authority(name("North"))).id();
        first = registered();
        second = registered();
        third = registered();
        fourth = registered();
    }

    private String registered() {
        return registrar().register(system(name("System"), byId(north))).id();
    }

    @Test
    void aCircleOverLinksOfEarlierRequestsIsRefused() {
        registrar().link("PART_OF", first, second, Map.of());
        registrar().link("PART_OF", second, third, Map.of());
        registrar().link("PART_OF", third, fourth, Map.of());
        registrar().link("DEPENDS_ON", fourth, third, Map.of());
        assertThat(registrar().ask("link", partOf(fourth, first)).problems()).containsExactly("head NOT_ALLOWED");
        assertThat(registrar().ask("putLink", partOf(third, second)).problems()).containsExactly("head NOT_ALLOWED");
    }

    @Test
    void aCircleThatOneBatchWouldCloseOverLinksOfAnotherIsRefused() {
        registrar().link("PART_OF", first, second, Map.of());
        registrar().link("PART_OF", third, fourth, Map.of());
        List<Change> results = registrar()
                .batch(List.of(Map.of("link", partOf(second, third)), Map.of("link", partOf(fourth, first))))
                .results();
        assertThat(results.get(0).accepted()).isTrue();
        assertThat(results.get(1).problems()).containsExactly("head NOT_ALLOWED");
    }

    @Test
    void aLinkThatEndedLeadsNowhereAndIsNotDrawnOutAgain() {
        Change ended = registrar().link("RUNS_ON", first, second, Map.of());
        registrar().endLink(ended.id(), 1, "2025-01-01");
        registrar()
                .record(
                        "link",
                        Map.of("kind", "RUNS_ON", "tail", byId(second), "head", byId(first), "from", "2025-01-01"));
        assertThat(registrar()
                        .ask("endLink", Map.of("link", ended.id(), "expectedVersion", 2, "on", "2026-01-01"))
                        .problems())
                .containsExactly("to NOT_ALLOWED");
    }

    @Test
    void whatElseHangsOnSystemsIsNotFollowed() {
        String duty = registrar().register(function(name("Duty"))).id();
        registrar().link("SUPPORTS", first, duty, Map.of("degree", "FULL"));
        registrar().link("OPERATED_BY", first, north, Map.of());
        registrar().link("USES", north, second, Map.of());
        registrar().link("PART_OF", second, first, Map.of());
    }

    private static Map<String, Object> partOf(String tail, String head) {
        return Map.of("kind", "PART_OF", "tail", byId(tail), "head", byId(head));
    }
}
