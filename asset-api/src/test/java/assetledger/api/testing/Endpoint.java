package assetledger.api.testing;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server's GraphQL address, asked over plain HTTP; nothing is ever sent twice. */
public final class Endpoint {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Longer than the server lets anybody wait. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI address;
    private final String token;

    Endpoint(int port, String token) {
        this.address = URI.create("http://127.0.0.1:%d/graphql".formatted(port));
        this.token = token;
    }

    public URI address() {
        return address;
    }

    /** What came of a request. */
    public sealed interface Reply {
        /** A GraphQL answer, with data and without errors; {@code ledger} is what it says of ledger and graph. */
        record Answered(JsonNode data, JsonNode ledger) implements Reply {
            /** How many events the graph did not show. */
            public long lag() {
                return ledger.path("lag").asLong(-1);
            }

            /** How many events the graph shows. */
            public long projected() {
                return ledger.path("projected").asLong(-1);
            }

            /** Whether the ledger's database was away. */
            public boolean stale() {
                return ledger.path("stale").asBoolean(false);
            }
        }

        /** A GraphQL answer with errors; code and sentence of the first. */
        record Failed(String code, String message) implements Reply {}

        /** Nobody took the connection, so nothing was sent. */
        record Unsent() implements Reply {}

        /** It was sent, and no answer came, or none that can be read. */
        record Lost(String why) implements Reply {}
    }

    public Reply ask(String document, Map<String, ?> variables) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))))
                .build();
        try {
            return reply(client.send(request, BodyHandlers.ofString()));
        } catch (ConnectException nobody) {
            return new Reply.Unsent();
        } catch (IOException lost) {
            return new Reply.Lost(lost.toString());
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        if (response.statusCode() != OK) {
            return new Reply.Lost("HTTP %d %s".formatted(response.statusCode(), response.body()));
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            JsonNode error = answer.path("errors").path(0);
            return error.isMissingNode()
                    ? new Reply.Answered(answer.path("data"), answer.at("/extensions/ledger"))
                    : new Reply.Failed(
                            error.path("extensions").path("code").asString(""),
                            error.path("message").asString(""));
        } catch (JacksonException unreadable) {
            return new Reply.Lost("No JSON: " + response.body());
        }
    }
}
