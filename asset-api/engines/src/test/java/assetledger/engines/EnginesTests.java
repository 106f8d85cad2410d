package assetledger.engines;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One data directory lives through what can happen to it, in the order below; each test leaves a mark and finds those of the tests before. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnginesTests {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    @TempDir
    static Path parent;

    private static Path directory = Path.of("");
    private static Path addresses = Path.of("");
    private static @Nullable Ledger marks;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void chooseAnAwkwardName() throws IOException {
        directory = parent.toRealPath().resolve("учёт \"систем\" и 100% $HOME");
        addresses = parent.resolve("addresses");
    }

    @AfterEach
    void nothingIsLeftRunning() {
        assertThat(running("")).isEmpty();
    }

    @AfterAll
    static void closeTheDriver() {
        if (marks != null) {
            marks.close();
        }
    }

    @Test
    @Order(1)
    void startsFromNothingAndStartsAgainOnTheSamePortWhatIsKilled() throws Exception {
        try (Engines engines = start()) {
            engines.awaitNeo4j(LIMIT);
            marks = Ledger.of(engines);
            marks.write("first");
            assertThat(told).hasSize(2).allMatch(said -> said.matches("(PostgreSQL|Neo4j) is ready after .* s\\."));

            kill("-D");
            kill("server.arguments");
            awaitTold("PostgreSQL is ready", 2);
            awaitTold("Neo4j is ready", 2);
            assertMarks("first");
            assertThat(told)
                    .anyMatch(said -> said.startsWith(
                            "PostgreSQL ended by itself with status 137; it is started again in 0.2 s. Its log is "));

            assertThat(Ledger.words(engines.postgres(), "select to_tsvector('russian', 'Судья Петрова')::text"))
                    .containsExactly("'петров':2", "'суд':1");
            assertThat(engines.postgres().toString())
                    .doesNotContain(engines.postgres().password());
            assertThat(engines.neo4j().toString())
                    .doesNotContain(engines.neo4j().password());
        }
    }

    @Test
    @Order(2)
    void keepsPasswordsForTheOwnerAlone() throws IOException {
        for (String kept : List.of("postgres/password", "neo4j/password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(kept))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @Order(3)
    void takesOverFromAKilledParentWhoseEnginesRunOn() throws Exception {
        Daemon daemon =
                Daemon.start(directory, addresses, ProcessHandle.current().pid());
        Map<Object, Object> left = daemon.awaitAddresses();
        marks().write("second");
        daemon.kill();
        assertThat(running("-D")).isNotEmpty();
        assertThat(running("server.arguments")).isNotEmpty();

        try (Engines engines = start()) {
            engines.awaitNeo4j(LIMIT);
            assertThat(left)
                    .containsEntry(
                            "postgres.port", Integer.toString(engines.postgres().port()))
                    .containsEntry("postgres.password", engines.postgres().password())
                    .containsEntry(
                            "neo4j.port", Integer.toString(engines.neo4j().port()))
                    .containsEntry("neo4j.password", engines.neo4j().password());
            assertMarks("first", "second");
        }
    }

    @Test
    @Order(4)
    void losesNothingWhenAllThreeAreKilledAndStopsAllWhenAskedToEnd() throws Exception {
        Daemon killed =
                Daemon.start(directory, addresses, ProcessHandle.current().pid());
        killed.awaitAddresses();
        marks().write("third");
        killed.process().destroyForcibly();
        running("").forEach(ProcessHandle::destroyForcibly);
        killed.kill();

        Daemon daemon =
                Daemon.start(directory, addresses, ProcessHandle.current().pid());
        daemon.awaitAddresses();
        assertMarks("first", "second", "third");
        daemon.process().toHandle().destroy();
        assertThat(daemon.printed()).as("no engine is started again").doesNotContain("ended by itself");
        daemon.end();
        assertThat(addresses).doesNotExist();
    }

    @Test
    @Order(5)
    void theDaemonEndsWithItsClientAndASecondOneIsRefused() throws Exception {
        Process client = new ProcessBuilder("sleep", "600").start();
        Daemon daemon = Daemon.start(directory, addresses, client.pid());
        daemon.awaitAddresses();
        Daemon second = Daemon.start(directory, addresses, client.pid());
        assertThat(second.printed())
                .contains("in use by process %d, and one server at a time"
                        .formatted(daemon.process().pid()));
        assertThat(second.end()).isEqualTo(3);
        assertThat(addresses).exists();

        client.destroyForcibly().waitFor();
        assertThat(daemon.end()).isZero();
        assertThat(addresses).doesNotExist();
    }

    private Engines start() {
        return Engines.start(EngineSettings.bothQuickly(directory, told::add));
    }

    private static Ledger marks() {
        return Objects.requireNonNull(marks, "The first test opens the ledger");
    }

    private static void assertMarks(String... written) throws Exception {
        assertThat(marks().inPostgres()).containsExactly(written);
        assertThat(marks().inNeo4j()).containsExactly(written);
    }

    private void awaitTold(String beginning, int times) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (told.stream().filter(sentence -> sentence.startsWith(beginning)).count() < times) {
            assertThat(System.nanoTime()).as("told so far: %s", told).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static void kill(String argument) {
        List<ProcessHandle> found = running(argument);
        assertThat(found).as("processes with %s", argument).hasSize(1);
        found.get(0).destroyForcibly();
    }

    /** The engines' processes: those whose command line names the data directory, and this besides. */
    private static List<ProcessHandle> running(String argument) {
        return ProcessHandle.allProcesses()
                .filter(CommandLine::lives)
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(directory.toString()) && line.contains(argument))
                        .filter(line -> !line.contains(EnginesDaemon.class.getSimpleName()))
                        .isPresent())
                .toList();
    }
}
