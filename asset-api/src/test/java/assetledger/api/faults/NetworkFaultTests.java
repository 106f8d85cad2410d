package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.Told;
import assetledger.api.faults.Journal.What;
import assetledger.api.testing.Endpoint;
import assetledger.api.testing.Endpoint.Reply;
import assetledger.api.testing.Fault;
import assetledger.api.testing.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/**
 * Clients register records while the connections between the server and its engines break in all the ways that they do,
 * and while either engine is killed. The patience of the server is shortened; the ways are the same.
 */
@Tag("faults")
@Timeout(240)
@TestInstance(Lifecycle.PER_CLASS)
class NetworkFaultTests {
    /** Longer than the server's patience with its database. */
    private static final Duration HOLE = Testbed.PATIENCE.plusSeconds(Long.getLong("assetledger.hole", 3));
    /** Patience, a new connection, the turn at the lock and the search; and as much again for a machine that is busy. */
    private static final Duration LONGEST_REPLY = Duration.ofSeconds(40);
    /** More than the server has connections to either engine, and more than one person may ask at once. */
    private static final int PROBES = 48;

    private static final int PROBERS = 3;

    private static final int TWINS = 20;

    private final Path directory = Path.of("target", "faults", "network").toAbsolutePath();
    private final Testbed bed;
    private final Trial trial;

    NetworkFaultTests() throws IOException, InterruptedException {
        Scratch.remove(directory);
        Files.createDirectories(directory);
        bed = new Testbed(directory);
        trial = new Trial(directory, bed);
    }

    @BeforeAll
    void warm() throws IOException, InterruptedException, SQLException {
        trial.during("nothing", registrars -> {});
    }

    @AfterAll
    void ledgerAndGraphAreSound() throws IOException, InterruptedException {
        try (trial) {
            trial.demandSound();
        }
    }

    @Test
    void aDatabaseThatSwallowsAllIsGivenUpInTimeAndTheConnectionsAreMadeAnew()
            throws IOException, InterruptedException, SQLException {
        Duration longest = trial.during("hole", registrars -> {
            bed.postgres().both(Fault.blackHole());
            TimeUnit.NANOSECONDS.sleep(HOLE.toNanos());
        });
        assertThat(longest).isLessThan(LONGEST_REPLY);
        allConnectionsAnswer();
    }

    @Test
    void whatADatabaseSaysTooLateIsNotLostAndTheLockIsGivenFree()
            throws IOException, InterruptedException, SQLException {
        Duration longest = trial.during("cable", registrars -> {
            bed.postgres().both(Fault.pulledCable());
            TimeUnit.NANOSECONDS.sleep(HOLE.toNanos());
        });
        assertThat(longest).isLessThan(LONGEST_REPLY);
        allConnectionsAnswer();
    }

    @Test
    void connectionsToTheDatabaseBreakOrAreSlowOrTellNonsense() throws IOException, InterruptedException, SQLException {
        trial.during("broken", registrars -> {
            for (int i = 0; i < 3; i++) {
                progress(registrars);
                bed.postgres().reset();
            }
            progress(registrars);
            bed.postgres().halfClose();
            progress(registrars);
            bed.postgres().both(Fault.slices());
            progress(registrars);
            // The first byte of a part is the letter of a message; no message has that one.
            bed.postgres().towardsClient(Fault.flip(0));
            progress(registrars);
        });
        allConnectionsAnswer();
    }

    /** While there is anything left to be asked for. */
    private static void progress(Registrars registrars) throws InterruptedException {
        int before = registrars.answered();
        registrars.await("more answers", () -> registrars.answered() >= before + 5 || registrars.done());
        registrars.await("a request in flight", () -> registrars.inFlight() > 0 || registrars.done());
    }

    @Test
    void aCommitWhoseReplyIsLostIsFoundByItsKey() throws InterruptedException, IOException, SQLException {
        Registration registration = new Registration("lost-commit");
        bed.postgres().towardsClient(Fault.silenceFrom("COMMIT"));
        Told first = told(registration, trial.server().endpoint());
        bed.postgres().heal();
        Told again = told(registration, trial.server().endpoint());
        assertThat(first).isEqualTo(again);
        assertThat(again.replayed()).isTrue();
        trial.demandNothingWrong();
    }

    /** One subject to be registered under one key. */
    private record Registration(UUID key, String name) {
        Registration(String name) {
            this(UUID.randomUUID(), name);
        }

        Line line(What what, Told told) {
            return new Line(Instant.now(), 0, what, key, Registrars.SCHEME + ":" + name, told, "");
        }

        Line open(What what, String note) {
            return new Line(Instant.now(), 0, what, key, Registrars.SCHEME + ":" + name, null, note);
        }
    }

