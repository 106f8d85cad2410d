package assetledger.api.testing;

import assetledger.api.AssetLedgerServer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** A server beside the one that the tests share: on its ledger, its graph and its key, with settings of its own. */
public final class SecondServer implements AutoCloseable {
    private static final List<String> SHARED = List.of(
            "spring.r2dbc.url",
            "spring.r2dbc.username",
            "spring.r2dbc.password",
            "spring.flyway.url",
            "spring.flyway.user",
            "spring.flyway.password",
            "spring.neo4j.uri",
            "spring.neo4j.authentication.username",
            "spring.neo4j.authentication.password",
            "assetledger.directory");

    private final ConfigurableApplicationContext context;

    SecondServer(Environment first, String... settings) {
        Stream<String> shared = SHARED.stream().map(name -> "--%s=%s".formatted(name, first.getRequiredProperty(name)));
        this.context = SpringApplication.run(
                AssetLedgerServer.class,
                Stream.of(shared, Arrays.stream(settings), Stream.of("--server.port=0"))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    public String address() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public Client client(String token) {
        return new Client(address(), token);
    }

    @Override
    public void close() {
        context.close();
    }
}
