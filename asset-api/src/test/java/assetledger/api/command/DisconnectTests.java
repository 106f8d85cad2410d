package assetledger.api.command;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.RunningServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A client that goes away takes nothing back, and finds what became of its request by its key. */
class DisconnectTests extends RunningServer {
    private final UUID key = UUID.randomUUID();

    @RepeatedTest(10)
    void whatWasSentIsRecordedOnceThoughNobodyWaitsForTheAnswer() throws IOException {
        Map<String, Object> input = authority(name("Hasty"));
        sent(input).close();
        recordedOnce(input);
    }

    @Test
    void aConnectionThatIsResetWhileTheWriterIsHeldUpTakesNothingBack() throws IOException, SQLException {
        Map<String, Object> input = authority(name("Hasty"));
        try (Connection holder = database().connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select * from ledger_head for update");
            Socket socket = sent(input);
            Awaitility.await().atMost(Duration.ofSeconds(4)).until(this::theWriterWaits);
            socket.setSoLinger(true, 0);
            socket.close();
            holder.rollback();
        }
        recordedOnce(input);
    }

    private boolean theWriterWaits() {
        return database()
                        .number("select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock'")
                > 0;
    }

    private void recordedOnce(Map<String, Object> input) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> database().eventsOf(key) == 1);
        Change found = registrar().ask("register", input, key);
        assertThat(found.replayed()).isTrue();
        assertThat(found.accepted()).isTrue();
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    /** The whole request is written, and not a byte of the answer read. */
    private Socket sent(Map<String, Object> input) throws IOException {
        byte[] body =
                Client.body(mutation("register", false), variables(input, key)).getBytes(StandardCharsets.UTF_8);
        URI server = URI.create(address());
        String head = """
                POST /graphql HTTP/1.1\r
                Host: %s\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length: %d\r
                \r
                """.formatted(server.getAuthority(), token(), body.length);
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().write(body);
        socket.getOutputStream().flush();
        return socket;
    }
}
