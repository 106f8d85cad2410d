package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.graph.GraphDigest.Digest;
import assetledger.model.ExternalId;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neo4j.driver.Session;

class ProjectionTests {
    private static final LocalDate TODAY = MemoryLedger.TODAY;

    private final GraphWriter writer = new GraphWriter(TestEngines.neo4j());
    private final GraphDigest digest = new GraphDigest(TestEngines.neo4j());
    private final MemoryLedger ledger = MemoryLedger.demonstration();

    @BeforeEach
    void empty() {
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
    }

    @Test
    void anEmptyGraphIsAtTheBeginning() {
        assertThat(Graphs.await(writer.next())).isZero();
        assertThat(digest().counted()).isZero();
    }

    @Test
    void aBatchThatIsPutTwiceIsRefusedTheSecondTimeAndChangesNothing() {
        ledger.project(writer, 500);
        Digest before = digest();
        List<Recorded<State>> last = ledger.events().subList(500, 692);
        assertThat(put(writer, 501, 692, last)).isFalse();
        assertThat(put(writer, 501, 692, last)).isFalse();
        assertThat(digest()).isEqualTo(before);
        assertThat(Graphs.await(writer.next())).isEqualTo(692);
    }

    @Test
    void aBatchFromAnotherPositionThanTheGraphsIsRefusedAndChangesNothing() {
        assertThat(put(writer, 1, 10, ledger.events().subList(1, 10))).isFalse();
        assertThat(digest().counted()).isZero();
        ledger.project(writer, 500);
        Digest before = digest();
        assertThat(put(writer, 700, 701, ledger.events().subList(1, 2))).isFalse();
        assertThat(put(writer, 0, 693, ledger.events().subList(1, 2))).isFalse();
        assertThat(Graphs.await(writer.putPack(
                        new GraphWriter.Range(0, 1, "leaf"), ledger.events().get(0), MemoryLedger.PACK)))
                .isFalse();
        assertThat(digest()).isEqualTo(before);
    }

    @Test
    void ofTwoWritersThatRaceForARangeOneWins() {
        GraphWriter rival = new GraphWriter(TestEngines.neo4j());
        ledger.project(writer, 1_000);
        MemoryLedger alone = MemoryLedger.demonstration();
        for (int round = 0; round < 20; round++) {
            long from = ledger.events().size();
            ledger.revise("gov-north", Map.of("name", "Government " + round));
            alone.revise("gov-north", Map.of("name", "Government " + round));
            List<Recorded<State>> batch = ledger.events().subList((int) from, (int) from + 1);
            CompletableFuture<Boolean> one = start(writer, from, batch).toCompletableFuture();
            CompletableFuture<Boolean> other = start(rival, from, batch).toCompletableFuture();
            assertThat(List.of(Graphs.await(one), Graphs.await(other))).containsExactlyInAnyOrder(true, false);
            assertThat(Graphs.await(writer.next())).isEqualTo(from + 1);
        }
        Digest raced = digest();
        empty();
        alone.project(writer, 1_000);
        assertThat(digest()).isEqualTo(raced);
    }

    @ValueSource(ints = {1, 7, 500})
    @ParameterizedTest
    void theSameLedgerGivesTheSameGraphInBatchesOfAnySize(int batch) {
        amend();
        ledger.project(writer, 1_000);
        Digest whole = digest();
        assertThat(whole.counted()).isGreaterThan(1_500);
        empty();
        ledger.rewind();
        ledger.project(writer, batch);
        assertThat(digest()).isEqualTo(whole);
    }

    @Test
    void whatIsProjectedAsItHappensIsWhatIsProjectedAfterwards() {
        ledger.project(writer, 500);
        Digest before = digest();
        amend();
        ledger.project(writer, 3);
        Digest live = digest();
        assertThat(live).isNotEqualTo(before);
        empty();
        ledger.rewind();
        ledger.project(writer, 1_000);
        assertThat(digest()).isEqualTo(live);
    }

    @ValueSource(
            strings = {
                "MATCH (n:Subject) WITH n ORDER BY n.id LIMIT 1 SET n.name = n.name + ' '",
                "MATCH (n:Subject) WITH n ORDER BY n.id LIMIT 1 SET n:Extra",
                "MATCH (n:Subject) WITH n ORDER BY n.id LIMIT 1 REMOVE n.version",
                "MATCH (n:Subject) WITH n ORDER BY n.id LIMIT 1 DETACH DELETE n",
                "MATCH (n:Subject) WITH n ORDER BY n.id LIMIT 1 SET n.version = toString(n.version)",
                "MATCH (n:SpendingLine) WHERE size(n.minorUnits) > 1 WITH n LIMIT 1 SET n.minorUnits = [n.minorUnits[1], n.minorUnits[0]] + n.minorUnits[2..]",
                "MATCH ()-[r:SUPPORTS {degree: 'FULL'}]->() WITH r LIMIT 1 SET r.degree = 'PARTIAL'",
                "MATCH ()-[r:IN_STAGE]->() WITH r LIMIT 1 SET r.from = r.from + duration('P1D')",
                "MATCH (a)-[r:OWNS]->(b:TechnicalAsset) WITH a, r, b LIMIT 1 DELETE r CREATE (b)-[:OWNS]->(a)",
                "MATCH (a)-[r:NAMES]->(b) WITH a, r, b LIMIT 1 DELETE r",
                "CREATE (:Record {id: 'x'})",
            })
    @ParameterizedTest
    void anyChangeByHandChangesTheDigest(String change) {
        ledger.project(writer, 1_000);
        Digest before = digest();
        try (Session session = TestEngines.neo4j().session()) {
            assertThat(session.run(change).consume().counters().containsUpdates())
                    .isTrue();
        }
        assertThat(digest().hex()).isNotEqualTo(before.hex());
    }