    /** Written down as open at first, since the server itself does not know for a while what became of it. */
    private Told told(Registration registration, Endpoint server) throws InterruptedException {
        trial.journal().write(registration.open(What.INVOKE, ""));
        trial.journal().write(registration.open(What.UNKNOWN, "UNKNOWN_OUTCOME for the server"));
        Reply reply = server.ask(
                Registrars.REGISTER,
                Map.of(
                        "input",
                        Registrars.subject(registration.name()),
                        "key",
                        registration.key().toString()));
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        Told told = Told.in(((Reply.Answered) reply).data().path("register"));
        trial.journal().write(registration.line(What.OK, told));
        return told;
    }

    @Test
    void withoutTheGraphWritesGoOnAndItCatchesUpFromWhereItIs() throws IOException, InterruptedException, SQLException {
        trial.during("graph", registrars -> {
            bed.neo4j().cut();
            assertThat(trial.askGraph())
                    .isInstanceOfSatisfying(
                            Reply.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("UNAVAILABLE"));
            progress(registrars);
            bed.neo4j().heal();
            bed.neo4j().both(Fault.blackHole());
            progress(registrars);
            TimeUnit.SECONDS.sleep(3);
            bed.neo4j().both(Fault.delay(Duration.ofMillis(200)));
            progress(registrars);
            bed.neo4j().both(Fault.rate(10_000));
            progress(registrars);
        });
        noWriteFailed("graph");
        allConnectionsAnswer();
    }

    @Test
    void aKilledGraphIsStartedAgainAndNoWriteFails() throws IOException, InterruptedException, SQLException {
        trial.during("graph-killed", registrars -> bed.neo4jProcess().destroyForcibly());
        noWriteFailed("graph-killed");
    }

    private void noWriteFailed(String run) {
        assertThat(trial.journal().lines())
                .filteredOn(line -> line.externalId().startsWith(Registrars.SCHEME + ":" + run + "-c"))
                .extracting(Line::what)
                .contains(What.OK)
                .containsOnly(What.INVOKE, What.OK);
    }

    @Test
    void theServerFindsADatabaseThatWasKilledAndStarted() throws IOException, InterruptedException, SQLException {
        trial.during("database-killed", registrars -> {
            backend().destroyForcibly();
            progress(registrars);
            bed.postmaster().destroyForcibly();
            progress(registrars);
        });
    }

    /** One of the processes that serve the server's connections. */
    private ProcessHandle backend() throws SQLException {
        try (Connection ledger = bed.ledger();
                Statement statement = ledger.createStatement();
                ResultSet row =
                        statement.executeQuery("select pid from pg_stat_activity where datname = current_database()"
                                + " and application_name like '%r2dbc%' limit 1")) {
            assertThat(row.next()).isTrue();
            return ProcessHandle.of(row.getLong(1)).orElseThrow();
        }
    }

    @Test
    void withoutTheLedgerTheGraphAnswersAndSaysThatItIsOld() throws IOException, InterruptedException, SQLException {
        trial.during("ledger-cut", registrars -> {
            bed.postgres().cut();
            registrars.await("an answer that is marked as old", () -> {
                try {
                    return trial.askGraph() instanceof Reply.Answered answered && answered.stale();
                } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            });
        });
    }

    @Test
    void aRequestThatComesToTwoServersAtOnceIsCarriedOutOnceAndAnsweredAlike()
            throws IOException, InterruptedException, SQLException, ExecutionException {
        ServerProcess second = bed.server("second");
        second.start();
        ExecutorService threads = Executors.newFixedThreadPool(2 * TWINS);
        try {
            List<Future<Told>> answers = new ArrayList<>();
            for (int i = 0; i < TWINS; i++) {
                Registration registration = new Registration("twin-" + i);
                for (ServerProcess server : List.of(trial.server(), second)) {
                    Endpoint endpoint = server.endpoint();
                    answers.add(threads.submit(() -> told(registration, endpoint)));
                }
            }
            for (int i = 0; i < TWINS; i++) {
                Told one = answers.get(2 * i).get();
                Told other = answers.get(2 * i + 1).get();
                assertThat(one.id()).isEqualTo(other.id());
                assertThat(one.position()).isEqualTo(other.position());
                assertThat(one.replayed()).isNotEqualTo(other.replayed());
            }
        } finally {
            threads.shutdownNow();
            second.leaveNothing();
        }
        trial.awaitLevel();
        trial.demandNothingWrong();
    }

    /** I11: more questions at once than there are connections, to the graph and to the ledger, and all are answered. */
    private void allConnectionsAnswer() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(PROBES);
        try {
            List<Callable<Reply>> probes = new ArrayList<>();
            for (int i = 0; i < PROBES; i++) {
                Endpoint prober = trial.server().endpointOf("prober-" + i % PROBERS);
                String question = i < PROBES / 2 ? "{ coverageCounts { count } }" : "{ changes(first: 1) { hasMore } }";
                probes.add(() -> prober.ask(question, Map.of()));
            }
            for (Future<Reply> probe : threads.invokeAll(probes)) {
                assertThat(probe.get()).isInstanceOf(Reply.Answered.class);
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
