package assetledger.importer.send;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A server's ledger, by GraphQL over HTTP; each request is made once. */
public final class HttpLedger implements Ledger {
    private static final String RECORD = document("record-batch");
    private static final String START = document("start-import");
    private static final String FINISH = document("finish-import");
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 32 << 20;
    private static final Set<Integer> FOR_NOW = Set.of(429, 502, 503, 504);

    private record Answer(int status, Duration retryAfter, String body) {}

    private final Server server;
    private final Duration patience;
    /** Redirections are not followed: the token is for this server alone. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param patience how long one request may take */
    public HttpLedger(Server server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    @Override
    public BatchAnswer preview(List<ObjectNode> commands) throws Unavailable, InterruptedException {
        ObjectNode variables = variables(UUID.randomUUID()).put("validateOnly", true);
        input(variables).putArray("items").addAll(commands);
        return batch(variables, commands.size());
    }

    @Override
    public BatchAnswer record(UUID key, List<ObjectNode> commands, Places places)
            throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key).put("validateOnly", false);
        ObjectNode input = input(variables);
        input.putArray("items").addAll(commands);
        ArrayNode rows = input.putObject("import").put("id", places.importId()).putArray("rows");
        places.rows()
                .forEach(row -> rows.addObject().put("table", places.table()).put("row", row));
        return batch(variables, commands.size());
    }

    @Override
    public String startImport(UUID key, String source, List<ImportTable> tables)
            throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key);
        ArrayNode list = input(variables).put("source", source).putArray("tables");
        tables.forEach(table -> list.addObject()
                .put("file", table.file())
                .put("sha256", table.sha256())
                .put("mapping", table.mapping())
                .put("mappingSha256", table.mappingSha256())
                .put("rows", table.rows()));
        Answer answer = answer(START, variables);
        return new AnswerReader(server, answer.status()).changed(answer.body(), "startImport");
    }

    @Override
    public String finishImport(UUID key, String id, List<TableCounts> tables) throws Unavailable, InterruptedException {
        ObjectNode variables = variables(key);
        ArrayNode list =
                input(variables).put("import", id).put("outcome", "COMPLETED").putArray("tables");
        tables.forEach(table -> list.addObject()
                .put("rows", table.rows())
                .put("repeated", table.repeated())
                .put("reported", table.reported()));
        Answer answer = answer(FINISH, variables);
        return new AnswerReader(server, answer.status()).changed(answer.body(), "finishImport");
    }

    private static ObjectNode variables(UUID key) {
        return JsonNodeFactory.instance.objectNode().put("idempotencyKey", key.toString());
    }

    private static ObjectNode input(ObjectNode variables) {
        return variables.putObject("input");
    }

    private BatchAnswer batch(ObjectNode variables, int commands) throws Unavailable, InterruptedException {
        Answer answer = answer(RECORD, variables);
        return new AnswerReader(server, answer.status()).batch(answer.body(), commands);
    }

    private Answer answer(String document, ObjectNode variables) throws Unavailable, InterruptedException {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", document);
        body.set("variables", variables);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.graphql())
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (server.token() != null) {
            request.header("Authorization", "Bearer " + server.token());
        }
        return usable(answer(request.build()));
    }

    /** Waits for the whole answer: the client's own limit ends with the headers. */
    private Answer answer(HttpRequest request) throws Unavailable, InterruptedException {
        CompletableFuture<Answer> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(HttpLedger::whole);
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new Unavailable(
                    "No answer from %s within %d s".formatted(server, patience.toSeconds()), Duration.ZERO, false);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new Unavailable(
                    "No answer from %s (%s)".formatted(server, sentence(cause)),
                    Duration.ZERO,
                    cause instanceof ConnectException);
        }
    }

    private static Answer whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), retryAfter(response), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sentence(@Nullable Throwable e) {
        if (e instanceof ConnectException) {
            return "nothing listens there";
        }
        String message = e == null ? null : e.getMessage();
        return message == null || message.isBlank() ? "the connection failed" : message;
    }

    private Answer usable(Answer answer) throws Unavailable {
        int status = answer.status();
        if (FOR_NOW.contains(status)) {
            throw new Unavailable("%s answers with HTTP %d".formatted(server, status), answer.retryAfter(), false);
        }
        if (status == 401 || status == 403) {
            throw new SendException("%s does not accept the token (HTTP %d)".formatted(server, status));
        }
        return answer;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static String document(String name) {
        String path = "/graphql-documents/%s.graphql".formatted(name);
        try (InputStream file = Objects.requireNonNull(HttpLedger.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