    @Test
    void aReadOfAPositionThatIsNotShownYetFailsWithItsLag() {
        ledger.project(writer, 1_000);
        Records records = new Records(new Graph(TestEngines.neo4j()));
        List<RecordId> ids = List.of(ledger.id("gov-north"));
        assertThat(Graphs.await(records.withIds(ids, Graphs.EVERYTHING, 691))).hasSize(1);
        assertThatExceptionOfType(ProjectionBehind.class)
                .isThrownBy(() -> Graphs.await(records.withIds(ids, Graphs.EVERYTHING, 692)))
                .withMessage("The graph shows the ledger up to position 691; position 692 is not in it yet")
                .returns(1L, ProjectionBehind::lag);
        assertThatExceptionOfType(ProjectionBehind.class)
                .isThrownBy(() -> Graphs.await(records.withIds(ids, Graphs.EVERYTHING, 700)))
                .returns(9L, ProjectionBehind::lag);
    }

    @Test
    void anEmptyGraphShowsNoPositionAtAll() {
        Records records = new Records(new Graph(TestEngines.neo4j()));
        List<RecordId> ids = List.of(ledger.id("gov-north"));
        assertThat(Graphs.await(records.withIds(ids, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .isEmpty();
        assertThatExceptionOfType(ProjectionBehind.class)
                .isThrownBy(() -> Graphs.await(records.withIds(ids, Graphs.EVERYTHING, 0)))
                .returns(1L, ProjectionBehind::lag);
    }

    @Test
    void aNameThatARecordHasTwiceNamesItOnce() {
        ledger.revise(
                "gov-north", Map.of("externalIds", List.of(name("gov-north"), name("gov-north"), name("government"))));
        ledger.project(writer, 1_000);
        Records records = new Records(new Graph(TestEngines.neo4j()));
        for (String name : List.of("gov-north", "government")) {
            assertThat(Graphs.await(records.named(
                            new ExternalId("demo", name), RecordKind.SUBJECT, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                    .hasSize(1);
        }
    }

    @Test
    void preparingAGraphTwiceIsHarmless() {
        Graphs.await(writer.prepare());
        try (Session session = TestEngines.neo4j().session()) {
            assertThat(session.run("SHOW CONSTRAINTS").list()).hasSize(5);
        }
    }

    /** Every sort of change, so that no tie of an earlier version may stay behind. */
    private void amend() {
        ledger.revise("sys-archive-north", Map.of("owner", Portfolio.ref("mvd"), "name", "Archive"));
        ledger.revise("sys-forest-monitor", Map.of("externalIds", List.of(name("renamed"))));
        // Two records have the same name; one of them loses it, and later the other one too.
        ledger.revise("sys-geo-north", Map.of("externalIds", List.of(name("sys-geo-north"), name("shared"))));
        ledger.revise("sys-edms-mvd", Map.of("externalIds", List.of(name("sys-edms-mvd"), name("shared"))));
        ledger.revise("sys-geo-north", Map.of("externalIds", List.of(name("sys-geo-north"))));
        ledger.revise("sys-hr-mvd", Map.of("externalIds", List.of(name("sys-hr-mvd"), name("passing"))));
        ledger.revise("sys-hr-mvd", Map.of("externalIds", List.of(name("sys-hr-mvd"))));
        ledger.changeStage("sys-archive-severogorsk", "decommissioning", TODAY);
        ledger.end(LinkKind.SUPPORTS, "sys-archive-severogorsk", "fn-archive-enquiries", TODAY);
        ledger.revise("fn-large-family", Map.of("area", "10.7.0", "broader", Portfolio.ref("fn-citizen-appeals")));
        ledger.revise("reg-health", Map.of("parent", Portfolio.ref("mvd")));
        ledger.revise("reg-health", Map.of("parent", Portfolio.ref("gov-north")));
        ledger.connect(LinkKind.USES, "mvd", "sys-archive-north", Map.of("from", "2026-01-01"));
    }

    private static Map<String, String> name(String value) {
        return Map.of("scheme", "demo", "value", value);
    }

    private Digest digest() {
        return Graphs.await(digest.compute());
    }

    private static boolean put(GraphWriter writer, long from, long to, List<Recorded<State>> records) {
        return Graphs.await(writer.put(MemoryLedger.range(from, to), records, MemoryLedger.PACK));
    }

    private static CompletionStage<Boolean> start(GraphWriter writer, long from, List<Recorded<State>> batch) {
        return writer.put(MemoryLedger.range(from, from + 1), batch, MemoryLedger.PACK);
    }
}
