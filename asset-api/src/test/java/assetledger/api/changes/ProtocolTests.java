package assetledger.api.changes;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.RunningServer;
import assetledger.api.testing.SecondServer;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How graphql-transport-ws is spoken here. */
class ProtocolTests extends RunningServer {
    private static final int NO_CODE = 1005;
    private static final String FOLLOW = "subscription { changes { position } }";

    @Test
    void aTokenInTheHandshakeIsEnough() {
        try (Socket socket = Socket.open(address(), token())) {
            socket.send(Map.of("type", "connection_init"));
            assertThat(socket.next().path("type").asString()).isEqualTo("connection_ack");
        }
    }

    @Test
    void aHandshakeWithAWrongTokenIsNoHandshake() {
        Assertions.assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> Socket.open(address(), "wrong"))
                .withMessageContaining("WebSocketHandshakeException");
    }

    @ValueSource(strings = {"", "Bearer ", "Bearer wrong", "Basic abc"})
    @ParameterizedTest
    void aFirstMessageWithoutAGoodTokenEndsTheConnection(String authorization) {
        try (Socket socket = Socket.open(address(), null)) {
            socket.init(Map.of("Authorization", authorization));
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void askingBeforeTheFirstMessageEndsTheConnection() {
        try (Socket socket = Socket.open(address(), token())) {
            socket.subscribe("1", FOLLOW);
            assertThat(socket.closeCode()).isEqualTo(4401);
        }
    }

    @Test
    void aConnectionOnWhichNothingIsSaidInTimeIsEnded() {
        try (SecondServer hasty = second("--spring.graphql.websocket.connection-init-timeout=500ms");
                Socket silent = Socket.open(hasty.address(), null);
                Socket talking = Socket.accepted(hasty.address(), token())) {
            assertThat(silent.closeCode()).isEqualTo(4408);
            talking.send(Map.of("type", "ping"));
            assertThat(talking.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @Test
    void theFirstMessageComesOnce() {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.init(Map.of());
            assertThat(socket.closeCode()).isEqualTo(4429);
        }
    }

    @Test
    void anIdIsInUseUntilItsSubscriptionEnds() {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.subscribe("1", "subscription { changes(after: 0) { position } }");
            registrar().register(authority(name("Archive")));
            socket.next();
            socket.subscribe("1", FOLLOW);
            assertThat(socket.closeCode()).isEqualTo(4409);
        }
    }

    @ValueSource(strings = {"{}", "{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ a }\"}}"})
    @ParameterizedTest
    void aMessageWithoutWhatItNeedsEndsTheConnection(String message) {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.text(message);
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    /** The protocol says 4400 here too; Spring's handler ends with no code at all. */
    @ValueSource(strings = {"no json", "[1]", "{\"type\":\"tell\"}", "{\"type\":\"subscribe\",\"id\":\"1\"}"})
    @ParameterizedTest
    void whatIsNoMessageEndsTheConnectionWithoutACode(String message) {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.text(message);
            assertThat(socket.closeCode()).isEqualTo(NO_CODE);
        }
    }

    @Test
    void theEarlierProtocolIsNotSpoken() {
        try (Socket socket = Socket.speaking("graphql-ws", address(), token())) {
            assertThat(socket.closeCode()).isEqualTo(4400);
        }
    }

    @Test
    void aPingIsAnswered() {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.send(Map.of("type", "ping"));
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
        }
    }

    @ValueSource(
            strings = {
                "subscription { changes { nothing } }",
                "subscription {",
                "subscription { changes(after: -1) { position } }"
            })
    @ParameterizedTest
    void aQuestionThatIsNoneIsAnsweredByAnErrorAndNothingMore(String query) {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.subscribe("1", query);
            JsonNode error = socket.next();
            assertThat(error.path("type").asString()).isEqualTo("error");
            assertThat(error.at("/payload/0/message").asString()).isNotBlank();
        }
    }

    @Test
    void questionsAndMutationsAreAnsweredTooAndDone() {
        try (Socket socket = Socket.accepted(address(), token())) {
            socket.subscribe("q", "{ changes(first: 1) { next } }");
            assertThat(socket.next().at("/payload/data/changes/next").asLong()).isZero();
            JsonNode done = socket.next();
            assertThat(done.path("type").asString()).isEqualTo("complete");
            assertThat(done.path("id").asString()).isEqualTo("q");
        }
    }
}
