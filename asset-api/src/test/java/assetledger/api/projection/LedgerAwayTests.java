package assetledger.api.projection;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LedgerAwayTests extends RunningServer {
    private static final String QUESTION = "{ coverageCounts { count } }";
    private static final String ALLOW = "update pg_database set datallowconn = %s where datname = current_database()";

    @Test
    void everyAnswerSaysHowFarTheGraphIs() {
        long position = registrar().register(authority(name("Agency"))).position();
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            JsonNode ledger = ledger(client().ask(QUESTION));
            assertThat(ledger.path("size").asLong()).isEqualTo(position + 1);
            assertThat(ledger.path("projected").asLong()).isEqualTo(position + 1);
            assertThat(ledger.path("lag").asLong()).isZero();
            assertThat(ledger.has("stale")).isFalse();
        });
        assertThat(ledger(client().send("{ nothing }", Map.of())).path("size").asLong())
                .isEqualTo(position + 1);
    }

    @Test
    void withoutTheLedgerTheGraphIsReadAndSaidToBeOldAndNothingIsWritten() throws SQLException {
        try (Connection kept = database().connect();
                Statement statement = kept.createStatement()) {
            statement.execute(ALLOW.formatted(false));
            try {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()"
                        + " and application_name not like '%JDBC%'");
                Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                    Reply reply = client().ask(QUESTION);
                    assertThat(ledger(reply).path("stale").asBoolean()).isTrue();
                    assertThat(Instant.parse(ledger(reply).path("since").asString()))
                            .isBefore(Instant.now());
                });
                Reply refused = client().send(
                                mutation("register", false), variables(authority(name("Agency")), UUID.randomUUID()));
                assertThat(refused.errorCode()).isEqualTo("UNAVAILABLE");
            } finally {
                statement.execute(ALLOW.formatted(true));
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            assertThat(client().send(
                                    mutation("register", false),
                                    variables(authority(name("Agency")), UUID.randomUUID()))
                            .errorCode())
                    .isEmpty();
            assertThat(ledger(client().ask(QUESTION)).has("stale")).isFalse();
        });
    }

    private static JsonNode ledger(Reply reply) {
        return reply.json().at("/extensions/ledger");
    }
}
