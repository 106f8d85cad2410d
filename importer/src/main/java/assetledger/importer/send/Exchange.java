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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** One request of GraphQL over HTTP, and its whole answer. */
final class Exchange implements Way {
    private static final Duration CONNECTING = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 32 << 20;
    private static final Set<Integer> FOR_NOW = Set.of(429, 502, 503, 504);
    private static final Pattern RETRY_AFTER_MS = Pattern.compile("\"retryAfterMs\"\\s*:\\s*([0-9]{1,7})\\b");

    private record Response(int status, Duration retryAfter, String body) {}

    private final Server server;
    private final Duration patience;
    /** Redirections are not followed: the token is for this server alone. */
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param patience how long one request may take */
    Exchange(Server server, Duration patience) {
        this.server = server;
        this.patience = patience;
    }

    @Override
    public Reply ask(String document, ObjectNode variables) throws Unavailable, InterruptedException {
        ObjectNode body = variables.objectNode();
        body.put("query", document);
        body.set("variables", variables);
        HttpRequest.Builder request = HttpRequest.newBuilder(server.graphql())
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        if (server.token() != null) {
            request.header("Authorization", "Bearer " + server.token());
        }
        return read(response(request.build()));
    }

    /** Waits for the whole answer: the client's own limit ends with the headers. */
    private Response response(HttpRequest request) throws Unavailable, InterruptedException {
        CompletableFuture<Response> response = client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(Exchange::whole);
        try {
            return response.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            response.cancel(true);
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

    private static Response whole(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            String text = new String(body.readNBytes(LONGEST_ANSWER), StandardCharsets.UTF_8);
            return new Response(response.statusCode(), retryAfter(response, text), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server says it to the millisecond in its answer, and in whole seconds in the header. */
    private static Duration retryAfter(HttpResponse<?> response, String body) {
        Matcher exact = RETRY_AFTER_MS.matcher(response.statusCode() == 429 ? body : "");
        if (exact.find()) {
            return Duration.ofMillis(Long.parseLong(exact.group(1)));
        }
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("[0-9]{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(Duration.ZERO);
    }

    private static String sentence(@Nullable Throwable e) {
        if (e instanceof ConnectException) {
            return "nothing listens there";
        }
        String message = e == null ? null : e.getMessage();
        return message == null || message.isBlank() ? "the connection failed" : message;
    }

    private Reply read(Response response) throws Unavailable {
        int status = response.status();
        if (FOR_NOW.contains(status)) {
            throw new Unavailable("%s answers with HTTP %d".formatted(server, status), response.retryAfter(), false);
        }
        if (status == 401 || status == 403) {
            throw new SendException("%s does not accept the token (HTTP %d)".formatted(server, status));
        }
        return new Reply(status, response.body());
    }
}
