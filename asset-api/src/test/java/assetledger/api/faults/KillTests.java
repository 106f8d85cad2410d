package assetledger.api.faults;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.What;
import assetledger.api.faults.StoredLedger.Stored;
import assetledger.api.testing.Endpoint.Reply;
import assetledger.api.testing.ServerProcess;
import assetledger.engines.Neo4jAddress;
import assetledger.engines.PostgresAddress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * Eight clients register 1,000 records while the server is killed with requests under way, some times together with both
 * engines. Run it with {@code mvn -Pfaults verify}; {@code -Dassetledger.kills=10} kills more often, {@code
 * -Dassetledger.seed=N} repeats the moments of a run.
 * Journal, logs and summary stay in {@code target/faults}.
 */
@Tag("faults")
@Timeout(900)
class KillTests {
    private static final int CLIENTS = 8;
    private static final int EACH = 125;
    private static final int KILLS = Integer.getInteger("assetledger.kills", 4);
    private static final int KILLS_OF_ALL = Math.max(1, KILLS * 3 / 10);
    private static final int KILLS_WITH_THE_GRAPH_AT_WORK = KILLS / 2;
    /** A kill comes after so many answers, up to so many more, and so long after. */
    private static final int FEWEST_ANSWERS = 10;

    private static final int MORE_ANSWERS = 50;
    private static final int LONGEST_DELAY_MS = 10;

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern DIGESTS = Pattern.compile(
            "^before: +([0-9a-f]{64}, [0-9]+) nodes and relationships$.^after: +([0-9a-f]{64}, [0-9]+) nodes",
            Pattern.DOTALL | Pattern.MULTILINE);

    private final long seed = Long.getLong("assetledger.seed", System.nanoTime() % 1_000_000);
    private final Random chance = new Random(seed);
    private final Path directory = Path.of("target", "faults", "seed-" + seed).toAbsolutePath();
    private final List<Round> rounds = new ArrayList<>();
    private final ServerProcess server;

    KillTests() throws IOException {
        System.out.println("KillTests: seed " + seed + ", files in " + directory);
        Scratch.remove(directory);
        Files.createDirectories(directory);
        server = new ServerProcess(directory, "-XX:TieredStopAtLevel=1");
    }

    /** One kill: of what, what it hit, and how long the server then took until it answered again. */
    private record Round(boolean all, boolean graphAtWork, int inFlight, long unknown, Duration restart) {
        @Override
        public String toString() {
            return "%s%s: %d in flight, %d unknown, back after %s"
                    .formatted(
                            all ? "all three" : "the server",
                            graphAtWork ? " with the graph at work" : "",
                            inFlight,
                            unknown,
                            seconds(restart));
        }
    }

    @AfterEach
    void leaveNoProcess() {
        server.leaveNothing();
    }

    @Test
    void losesAndDoublesNothingThatWasAcknowledged() throws IOException, InterruptedException, SQLException {
        long begin = System.nanoTime();
        Duration firstStart = server.start();
        List<Line> journal = registerUnderKills();
        StoredLedger ledger = ledger(server.postgres());
        Map<UUID, Long> graph = versionsInGraph(server.neo4j());
        assertThat(HistoryCheck.violations(journal, ledger)).isEmpty();
        assertThat(journal).filteredOn(line -> line.what() == What.OK).hasSize(CLIENTS * EACH);
        assertThat(rounds)
                .hasSize(KILLS)
                .allSatisfy(round -> assertThat(round.unknown()).isPositive());
        assertThat(graph).isEqualTo(versionsIn(ledger)).hasSize(CLIENTS * EACH);

        server.stop();
        String digest = digestOfRebuild();
        String summary = summary(firstStart, Duration.ofNanos(System.nanoTime() - begin), journal, digest);
        System.out.println(summary);
        Files.writeString(directory.resolve("summary.txt"), summary);
        Scratch.remove(server.data());
    }

