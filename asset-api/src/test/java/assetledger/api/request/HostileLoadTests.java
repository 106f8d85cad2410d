package assetledger.api.request;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.testing.TestEngines;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Session;

/** The rows of the list of hostile input that need something broken, slow or repeated. */
class HostileLoadTests extends RunningServer {
    /** 27: what broke inside stays inside; the operator finds it by the incident. */
    @Test
    void aFaultInsideTellsNothingButAnIncident() {
        String id = UUID.randomUUID().toString();
        try (Session graph = TestEngines.neo4j().session()) {
            graph.run(
                            "CREATE (:Record:Subject {id: $id, kind: 'SUBJECT', version: 1, position: 0, state: 'the secret'})",
                            Map.of("id", id))
                    .consume();
            Reply reply = client().send("{ node(id: \"%s\") { id } }".formatted(id), Map.of());
            assertThat(reply.errorCode()).isEqualTo("INTERNAL_ERROR");
            assertThat(reply.error().at("/extensions/incident").asString()).hasSize(36);
            assertThat(reply.body()).doesNotContain("secret").doesNotContain("Exception");
            graph.run("MATCH (record:Record {id: $id}) DETACH DELETE record", Map.of("id", id))
                    .consume();
        }
    }

    /** 48: a query that hangs is given up at its limit, and the next one is answered. */
    @Test
    void aQueryThatHangsIsGivenUpAndTheNextIsAnswered() {
        Change owner = registrar().register(authority(name("Agency")));
        Change system = registrar().register(system(name("System"), byId(owner.id())));
        String query = "{ node(id: \"%s\", atLeast: %d) { ... on TechnicalAsset { owner { name } } } }"
                .formatted(system.id(), system.position());
        client().ask(query);
        try (Session graph = TestEngines.neo4j().session()) {
            graph.run("MATCH (record:Record {id: $id}) DETACH DELETE record", Map.of("id", owner.id()))
                    .consume();
        }
        // What the graph does not have is asked of the ledger, which now takes its time.
        database().execute("alter table payload rename to kept");
        database().execute("create view payload as select kept.* from kept, (select pg_sleep(13)) pause");
        try {
            long start = System.nanoTime();
            Reply late = client().send(query, Map.of());
            assertThat(late.errorCode()).as(late.body()).isEqualTo("TIMEOUT");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
            assertThat(client().ask("{ coverageCounts { count } }").status()).isEqualTo(200);
        } finally {
            database().execute("drop view payload");
            database().execute("alter table kept rename to payload");
        }
        for (int i = 0; i < 12; i++) {
            assertThat(client().ask(query).at("/node/owner").isObject()).isTrue();
        }
    }

    /** 49: a flood is told when to come back; then it may. */
    @Test
    void aFloodIsToldWhenToComeBack() {
        HttpRequest request = client().request()
                .POST(BodyPublishers.ofString(Client.body("{ __typename }", Map.of())))
                .build();
        Awaitility.await().atMost(30, TimeUnit.SECONDS).pollDelay(Duration.ZERO).until(() -> {
            List<Reply> replies = IntStream.range(0, 1_000)
                    .parallel()
                    .mapToObj(i -> Client.send(request))
                    .toList();
            assertThat(replies).allMatch(reply -> reply.status() == 200 || reply.status() == 429);
            List<Reply> refused =
                    replies.stream().filter(reply -> reply.status() == 429).toList();
            assertThat(refused).allSatisfy(reply -> {
                assertThat(reply.errorCode()).isEqualTo("RATE_LIMITED");
                assertThat(reply.error().at("/extensions/retryAfterMs").asLong())
                        .isBetween(1L, 1_000L);
                assertThat(reply.headers().firstValue("Retry-After")).hasValue("1");
            });
            return !refused.isEmpty();
        });
        Awaitility.await()
                .pollDelay(Duration.ofSeconds(2))
                .until(() -> Client.send(request).status() == 200);
    }
}
