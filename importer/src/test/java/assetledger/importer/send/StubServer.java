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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Speaks the protocol of the server and nothing else: it keeps answers by key, open imports by their tables and what
 * was put by its identifiers, and refuses the commands that a test says. It stands for no rule of the server.
 */
public final class StubServer implements AutoCloseable {
    /** One request as it came. */
    public record Request(String key, int commands, String authorization, JsonNode body) {}

    private final HttpServer server;
    private final Map<String, String> answers = new HashMap<>();
    private final Deque<Function<HttpExchange, Boolean>> interruptions = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Request> previews = new ArrayList<>();
    private final List<JsonNode> finished = new ArrayList<>();
    private final Map<String, String> openImports = new LinkedHashMap<>();
    private final Map<String, JsonNode> known = new HashMap<>();
    private int imports;
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

    /** The batches that were to be recorded. */
    public List<Request> requests() {
        return requests;
    }

    /** The batches that were only asked about. */
    public List<Request> previews() {
        return previews;
    }

    /** The inputs with which imports were finished. */
    public List<JsonNode> finished() {
        return finished;
    }

    /** How many imports were begun, not counting those that went on. */
    public int imports() {
        return imports;
    }

    /** Answers the next batch to be recorded with this instead, without carrying it out. */
    public void nextAnswer(int status, String body) {
        interruptions.add(exchange -> {
            respond(exchange, status, body);
            return true;
        });
    }

    /** Begins to answer the next batch and never ends. */
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

    /** Carries out the next batch and closes the connection without an answer. */
    public void loseNextAnswer() {
        interruptions.add(exchange -> false);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        JsonNode input = body.path("variables").path("input");
        String document = body.path("query").asString();
        if (document.contains("startImport(")) {
            String tables = input.path("tables").toString();
            String outcome = openImports.containsKey(tables) ? "UNCHANGED" : "ADDED";
            boolean isQuestion = body.path("variables").path("validateOnly").asBoolean();
            respond(exchange, 200, changed("startImport", isQuestion ? "x" : start(tables), outcome));
        } else if (document.contains("finishImport(")) {
            finished.add(input);
            openImports.values().remove(input.path("import").asString());
            respond(exchange, 200, changed("finishImport", input.path("import").asString(), "CHANGED"));
        } else {
            batch(exchange, body);
        }
    }

    private String start(String tables) {
        return openImports.computeIfAbsent(tables, open -> new UUID(0, ++imports).toString());
    }

    private static String changed(String mutation, String id, String outcome) {
        return "{\"data\":{\"%s\":{\"change\":{\"id\":\"%s\",\"outcome\":\"%s\"},\"problems\":[]}}}"
                .formatted(mutation, id, outcome);
    }

    private void batch(HttpExchange exchange, JsonNode body) {
        JsonNode variables = body.path("variables");
        JsonNode items = variables.path("input").path("items");
        String key = variables.path("idempotencyKey").asString();
        Request request = new Request(
                key, items.size(), String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")), body);
        if (variables.path("validateOnly").asBoolean()) {
            previews.add(request);
            respond(exchange, 200, recorded(false, results(items, new HashMap<>(known))));
            return;
        }
        requests.add(request);
        Function<HttpExchange, Boolean> interruption = interruptions.poll();
        if (interruption != null && interruption.apply(exchange)) {
            return;
        }
        boolean replayed = answers.containsKey(key);
        String results = answers.computeIfAbsent(key, first -> results(items, known));
        if (interruption != null) {
            exchange.close();
            return;
        }
        respond(exchange, 200, recorded(replayed, results));
    }

    private static String recorded(boolean replayed, String results) {
        return "{\"data\":{\"recordBatch\":{\"replayed\":%s,\"position\":\"1\",\"results\":[%s]}}}"
                .formatted(replayed, results);
    }

    private String results(JsonNode items, Map<String, JsonNode> state) {
        List<String> results = new ArrayList<>();
        for (JsonNode item : items) {
            String problems = refusal.apply(item);
            results.add(
                    problems.isEmpty()
                            ? "{\"change\":{\"id\":\"x\",\"version\":1,\"position\":\"1\",\"outcome\":\"%s\"},\"problems\":[]}"
                                    .formatted(outcome(item, state))
                            : "{\"change\":null,\"problems\":[%s]}".formatted(problems));
        }
        return String.join(",", results);
    }

    private static String outcome(JsonNode item, Map<String, JsonNode> state) {
        String command = item.propertyNames().iterator().next();
        if (!command.startsWith("put")) {
            return "ADDED";
        }
        JsonNode put = item.path(command);
        String identity = command.equals("putLink")
                ? "%s %s %s".formatted(put.path("kind"), put.path("tail"), put.path("head"))
                : put.path("record").propertyStream().findFirst().orElseThrow().getKey()
                        + put.path("record").findValue("externalIds");
        JsonNode before = state.put(identity, put);
        return before == null ? "ADDED" : before.equals(put) ? "UNCHANGED" : "CHANGED";
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
