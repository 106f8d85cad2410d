package assetledger.api.platform;

import assetledger.engines.EngineSettings;
import assetledger.engines.Engines;
import assetledger.engines.Neo4jAddress;
import assetledger.engines.PostgresAddress;
import assetledger.engines.RunningEngines;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the engines that no address is configured for, before anything connects to them, and says where they are. With
 * both addresses given, nothing local starts.
 */
public final class EmbeddedEngines implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, AutoCloseable {
    private static final String R2DBC = "spring.r2dbc.url";
    private static final String NEO4J = "spring.neo4j.uri";
    private static final int LOGIN_SECONDS = 10;
    private static final String FLYWAY = "spring.flyway.url";

    private final boolean quickStart;
    private final boolean beside;
    private final boolean withGraph;
    private final Consumer<String> progress;
    private @Nullable Engines engines;

    /**
     * Prepares; nothing starts yet.
     * @param quickStart trades Neo4j's speed under long load for an earlier start
     */
    public EmbeddedEngines(boolean quickStart, Consumer<String> progress) {
        this(quickStart, false, true, progress);
    }

    private EmbeddedEngines(boolean quickStart, boolean beside, boolean withGraph, Consumer<String> progress) {
        this.quickStart = quickStart;
        this.beside = beside;
        this.withGraph = withGraph;
        this.progress = progress;
    }

    /**
     * Prepares for a program that may work beside a server: where one works on the directory, its engines are used and
     * left running.
     * @param withGraph whether Neo4j is needed too
     */
    public static EmbeddedEngines beside(boolean withGraph, Consumer<String> progress) {
        return new EmbeddedEngines(true, true, withGraph, progress);
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        boolean postgres = !environment.containsProperty(R2DBC);
        boolean neo4j = withGraph && !environment.containsProperty(NEO4J);
        Map<String, Object> addresses = new HashMap<>();
        if (postgres || neo4j) {
            Path directory = Path.of(environment.getRequiredProperty("assetledger.directory"));
            Optional<RunningEngines> running = beside ? RunningEngines.in(directory) : Optional.empty();
            if (running.isPresent()) {
                progress.accept("A server works on %s; its engines are used".formatted(directory));
                add(
                        addresses,
                        postgres ? running.get().postgres() : null,
                        neo4j ? running.get().neo4j() : null);
            } else {
                Engines started = Engines.start(new EngineSettings(directory, postgres, neo4j, quickStart, progress));
                // The application finishes with its databases before they stop.
                started.leaveStoppingToCaller();
                engines = started;
                add(addresses, postgres ? started.postgres() : null, neo4j ? started.neo4j() : null);
            }
        }
        if (!postgres && !environment.containsProperty(FLYWAY)) {
            addresses.put(FLYWAY, jdbc(environment.getRequiredProperty(R2DBC)));
            addresses.put("spring.flyway.user", environment.getProperty("spring.r2dbc.username", ""));
            addresses.put("spring.flyway.password", environment.getProperty("spring.r2dbc.password", ""));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("embedded engines", addresses));
    }

    /** The same database for JDBC, which would wait for ever for one that takes the connection and says nothing. */
    private static String jdbc(String r2dbc) {
        String address = "jdbc:" + r2dbc.substring("r2dbc:".length());
        return address + (address.contains("?") ? "&" : "?") + "loginTimeout=" + LOGIN_SECONDS;
    }

    private static void add(
            Map<String, Object> addresses, @Nullable PostgresAddress postgres, @Nullable Neo4jAddress neo4j) {
        if (postgres != null) {
            addresses.putAll(postgres(postgres));
        }
        if (neo4j != null) {
            addresses.putAll(neo4j(neo4j));
        }
    }

    private static Map<String, Object> postgres(PostgresAddress address) {
        String place = "postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database());
        return Map.of(
                R2DBC,
                "r2dbc:" + place,
                "spring.r2dbc.username",
                address.user(),
                "spring.r2dbc.password",
                address.password(),
                FLYWAY,
                "jdbc:" + place,
                "spring.flyway.user",
                address.user(),
                "spring.flyway.password",
                address.password());
    }

    private static Map<String, Object> neo4j(Neo4jAddress address) {
        return Map.of(
                NEO4J,
                "bolt://%s:%d".formatted(address.host(), address.port()),
                "spring.neo4j.authentication.username",
                address.user(),
                "spring.neo4j.authentication.password",
                address.password());
    }

    @Override
    public void close() {
        if (engines != null) {
            engines.close();
        }
    }
}
