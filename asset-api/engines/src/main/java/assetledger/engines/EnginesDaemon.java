package assetledger.engines;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * One pair of engines for all the tests of a Maven build: {@code --directory D --while-alive PID --addresses FILE}. It writes the file, whole, when both engines
 * are ready, and stops them and removes the file when that process is gone. Of two that are started at once on a directory the second ends
 * with status 3, and whoever started it waits for the file all the same. The file of a daemon that was killed stays, so it says which daemon wrote it.
 */
public final class EnginesDaemon {
    private static final Duration NEO4J_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofSeconds(1);

    private final Path directory;
    private final Path addresses;
    private final long client;

    private EnginesDaemon(Path directory, Path addresses, long client) {
        this.directory = directory;
        this.addresses = addresses;
        this.client = client;
    }

    /** Says on standard output what happens to the engines. Ends with status 2 when the arguments are wrong, and 3 when the engines cannot be started. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String given = String.join(" ", arguments);
        if (arguments.length != 6
                || !(arguments[0] + arguments[2] + arguments[4]).equals("--directory--while-alive--addresses")
                || !arguments[3].matches("[0-9]{1,18}")) {
            System.err.printf(
                    "The arguments are --directory D --while-alive PID --addresses FILE, but these are %s%n", given);
            System.exit(2);
        }
        try {
            new EnginesDaemon(
                            Path.of(arguments[1]), Path.of(arguments[5]).toAbsolutePath(), Long.parseLong(arguments[3]))
                    .run();
        } catch (EnginesException e) {
            System.err.println(e.getMessage());
            System.exit(3);
        }
    }

    private void run() throws IOException, InterruptedException {
        Optional<ProcessHandle> alive = ProcessHandle.of(client);
        EngineSettings settings = EngineSettings.bothQuickly(directory, System.out::println);
        try (Engines engines = Engines.start(settings)) {
            Files.deleteIfExists(addresses);
            engines.awaitNeo4j(NEO4J_LIMIT);
            addresses.toFile().deleteOnExit();
            write(engines.postgres(), engines.neo4j());
            while (alive.filter(ProcessHandle::isAlive).isPresent()) {
                Thread.sleep(POLL.toMillis());
            }
            Files.deleteIfExists(addresses);
        }
    }

    private void write(PostgresAddress postgres, Neo4jAddress neo4j) throws IOException {
        Properties properties = new Properties();
        properties.setProperty(
                "daemon.pid", Long.toString(ProcessHandle.current().pid()));
        properties.setProperty("postgres.host", postgres.host());
        properties.setProperty("postgres.port", Integer.toString(postgres.port()));
        properties.setProperty("postgres.database", postgres.database());
        properties.setProperty("postgres.user", postgres.user());
        properties.setProperty("postgres.password", postgres.password());
        properties.setProperty("neo4j.host", neo4j.host());
        properties.setProperty("neo4j.port", Integer.toString(neo4j.port()));
        properties.setProperty("neo4j.user", neo4j.user());
        properties.setProperty("neo4j.password", neo4j.password());
        Path whole = Files.createTempFile(addresses.getParent(), "addresses", null);
        try (OutputStream out = Files.newOutputStream(whole)) {
            properties.store(out, "Where the engines of this build are");
        }
        Files.move(whole, addresses, ATOMIC_MOVE);
    }
}
