package assetledger.importer.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the protocol of the server and nothing else: it keeps answers by key, and refuses the commands that a test
 * says. It stands for no rule of the server.
 */
public final class StubServer implements AutoCloseable {
    /** One request as it came. */
    public record Request(String key, int commands, String authorization, JsonNode body) {}

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final Deque<Function<HttpExchange, Boolean>> interruptions = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    /** From a command to the problems of its refusal in JSON; empty text when it is accepted. */
    private final Function<JsonNode, String> refusal;

    public StubServer(Function<JsonNode, String> refusal) throws IOException {
        this.refusal = refusal;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/graphql", this::answer);
        server.start();
    }

    public static StubServer acceptingAll() throws IOException {
        return new StubServer(command -> "");
    }

    public String url() {
        return "http://localhost:%d".formatted(server.getAddress().getPort());
    }

    public List<Request> requests() {
        return requests;
    }

    /** Answers the next request with this instead, without carrying it out. */
    public void nextAnswer(int status, String body) {
        interruptions.add(exchange -> {
            respond(exchange, status, body);
            return true;
        });
    }

    /** Begins to answer the next request and never ends. */
    public void stallNextAnswer() {
        interruptions.add(exchange -> {
            try {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Carries out the next request and closes the connection without an answer. */
    public void loseNextAnswer() {
        interruptions.add(exchange -> false);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        String key = body.path("variables").path("idempotencyKey").asString();
        JsonNode items = body.path("variables").path("input").path("items");
        requests.add(new Request(
                key, items.size(), String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body));
        Function<HttpExchange, Boolean> interruption = interruptions.poll();
        if (interruption != null && interruption.apply(exchange)) {
            return;
        }
        boolean replayed = answers.containsKey(key);
        String results = answers.computeIfAbsent(key, first -> results(items));
        if (interruption != null) {
            exchange.close();
            return;
        }
        respond(
                exchange,
                200,
                "{\"data\":{\"recordBatch\":{\"replayed\":%s,\"position\":\"1\",\"results\":[%s]}}}"
                        .formatted(replayed, results));
    }

    private String results(JsonNode items) {
        List<String> results = new ArrayList<>();
        for (JsonNode item : items) {
            String problems = refusal.apply(item);
            results.add(
                    problems.isEmpty()
                            ? "{\"change\":{\"id\":\"x\",\"version\":1,\"position\":\"1\"},\"problems\":[]}"
                            : "{\"change\":null,\"problems\":[%s]}".formatted(problems));
        }
        return String.join(",", results);
    }

    private static void respond(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
