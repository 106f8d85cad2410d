package assetledger.api.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that speaks graphql-transport-ws, and reads only as far as it is told to where it was asked to be slow. */
public final class Socket implements WebSocket.Listener, AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long LIMIT_SECONDS = 20;

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private final WebSocket socket;
    private volatile boolean stalled;

    private Socket(String address, String protocol, @Nullable String token) {
        WebSocket.Builder builder =
                HTTP.newWebSocketBuilder().subprotocols(protocol).connectTimeout(Duration.ofSeconds(LIMIT_SECONDS));
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        URI graphql = URI.create(address.replaceFirst("http", "ws") + "/graphql");
        this.socket = builder.buildAsync(graphql, this).join();
    }

    /** An open connection on which nothing was said yet. */
    static Socket open(String address, @Nullable String token) {
        return new Socket(address, "graphql-transport-ws", token);
    }

    static Socket speaking(String protocol, String address, String token) {
        return new Socket(address, protocol, token);
    }

    /** A connection that was accepted, with a token in the first message, as a browser would do it. */
    public static Socket accepted(String address, String token) {
        Socket socket = open(address, null);
        socket.init(Map.of("Authorization", "Bearer " + token));
        assertThat(socket.next().path("type").asString()).isEqualTo("connection_ack");
        return socket;
    }

    void init(Map<String, ?> payload) {
        send(Map.of("type", "connection_init", "payload", payload));
    }

    public void subscribe(String id, String query) {
        send(Map.of("type", "subscribe", "id", id, "payload", Map.of("query", query)));
    }

    void send(Map<String, ?> message) {
        text(JSON.writeValueAsString(message));
    }

    void text(String message) {
        socket.sendText(message, true).join();
    }

    /** From now on it takes nothing more off the wire. */
    void stall() {
        stalled = true;
    }

    /** The next message but for pings, which are left unanswered as the protocol allows a one-sided peer to do. */
    public JsonNode next() {
        try {
            while (true) {
                JsonNode message = messages.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("Nothing came");
                }
                if (!message.path("type").asString().equals("ping")) {
                    return message;
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** The entry in the next message of a subscription to changes. */
    JsonNode nextEntry() {
        JsonNode message = next();
        assertThat(message.path("type").asString()).as("%s", message).isEqualTo("next");
        return message.at("/payload/data/changes");
    }

    boolean isQuietFor(Duration time) {
        try {
            return messages.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    int closeCode() {
        return closed.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    /** Breaks off without a word, as a lost connection does. */
    @Override
    public void close() {
        socket.abort();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            messages.add(JSON.readTree(partial.toString().getBytes(StandardCharsets.UTF_8)));
            partial.setLength(0);
        }
        if (!stalled) {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }
}
