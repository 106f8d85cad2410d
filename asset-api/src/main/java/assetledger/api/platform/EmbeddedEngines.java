package assetledger.api.platform;

import assetledger.engines.EngineSettings;
import assetledger.engines.Engines;
import assetledger.engines.Neo4jAddress;
import assetledger.engines.PostgresAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
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
    private static final String FLYWAY = "spring.flyway.url";

    private final boolean quickStart;
    private final Consumer<String> progress;
    private @Nullable Engines engines;

    /**
     * Prepares; nothing starts yet.
     * @param quickStart trades Neo4j's speed under long load for an earlier start
     */
    public EmbeddedEngines(boolean quickStart, Consumer<String> progress) {
        this.quickStart = quickStart;
        this.progress = progress;
    }

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        boolean postgres = !environment.containsProperty(R2DBC);
        boolean neo4j = !environment.containsProperty(NEO4J);
        Map<String, Object> addresses = new HashMap<>();
        if (postgres || neo4j) {
            Path directory = Path.of(environment.getRequiredProperty("assetledger.directory"));
            Engines started = Engines.start(new EngineSettings(directory, postgres, neo4j, quickStart, progress));
            // The application finishes with its databases before they stop.
            started.leaveStoppingToCaller();
            engines = started;
            if (postgres) {
                addresses.putAll(postgres(started.postgres()));
            }
            if (neo4j) {
                addresses.putAll(neo4j(started.neo4j()));
            }
        }
        if (!postgres && !environment.containsProperty(FLYWAY)) {
            addresses.put(
                    FLYWAY, "jdbc:" + environment.getRequiredProperty(R2DBC).substring("r2dbc:".length()));
            addresses.put("spring.flyway.user", environment.getProperty("spring.r2dbc.username", ""));
            addresses.put("spring.flyway.password", environment.getProperty("spring.r2dbc.password", ""));
        }
        environment.getPropertySources().addFirst(new MapPropertySource("embedded engines", addresses));
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
