package assetledger.api.projection;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.demonstration.Portfolio;
import assetledger.api.testing.Change;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.RunningServer;
import assetledger.testing.TestEngines;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** What somebody did to the graph is found, and named by the record that it concerns. */
@FreshServer
class DriftTests extends RunningServer {
    @Autowired
    private Portfolio portfolio;

    @Autowired
    private Projector projector;

    @Autowired
    private Drift drift;

    @Autowired
    private Rebuild rebuild;

    @BeforeEach
    void somethingOfEverythingAndNobodyElseAtWork() {
        await(portfolio.load());
        projector.stop();
        await(rebuild.run());
    }

    @AfterEach
    void goOn() {
        projector.start();
    }

    @Test
    void theGraphOfAnUntouchedLedgerIsWhatTheLedgerSays() {
        Drift.Report report = await(drift.run());
        assertThat(report.differences()).isEmpty();
        assertThat(report.same()).isTrue();
        assertThat(report.wanted()).isEqualTo(report.found()).isEqualTo(await(rebuild.digest()));
        assertThat(report.lag()).isZero();
    }

    @Test
    void aRevisedRecordLeavesNothingOfItsEarlierVersionBehind() {
        Change first = registrar().register(authority(name("Agency")));
        await(projector.catchUp());
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", byId(first.id()),
                                "expectedVersion", 1,
                                "changes",
                                        Map.of("subject", Map.of("name", name("Agency"), "externalIds", List.of()))));
        await(projector.catchUp());
        assertThat(await(drift.run()).differences()).isEmpty();
    }

    @Test
    void whatTheGraphHasNotTakenInYetIsLagAndNoDrift() {
        registrar().register(authority(name("Agency")));
        Drift.Report report = await(drift.run());
        assertThat(report.differences()).isEmpty();
        assertThat(report.lag()).isEqualTo(1);
    }

    /** What is done, with the name of the record as its result, and what is said of it. */
    static Stream<Arguments> tamperings() {
        return Stream.of(
                Arguments.of(
                        "MATCH (n:Subject) WITH n LIMIT 1 SET n.name = 'Tampered with' RETURN n.id AS id",
                        "the node differs in name"),
                Arguments.of(
                        // Not in the composed form, which the ledger never holds.
                        "MATCH (n:Subject) WITH n LIMIT 1 SET n.name = 'e\\u0301' RETURN n.id AS id",
                        "the node differs in name"),
                Arguments.of(
                        "MATCH (n:Function) WITH n LIMIT 1 REMOVE n:Function RETURN n.id AS id",
                        "the node differs in its labels"),
                Arguments.of(
                        "MATCH (n:Indicator) WITH n, n.id AS id LIMIT 1 DETACH DELETE n RETURN id",
                        "the node is missing in the graph"),
                Arguments.of(
                        "MATCH ()-[r:SUPPORTS]->() WITH r, r.id AS id LIMIT 1 DELETE r RETURN id",
                        "is missing in the graph"),
                Arguments.of(
                        "MATCH (n)-[r:IN_STAGE]->() WITH n, r LIMIT 1 SET r.from = date('1990-01-01') RETURN n.id AS id",
                        "differs in from"),
                Arguments.of(
                        "MATCH ()-[r:OWNS]->(n) WITH n, r LIMIT 1 DELETE r RETURN n.id AS id",
                        "is missing in the graph"),
                Arguments.of(
                        "CREATE (n:Record:Subject {id: 'nobody'}) RETURN n.id AS id",
                        "the node is in the graph, and not in the ledger"),
                Arguments.of(
                        "MATCH (a:Subject), (f:Function) WITH a, f LIMIT 1"
                                + " CREATE (a)-[:MANDATED {id: 'nothing'}]->(f) RETURN 'nothing' AS id",
                        "is in the graph, and not in the ledger"),
                Arguments.of(
                        "MATCH (a:Subject)-[r:OWNS]->(n) WITH a, n LIMIT 1 CREATE (a)-[:OWNS]->(n) RETURN n.id AS id",
                        "is in the graph, and not in the ledger"),
                Arguments.of(
                        "MATCH (a:Area) WITH a, a.code AS id LIMIT 1 SET a.title_en = 'Other' RETURN id",
                        "the node differs in title_en"),
                Arguments.of(
                        "CREATE (n:ExternalId {scheme: 'test', value: 'orphan'}) RETURN 'test:orphan' AS id",
                        "the node is in the graph, and not in the ledger"));
    }

    @MethodSource("tamperings")
    @ParameterizedTest
    void whatWasDoneToTheGraphIsNamed(String tampering, String said) {
        String id = TestEngines.neo4j()
                .executableQuery(tampering)
                .execute()
                .records()
                .get(0)
                .get("id")
                .asString();
        Drift.Report report = await(drift.run());
        assertThat(report.same()).isFalse();
        assertThat(report.complete()).isTrue();
        assertThat(report.differences())
                .anySatisfy(difference ->
                        assertThat(difference).startsWith(id + ": ").contains(said));
    }

    @Test
    void theGraphOfAnotherLedgerIsRecognisedByTheLastEventThatItTookIn() {
        TestEngines.neo4j()
                .executableQuery("MATCH (p:Projection) SET p.leaf = '00'")
                .execute();
        assertThat(await(drift.run()).differences())
                .singleElement()
                .asString()
                .contains("it is the graph of another ledger");
    }

    @Test
    void ofAGraphThatLostEverythingOnlyAPartIsNamed() {
        TestEngines.neo4j()
                .executableQuery("MATCH (n) WHERE NOT n:Projection DETACH DELETE n")
                .execute();
        Drift.Report report = await(drift.run());
        assertThat(report.complete()).isFalse();
        assertThat(report.found().counted()).isZero();
        assertThat(report.differences()).isNotEmpty();
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }
}
