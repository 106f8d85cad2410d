package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.What;
import assetledger.api.testing.Endpoint.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The disk of one engine is full while clients write, and later there is space again. Mounts file systems, so wants root. */
@Tag("faults")
@Timeout(240)
class DiskFullTests {
    private static final int MEGABYTES = 96;
    /** More than PostgreSQL keeps ready of its log's files. */
    private static final int SWITCHES = 8;

    private final Path directory = Path.of("target", "faults", "disk").toAbsolutePath();

    /** What is done on a disk that can be filled. */
    private interface Full {
        void on(Volume volume, Testbed bed, Trial trial) throws IOException, InterruptedException, SQLException;
    }

    private void with(String moved, Full test) throws IOException, InterruptedException, SQLException {
        Scratch.remove(directory);
        Files.createDirectories(directory);
        try (Volume volume = Volume.mount(directory.resolve("volume"), MEGABYTES)) {
            // What is to be on the small disk must be there first.
            new Testbed(directory).close();
            volume.take(directory.resolve("engines").resolve(moved));
            Testbed bed = new Testbed(directory);
            try (Trial trial = new Trial(directory, bed)) {
                test.on(volume, bed, trial);
                trial.demandSound();
            }
        }
    }

    @Test
    void aLedgerWhoseDiskIsFullTakesNothingAndLosesNothing() throws IOException, InterruptedException, SQLException {
        with(
                "postgres/data/pg_wal",
                (volume, bed, trial) -> trial.during("wal", registrars -> {
                    volume.fill();
                    useUpTheLog(bed);
                    registrars.await("a refusal", () -> trial.journal().count(What.NOT_TAKEN) > 0);
                    TimeUnit.SECONDS.sleep(2);
                    volume.free();
                }));
    }

    /** Until the next file of the log cannot be made, which ends the database. */
    private static void useUpTheLog(Testbed bed) {
        try (Connection ledger = bed.ledger();
                Statement statement = ledger.createStatement()) {
            for (int i = 0; i < SWITCHES; i++) {
                statement.execute("select pg_switch_wal()");
                statement.execute("create table used_%d (id int)".formatted(i));
            }
        } catch (SQLException full) {
            // It is, and the session ended with the database.
        }
    }

    /** How much of the ledger the graph shows, which must not be all. */
    private static long projected(Trial trial) throws InterruptedException {
        Reply.Answered answer = (Reply.Answered) trial.server().endpoint().ask("{ __typename }", Map.of());
        assertThat(answer.lag()).isPositive();
        return answer.projected();
    }

    @Test
    void aGraphWhoseDiskIsFullStandsStillAndGoesOnWithoutAGap() throws IOException, InterruptedException, SQLException {
        with("neo4j/data", (volume, bed, trial) -> {
            trial.awaitLevel();
            trial.during("store", registrars -> {
                volume.fill();
                registrars.await("all answers", registrars::done);
                TimeUnit.SECONDS.sleep(2);
                long shown = projected(trial);
                TimeUnit.SECONDS.sleep(2);
                assertThat(projected(trial)).as("it stands still").isEqualTo(shown);
                assertThat(trial.askGraph())
                        .isInstanceOfSatisfying(
                                Reply.Failed.class,
                                failed -> assertThat(failed.code()).isEqualTo("UNAVAILABLE"));
                volume.free();
                // Neo4j says itself that it must be started again after this; its keeper does.
                bed.neo4jProcess().destroyForcibly();
            });
            assertThat(trial.journal().lines())
                    .as("no write failed")
                    .extracting(Line::what)
                    .containsOnly(What.INVOKE, What.OK);
        });
    }
}
