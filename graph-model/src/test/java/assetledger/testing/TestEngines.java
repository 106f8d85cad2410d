package assetledger.testing;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.neo4j.Neo4jContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The one place that decides where tests find a real PostgreSQL and a real Neo4j: servers named in the environment, else
 * containers where Docker answers, else the embedded engines, started once for a whole Maven build.
 */
public final class TestEngines {
    private static @Nullable TestEngines shared;

    private final Addresses addresses;
    private @Nullable Driver driver;

    private TestEngines(Addresses addresses) {
        this.addresses = addresses;
    }

    /** Where the two are, and as whom to speak to them. */
    public record Addresses(
            String postgresHost,
            int postgresPort,
            String database,
            String postgresUser,
            String postgresPassword,
            String neo4jUri,
            String neo4jUser,
            String neo4jPassword) {
        /** Leaves the passwords out, since a failed assertion prints it. */
        @Override
        public String toString() {
            return "PostgreSQL %s:%d/%s, Neo4j %s".formatted(postgresHost, postgresPort, database, neo4jUri);
        }
    }

    /** The same for every test of this process; what is in the two is whatever the test before left there. */
    public static Addresses shared() {
        return instance().addresses;
    }

    /** A driver for the shared Neo4j, which nobody closes: it ends with the process. */
    public static Driver neo4j() {
        return instance().driver();
    }

    private static synchronized TestEngines instance() {
        if (shared == null) {
            shared = new TestEngines(find());
        }
        return shared;
    }

    private synchronized Driver driver() {
        if (driver == null) {
            driver = GraphDatabase.driver(
                    addresses.neo4jUri(), AuthTokens.basic(addresses.neo4jUser(), addresses.neo4jPassword()));
        }
        return driver;
    }

    private static Addresses find() {
        if (System.getenv("ASSETLEDGER_TEST_R2DBC_URL") != null) {
            return external();
        }
        return dockerAnswers() ? containers() : EmbeddedForTests.addresses();
    }

    private static Addresses external() {
        URI postgres = URI.create(environment("R2DBC_URL").replaceFirst("^r2dbc:", ""));
        return new Addresses(
                postgres.getHost(),
                postgres.getPort() < 0 ? 5432 : postgres.getPort(),
                postgres.getPath().substring(1),
                environment("USERNAME"),
                environment("PASSWORD"),
                environment("NEO4J_URI"),
                environment("NEO4J_USERNAME"),
                environment("NEO4J_PASSWORD"));
    }

    private static String environment(String name) {
        String value = System.getenv("ASSETLEDGER_TEST_" + name);
        if (value == null) {
            throw new IllegalStateException(
                    "ASSETLEDGER_TEST_R2DBC_URL is set, so ASSETLEDGER_TEST_%s must be set too".formatted(name));
        }
        return value;
    }

    /** Testcontainers asks long and prints much where there is no engine, so the two usual places are looked at before. */
    private static boolean dockerAnswers() {
        boolean likely = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return likely && DockerClientFactory.instance().isDockerAvailable();
    }

    /** Untried: no machine that this was written on has a Docker engine. Testcontainers ends them with this process. */
    private static Addresses containers() {
        PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18");
        Neo4jContainer neo4j = new Neo4jContainer("neo4j:5.26-community");
        postgres.start();
        neo4j.start();
        return new Addresses(
                postgres.getHost(),
                postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                postgres.getDatabaseName(),
                postgres.getUsername(),
                postgres.getPassword(),
                neo4j.getBoltUrl(),
                "neo4j",
                neo4j.getAdminPassword());
    }
}
