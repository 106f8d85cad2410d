package assetledger.api.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.json.JsonMapper;

/** Speaks GraphQL over HTTP as any client would. */
public final class Client {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI graphql;
    private final String token;

    /** Of a server at an address such as {@code http://127.0.0.1:8080}. */
    public Client(String address, String token) {
        this.graphql = URI.create(address + "/graphql");
        this.token = token;
    }

    /** A request to the API with the token; add what it is about. */
    public HttpRequest.Builder request() {
        return HttpRequest.newBuilder(graphql)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    /** The same without the token. */
    public HttpRequest.Builder anonymous() {
        return HttpRequest.newBuilder(graphql)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
    }

    public static Reply send(HttpRequest request) {
        try {
            return Reply.of(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Goes on at once; the answer comes when it comes. */
    public CompletableFuture<Reply> asking(String query, Map<String, ?> variables) {
        return HTTP.sendAsync(post(query, variables), BodyHandlers.ofString()).thenApply(Reply::of);
    }

    /** Whatever comes back. */
    public Reply send(String query, Map<String, ?> variables) {
        return send(post(query, variables));
    }

    /** An answer without errors. */
    public Reply ask(String query, Map<String, ?> variables) {
        return send(query, variables).demandNoErrors();
    }

    public Reply ask(String query) {
        return ask(query, Map.of());
    }

    private HttpRequest post(String query, Map<String, ?> variables) {
        return request().POST(BodyPublishers.ofString(body(query, variables))).build();
    }

    /** A request's body. Half of a surrogate pair has no bytes of its own, so it goes as JSON's escape for it. */
    public static String body(String query, Map<String, ?> variables) {
        return JSON.writeValueAsString(Map.of("query", query, "variables", variables))
                .replaceAll("\\p{Cs}", "\\\\ud800");
    }
}
