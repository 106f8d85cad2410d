package assetledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assetledger.api.testing.Fault;
import assetledger.api.testing.FaultProxy;
import assetledger.testing.TestEngines;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.ValidationDepth;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Timeout(60)
class SilentConnectionsTests {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FaultProxy proxy;
    private final ConnectionFactory factory;

    SilentConnectionsTests() throws IOException {
        TestEngines.Addresses engines = TestEngines.shared();
        proxy = FaultProxy.before(engines.postgresPort());
        ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder()
                .option(ConnectionFactoryOptions.DRIVER, "postgresql")
                .option(ConnectionFactoryOptions.HOST, "127.0.0.1")
                .option(ConnectionFactoryOptions.PORT, proxy.port())
                .option(ConnectionFactoryOptions.DATABASE, engines.database())
                .option(ConnectionFactoryOptions.USER, engines.postgresUser())
                .option(ConnectionFactoryOptions.PASSWORD, engines.postgresPassword());
        new SilentConnections(PATIENCE).customize(options);
        factory = ConnectionFactories.get(options.build());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
    }

    private Connection connect() {
        return Objects.requireNonNull(Mono.from(factory.create()).block(LIMIT));
    }

    /** The last row, so that all of them must come. */
    private static int ask(Connection connection, String sql) {
        return Objects.requireNonNull(Flux.from(connection.createStatement(sql).execute())
                .concatMap(result -> result.map(row -> Objects.requireNonNull(row.get(0, Integer.class))))
                .blockLast(LIMIT));
    }

    private static boolean open(Connection connection) {
        return Objects.requireNonNull(
                Mono.from(connection.validate(ValidationDepth.LOCAL)).block(LIMIT));
    }

    @Test
    void aStatementInABlackHoleFailsAndTakesTheConnectionsThatRestedWithIt() {
        Connection asked = connect();
        Connection resting = connect();
        assertThat(ask(resting, "select 1")).isOne();
        proxy.both(Fault.blackHole());
        assertThatThrownBy(() -> ask(asked, "select 2")).isInstanceOf(R2dbcException.class);
        assertThat(open(asked)).isFalse();
        Awaitility.await().atMost(LIMIT).until(() -> !open(resting));
    }

    @Test
    void aConnectionIsCutWhoseAnswerStoppedHalfWay() {
        Connection connection = connect();
        proxy.towardsClient(Fault.silenceFrom("SELECT 10000"));
        assertThatThrownBy(() -> ask(connection, "select g from generate_series(1, 10000) g"))
                .isInstanceOf(R2dbcException.class);
    }

    @Test
    void aConnectionThatRestsLongerIsKeptAndSoIsOneWhoseAnswersComeByteByByte() throws InterruptedException {
        Connection resting = connect();
        proxy.both(Fault.slices());
        Connection sliced = connect();
        assertThat(ask(sliced, "select 1")).isOne();
        Thread.sleep(PATIENCE.multipliedBy(2).toMillis());
        assertThat(ask(resting, "select 2")).isEqualTo(2);
        assertThat(ask(sliced, "select 3")).isEqualTo(3);
    }
}
