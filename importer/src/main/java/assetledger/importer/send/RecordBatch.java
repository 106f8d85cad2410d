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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The mutation {@code recordBatch} over HTTP, once. */
final class RecordBatch {
    private static final String DOCUMENT = document();
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 32 << 20;
    private static final Set<Integer> FOR_NOW = Set.of(429, 502, 503, 504);

    private record Answer(int status, Duration retryAfter, String body) {}

    private final Server server;
    /** Redirections are not followed: the token is for this server alone. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    RecordBatch(Server server) {
        this.server = server;
    }

    /**
     * @throws Unavailable when it may be sent again
     * @throws SendException when sending again would not help
     */
    BatchAnswer send(UUID key, List<ObjectNode> commands, Duration patience) throws Unavailable, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.graphql())
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(key, commands)));
        if (server.token() != null) {
            request.header("Authorization", "Bearer " + server.token());
        }
        return read(answer(request.build(), patience), commands.size());
    }

    /** Waits for the whole answer: the client's own limit ends with the headers. */
    private Answer answer(HttpRequest request, Duration patience) throws Unavailable, InterruptedException {
        CompletableFuture<Answer> answer = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(RecordBatch::whole);
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

    private static String body(UUID key, List<ObjectNode> commands) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("query", DOCUMENT);
        ObjectNode variables = body.putObject("variables");
        variables.put("idempotencyKey", key.toString());
        variables.putObject("input").putArray("items").addAll(commands);
        return body.toString();
    }

    private BatchAnswer read(Answer answer, int commands) throws Unavailable {
        int status = answer.status();
        if (FOR_NOW.contains(status)) {
            throw new Unavailable("%s answers with HTTP %d".formatted(server, status), answer.retryAfter(), false);
        }
        if (status == 401 || status == 403) {
            throw new SendException("%s does not accept the token (HTTP %d)".formatted(server, status));
        }
        return new AnswerReader(server, status).read(answer.body(), commands);
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static String document() {
        String path = "/graphql-documents/record-batch.graphql";
        try (InputStream file = Objects.requireNonNull(RecordBatch.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
