package assetledger.api.faults;

import assetledger.api.testing.FaultProxy;
import assetledger.api.testing.ServerProcess;
import assetledger.engines.EngineSettings;
import assetledger.engines.Engines;
import assetledger.engines.Neo4jAddress;
import assetledger.engines.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Two engines that this process keeps, each behind a proxy, and servers that know no other way to them: so each part can
 * be killed, and each connection broken, without the others.
 */
final class Testbed implements AutoCloseable {
    /** How long the servers wait for an answer that their database owes. */
    static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("assetledger.patience", 5));

    private static final Duration RESTART_LIMIT = Duration.ofSeconds(30);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Path directory;
    private final Path data;
    private final Engines engines;
    private final FaultProxy postgres;
    private final FaultProxy neo4j;
    private int servers;

    /** Starts the engines, and returns when both take clients. */
    Testbed(Path directory) throws IOException {
        this.directory = directory;
        data = Files.createDirectories(directory.resolve("engines")).toRealPath();
        engines = Engines.start(EngineSettings.bothQuickly(data, progress -> {}));
        engines.awaitNeo4j(START_LIMIT);
        postgres = FaultProxy.before(engines.postgres().port());
        neo4j = FaultProxy.before(engines.neo4j().port());
    }

    /** What stands between the servers and PostgreSQL. */
    FaultProxy postgres() {
        return postgres;
    }

    /** What stands between the servers and Neo4j. */
    FaultProxy neo4j() {
        return neo4j;
    }

    /** A server that reaches the engines through the proxies; it is not started yet. */
    ServerProcess server(String name) throws IOException {
        PostgresAddress ledger = engines.postgres();
        Neo4jAddress graph = engines.neo4j();
        Map<String, String> environment = new HashMap<>();
        environment.put(
                "SPRING_R2DBC_URL",
                "r2dbc:postgresql://%s:%d/%s".formatted(ledger.host(), postgres.port(), ledger.database()));
        environment.put("SPRING_R2DBC_USERNAME", ledger.user());
        environment.put("SPRING_R2DBC_PASSWORD", ledger.password());
        environment.put("SPRING_NEO4J_URI", "bolt://%s:%d".formatted(graph.host(), neo4j.port()));
        environment.put("SPRING_NEO4J_AUTHENTICATION_USERNAME", graph.user());
        environment.put("SPRING_NEO4J_AUTHENTICATION_PASSWORD", graph.password());
        // Each has a data directory of its own, and what is signed of a ledger stands in one.
        environment.put("ASSETLEDGER_SIGNER", Boolean.toString(servers++ == 0));
        environment.put("ASSETLEDGER_LEDGER_PATIENCE", PATIENCE.toString());
        environment.put(
                "SPRING_R2DBC_PROPERTIES_STATEMENTTIMEOUT",
                PATIENCE.minusSeconds(1).toString());
        return new ServerProcess(
                Files.createDirectories(directory.resolve(name)), environment, "-XX:TieredStopAtLevel=1");
    }

    /** A session past the proxy; a database that was killed just now is waited for. */
    Connection ledger() throws SQLException {
        PostgresAddress address = engines.postgres();
        String url = "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        long begin = System.nanoTime();
        while (true) {
            try {
                return DriverManager.getConnection(url, address.user(), address.password());
            } catch (SQLException notYet) {
                if (System.nanoTime() - begin > RESTART_LIMIT.toNanos()) {
                    throw notYet;
                }
            }
        }
    }

    /** PostgreSQL's first process; it is started again on the same port when it dies. */
    ProcessHandle postmaster() {
        return engine(data.resolve("postgres/data").toString());
    }

    /** Neo4j; it is started again on the same port when it dies. */
    ProcessHandle neo4jProcess() {
        return engine("@" + data.resolve("neo4j/server.arguments"));
    }

    private static ProcessHandle engine(String argument) {
        List<ProcessHandle> found = ProcessHandle.current()
                .descendants()
                .filter(process -> process.info()
                        .arguments()
                        .map(Arrays::asList)
                        .orElse(List.of())
                        .contains(argument))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("One engine has %s on its command line, but these have: %s"
                    .formatted(argument, found.stream().map(ProcessHandle::pid).toList()));
        }
        return found.get(0);
    }

    @Override
    public void close() throws IOException {
        engines.close();
        postgres.close();
        neo4j.close();
    }
}