    private List<Line> registerUnderKills() throws IOException, InterruptedException {
        Path file = directory.resolve("journal.ndjson");
        try (Journal journal = Journal.begin(file);
                Registrars registrars = new Registrars("kill", CLIENTS, EACH, server.endpoint(), journal)) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, KILLS).boxed().toList());
            Collections.shuffle(order, chance);
            for (int kill : order) {
                round(registrars, journal, kill < KILLS_OF_ALL, kill < KILLS_WITH_THE_GRAPH_AT_WORK);
            }
            registrars.go();
            registrars.await("the last answer", registrars::done);
            awaitGraph(journal);
        }
        return Journal.read(file);
    }

    private void round(Registrars registrars, Journal journal, boolean all, boolean graphAtWork)
            throws IOException, InterruptedException {
        if (graphAtWork) {
            awaitGraph(journal);
        }
        long unknownBefore = journal.count(What.UNKNOWN);
        int moment = registrars.answered() + FEWEST_ANSWERS + chance.nextInt(MORE_ANSWERS);
        registrars.go();
        registrars.await("so many answers before a kill", () -> registrars.answered() >= moment);
        Thread.sleep(chance.nextInt(LONGEST_DELAY_MS));
        registrars.await("a request in flight", () -> registrars.inFlight() > 0);
        int inFlight = registrars.inFlight();
        if (all) {
            server.killWithEngines(chance);
        } else {
            server.kill();
        }
        registrars.rest();
        Duration restart = server.start();
        // Whoever waited for an answer has learned by now that none will come.
        Round round = new Round(all, graphAtWork, inFlight, journal.count(What.UNKNOWN) - unknownBefore, restart);
        rounds.add(round);
        System.out.printf("kill %d of %s%n", rounds.size(), round);
    }

    /** Waits until the graph shows all that was acknowledged: so long it may take after the last fault, and no longer. */
    private void awaitGraph(Journal journal) throws InterruptedException {
        long position = journal.lines().stream()
                .flatMap(line -> Stream.ofNullable(line.told()))
                .mapToLong(Journal.Told::position)
                .max()
                .orElse(0);
        long begin = System.nanoTime();
        Reply reply = askGraph(position);
        while (!(reply instanceof Reply.Answered)) {
            assertThat(System.nanoTime() - begin)
                    .as("The graph does not show position %d: %s", position, reply)
                    .isLessThan(LIMIT.toNanos());
            Thread.sleep(100);
            reply = askGraph(position);
        }
    }

    private Reply askGraph(long position) throws InterruptedException {
        return server.endpoint()
                .ask(
                        "query ($id: ID!, $position: Position!) { node(id: $id, atLeast: $position) { id } }",
                        Map.of("id", UUID.randomUUID().toString(), "position", position));
    }

    /** I7: a rebuild comes to the graph that was there; its digest and count. */
    private String digestOfRebuild() throws IOException, InterruptedException {
        ServerProcess.Ended rebuilt = server.rebuild();
        assertThat(rebuilt.status()).as(rebuilt.printed()).isZero();
        Matcher digests = DIGESTS.matcher(rebuilt.printed());
        assertThat(digests.find()).as("Two digests in: %s", rebuilt.printed()).isTrue();
        assertThat(digests.group(2)).as("I7, digest and count after a rebuild").isEqualTo(digests.group(1));
        return digests.group(2);
    }

    private static StoredLedger ledger(PostgresAddress address) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        try (Connection database = DriverManager.getConnection(url, address.user(), address.password())) {
            return StoredLedger.read(database);
        }
    }

    private static Map<UUID, Long> versionsInGraph(Neo4jAddress address) {
        String uri = "bolt://%s:%d".formatted(address.host(), address.port());
        try (Driver driver = GraphDatabase.driver(uri, AuthTokens.basic(address.user(), address.password()))) {
            return driver
                    .executableQuery("MATCH (n:Record) WHERE n:Subject OR n:TechnicalAsset RETURN n.id, n.version")
                    .execute()
                    .records()
                    .stream()
                    .collect(toMap(
                            row -> UUID.fromString(row.get(0).asString()),
                            row -> row.get(1).asLong()));
        }
    }

    private static Map<UUID, Long> versionsIn(StoredLedger ledger) {
        return ledger.events().stream()
                .filter(event -> !event.externalIds().isEmpty())
                .collect(toMap(Stored::record, event -> (long) event.version(), Math::max));
    }

    private String summary(Duration firstStart, Duration total, List<Line> journal, String graph) {
        Set<UUID> unknown = journal.stream()
                .filter(line -> line.what() == What.UNKNOWN)
                .map(Line::key)
                .collect(toSet());
        long replayed = journal.stream()
                .filter(line -> unknown.contains(line.key()))
                .filter(line -> line.told() != null && line.told().replayed())
                .count();
        return """
                seed %d: %d registrations by %d clients, %d kills, %d of them of all three processes
                unknown outcomes: %d of %d requests; %d had been recorded, %d were recorded when repeated
                told that nothing was recorded: %d
                first start %s; restarts of the server %s; of all three %s; total %s; load %.1f
                graph: %s nodes and relationships, before and after a rebuild
                """.formatted(
                        seed,
                        CLIENTS * EACH,
                        CLIENTS,
                        rounds.size(),
                        rounds.stream().filter(Round::all).count(),
                        count(journal, What.UNKNOWN),
                        unknown.size(),
                        replayed,
                        unknown.size() - replayed,
                        count(journal, What.NOT_TAKEN),
                        seconds(firstStart),
                        restarts(false),
                        restarts(true),
                        seconds(total),
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                        graph);
    }

    private static long count(List<Line> journal, What what) {
        return journal.stream().filter(line -> line.what() == what).count();
    }

    private String restarts(boolean all) {
        List<Duration> times = rounds.stream()
                .filter(round -> round.all() == all)
                .map(Round::restart)
                .sorted()
                .toList();
        return "median %s, longest %s"
                .formatted(seconds(times.get(times.size() / 2)), seconds(times.get(times.size() - 1)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }
}
