package assetledger.api.testing;

import assetledger.api.AssetLedgerServer;
import assetledger.api.access.LocalKey;
import assetledger.graph.GraphWriter;
import assetledger.model.RecordId;
import assetledger.model.Role;
import assetledger.testing.TestEngines;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A test that speaks to the real server on real engines. All of them share one server, so each takes names that no other
 * has, and counts only what it can tell apart; one that counts everything asks for a {@link FreshServer}.
 */
@SpringBootTest(classes = AssetLedgerServer.class, webEnvironment = WebEnvironment.RANDOM_PORT)
public abstract class RunningServer {
    private static @Nullable Database database;

    @LocalServerPort
    private int port;

    @Autowired
    private LocalKey key;

    @Autowired
    private Environment settings;

    /** A ledger cannot be emptied, so every server gets a new one; the one graph there is begins anew with it. */
    @DynamicPropertySource
    static void engines(DynamicPropertyRegistry registry) {
        TestEngines.Addresses engines = TestEngines.shared();
        Database fresh = Database.create(engines);
        database = fresh;
        new GraphWriter(TestEngines.neo4j()).wipe().toCompletableFuture().join();
        registry.add("spring.r2dbc.url", () -> "r2dbc:" + fresh.place());
        registry.add("spring.r2dbc.username", engines::postgresUser);
        registry.add("spring.r2dbc.password", engines::postgresPassword);
        registry.add("spring.flyway.url", () -> "jdbc:" + fresh.place());
        registry.add("spring.flyway.user", engines::postgresUser);
        registry.add("spring.flyway.password", engines::postgresPassword);
        registry.add("spring.neo4j.uri", engines::neo4jUri);
        registry.add("spring.neo4j.authentication.username", engines::neo4jUser);
        registry.add("spring.neo4j.authentication.password", engines::neo4jPassword);
        String directory = directory().toString();
        registry.add("assetledger.directory", () -> directory);
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("asset-ledger");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** The ledger's own database, to look into it past the server. */
    protected static Database database() {
        Database created = database;
        if (created == null) {
            throw new IllegalStateException("The database is there once the server is");
        }
        return created;
    }

    /** Somebody who may do everything that takes one person. */
    protected Client client() {
        return new Client(address(), token());
    }

    /** Somebody with one role, for one authority where it is given. */
    protected Client client(String person, Role role, @Nullable String authority) {
        return new Client(address(), token(person, Set.of(role), authority));
    }

    /** Another server on the same ledger and graph, with settings of its own such as {@code --assetledger.explorer=false}. */
    protected SecondServer second(String... arguments) {
        return new SecondServer(settings, arguments);
    }

    protected Registrar registrar() {
        return new Registrar(client());
    }

    protected String address() {
        return "http://127.0.0.1:%d".formatted(port);
    }

    protected String token() {
        return token("everybody", EnumSet.allOf(Role.class), null);
    }

    protected String token(String person, Set<Role> roles, @Nullable String authority) {
        Instant now = Instant.now();
        return key.issue(
                person,
                false,
                roles,
                authority == null ? null : RecordId.of(authority),
                now,
                now.plus(Duration.ofHours(1)));
    }
}
