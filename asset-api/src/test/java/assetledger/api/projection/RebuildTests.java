package assetledger.api.projection;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.demonstration.Portfolio;
import assetledger.api.testing.Change;
import assetledger.api.testing.RunningServer;
import assetledger.graph.GraphDigest.Digest;
import assetledger.testing.TestEngines;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** The graph can be made again from the ledger at any time, and what was wrong in it is right afterwards. */
class RebuildTests extends RunningServer {
    private static final List<String> TAMPERINGS = List.of(
            "MATCH (n:Subject) WITH n LIMIT 1 SET n.name = 'Tampered with'",
            "MATCH (n:SpendingLine) WITH n LIMIT 1 SET n.minorUnits = [1]",
            "MATCH (n:Function) WITH n LIMIT 1 REMOVE n:Function",
            "MATCH (n:Indicator) WITH n LIMIT 1 DETACH DELETE n",
            "MATCH ()-[r:SUPPORTS]->() WITH r LIMIT 1 DELETE r",
            "MATCH ()-[r:PAYS_FOR]->() WITH r LIMIT 1 SET r.to = date('2020-01-01')",
            "CREATE (:Record:Subject {id: 'nobody'})",
            "MATCH (a:Subject), (f:Function) WITH a, f LIMIT 1 CREATE (a)-[:MANDATED {id: 'nothing'}]->(f)");

    @Autowired
    private Portfolio portfolio;

    @Autowired
    private Projector projector;

    @Autowired
    private Rebuild rebuild;

    @BeforeEach
    void somethingOfEverythingAndNobodyElseAtWork() {
        await(portfolio.load());
        registrar().register(authority(name("Агентство")));
        projector.stop();
    }

    @AfterEach
    void goOn() {
        if (!projector.isRunning()) {
            projector.start();
        }
    }

    /** A13: what is shown can be computed again from the events. */
    @Test
    void theGraphIsTheSameAfterwards() {
        Rebuild.Result result = await(rebuild.run());
        assertThat(result.after()).isEqualTo(result.before());
        assertThat(result.same()).isTrue();
        assertThat(result.after().counted()).isGreaterThan(691);
        assertThat(result.events()).isEqualTo(database().size());
    }

    @Test
    void whatIsChangedByHandShowsInTheDigestAndIsRightAfterwards() {
        await(projector.catchUp());
        Digest right = await(rebuild.digest());
        Set<String> wrong = new HashSet<>(Set.of(right.hex()));
        for (String tampering : TAMPERINGS) {
            TestEngines.neo4j().executableQuery(tampering).execute();
            assertThat(wrong.add(await(rebuild.digest()).hex())).as(tampering).isTrue();
        }
        Rebuild.Result result = await(rebuild.run());
        assertThat(result.same()).isFalse();
        assertThat(result.before()).isNotEqualTo(right);
        assertThat(result.after()).isEqualTo(right);
    }

    @Test
    void theServerAnswersFromTheNewGraphAndGoesOnProjecting() {
        await(rebuild.run());
        projector.start();
        Change written = registrar().register(authority(name("Agency")));
        assertThat(client().ask(
                                "query ($id: ID!, $at: Position) { node(id: $id, atLeast: $at) { id } }",
                                Map.of("id", written.id(), "at", written.position()))
                        .at("/node/id")
                        .asString())
                .isEqualTo(written.id());
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }
}
