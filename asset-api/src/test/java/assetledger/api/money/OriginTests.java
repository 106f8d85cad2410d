package assetledger.api.money;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OriginTests extends RunningServer {
    private static final String QUESTION = """
            query ($owner: ID!, $at: Position) {
              spendingByOrigin(year: 2026, owner: $owner, by: ORIGIN, atLeast: $at) { value currency figures { lines amount { amount } } }
              byLicence: spendingByOrigin(year: 2026, owner: $owner, by: LICENCE) { value figures { lines amount { amount } } }
              spendingTotals(year: 2026, owner: $owner) { outcome figures { amount { amount } } }
            }
            """;

    /** A52: by cost. */
    @Test
    void aYearsMoneyByOriginIsAllOfIt() {
        String north = registrar().register(authority(name("North"))).id();
        String foreign = record("system", north, Map.of("purpose", "Why", "origin", "FOREIGN"), "operation");
        String measure = registrar()
                .register(registration("measure", named(name("Measure"), Map.of("owner", byId(north)))))
                .id();
        String line = line(north, "10.01");
        line(north, "20.02");
        registrar().link("PAYS_FOR", line, measure, Map.of());
        registrar().link("DELIVERS", measure, foreign, Map.of());
        Map<String, Object> variables = Map.of("owner", north, "at", database().size() - 1);
        JsonNode answer =
                client("ben", Role.REGISTRAR, north).ask(QUESTION, variables).at("");
        assertThat(told(answer.path("spendingByOrigin"))).containsExactly("FOREIGN 10.01", "NO_SYSTEM 20.02");
        assertThat(told(answer.path("byLicence"))).containsExactly("NOT_SAID 10.01", "NO_SYSTEM 20.02");
        assertThat(sum(answer.path("spendingByOrigin"))).isEqualTo(sum(answer.path("spendingTotals")));
        String south = registrar().register(authority(name("South"))).id();
        assertThat(client("carl", Role.REGISTRAR, south)
                        .send(QUESTION, variables)
                        .errorCode())
                .isEqualTo("FORBIDDEN");
    }

    private String record(String kind, String owner, Map<String, Object> more, String stage) {
        Map<String, Object> members = named(name("Asset"), more);
        members.put("owner", byId(owner));
        members.put("stages", List.of(Map.of("stage", stage, "from", "2020-01-01")));
        return registrar().register(registration(kind, members)).id();
    }

    private String line(String owner, String amount) {
        return record(
                "spendingLine",
                owner,
                Map.of("currency", "EUR", "amounts", List.of(Map.of("year", 2026, "amount", amount))),
                "approved");
    }

    private static Stream<String> told(JsonNode totals) {
        return totals.valueStream().map(total -> total.path("value").asString() + " " + amount(total));
    }

    private static BigDecimal sum(JsonNode totals) {
        return totals.valueStream().map(OriginTests::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal amount(JsonNode total) {
        return new BigDecimal(total.at("/figures/amount/amount").asString());
    }
}
