package assetledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class TestEnginesTests {
    @Test
    void bothEnginesTakeConnections() throws IOException {
        TestEngines.Addresses shared = TestEngines.shared();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(shared.postgresHost(), shared.postgresPort()), 5_000);
            assertThat(socket.isConnected()).isTrue();
        }
        TestEngines.neo4j().verifyConnectivity();
    }

    @Test
    void everyTestIsGivenTheSameEngines() {
        assertThat(TestEngines.shared()).isSameAs(TestEngines.shared());
        assertThat(TestEngines.neo4j()).isSameAs(TestEngines.neo4j());
    }

    @Test
    void noPasswordIsPrinted() {
        TestEngines.Addresses shared = TestEngines.shared();
        assertThat(shared.toString()).doesNotContain(shared.postgresPassword()).doesNotContain(shared.neo4jPassword());
    }
}
