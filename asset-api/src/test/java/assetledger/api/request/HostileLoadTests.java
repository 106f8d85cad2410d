package assetledger.api.request;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.api.testing.SecondServer;
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

    /** 48 too: what hangs in the graph is ended there, or it would keep one of the few connections. */
    @Test
    void aReadThatHangsInTheGraphIsEndedThereAndTheNextIsAnswered() {
        Change owner = registrar().register(authority(name("Agency")));
        Change duty = registrar().register(function(name("Keeping archives")));
        Change system = registrar().register(system(name("System"), byId(owner.id())));
        Change measure = registrar().register(registration("measure", named(name("Measure"), byOwner(owner))));
        Change line = registrar().register(registration("spendingLine", spending(owner)));
        String question = "{ spendingTrace(record: \"%s\", atLeast: %d) { withheld } }";
        long limit = Duration.ofSeconds(3).toMillis();
        try (Session graph = TestEngines.neo4j().session();
                SecondServer server = second("--assetledger.limits.time=" + limit + "ms")) {
            Client client = server.client(token());
            // The first question that a server is asked takes long on a busy machine.
            client.send(question.formatted(duty.id(), line.position()), Map.of());
            client().ask(question.formatted(duty.id(), line.position()));
            // A thousand ways at each of three hops are a thousand million from one end to the other.
            for (List<String> hop : List.of(
                    List.of(system.id(), "SUPPORTS", duty.id()),
                    List.of(measure.id(), "DELIVERS", system.id()),
                    List.of(line.id(), "PAYS_FOR", measure.id()))) {
                graph.run(
                                "MATCH (tail:Record {id: $tail}), (head:Record {id: $head}) UNWIND range(1, 1000) AS way CREATE (tail)-[:%s]->(head)"
                                        .formatted(hop.get(1)),
                                Map.of("tail", hop.get(0), "head", hop.get(2)))
                        .consume();
            }
            long start = System.nanoTime();
            Reply late = client.send(question.formatted(duty.id(), 0), Map.of());
            assertThat(late.errorCode()).as(late.body()).isEqualTo("TIMEOUT");
            assertThat(Duration.ofNanos(System.nanoTime() - start).toMillis()).isBetween(limit, limit + 1_000);
            assertThat(client.ask("{ node(id: \"%s\") { id } }".formatted(owner.id()))
                            .status())
                    .isEqualTo(200);
            // The graph looks every two seconds for what has run for too long.
            Awaitility.await().atMost(8, TimeUnit.SECONDS).until(() -> traces(graph) == 0);
        } finally {
            try (Session graph = TestEngines.neo4j().session()) {
                graph.run(
                                "MATCH (:Record)-[way:SUPPORTS|DELIVERS|PAYS_FOR]-(end:Record) WHERE end.id IN $ends DELETE way",
                                Map.of("ends", List.of(system.id(), measure.id())))
                        .consume();
            }
        }
    }

    private static Map<String, Object> byOwner(Change owner) {
        return Map.of("owner", byId(owner.id()));
    }

    private static Map<String, Object> spending(Change owner) {
        return Map.of(
                "name", name("Line"),
                "owner", byId(owner.id()),
                "stages", List.of(Map.of("stage", "planned", "from", "2025-01-01")),
                "currency", "RUB",
                "amounts", List.of(Map.of("year", 2025, "amount", "1")));
    }

    /** How many statements that trace money are at work. */
    private static long traces(Session graph) {
        return graph.run(
                        "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS $part RETURN count(*) AS n",
                        Map.of("part", "DELIVERS|AIMS_AT"))
                .single()
                .get("n")
                .asLong();
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
