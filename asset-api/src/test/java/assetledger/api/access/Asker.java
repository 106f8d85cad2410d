package assetledger.api.access;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Asks in somebody's name, and looks through every answer for what is not for him. */
record Asker(Policy.Who who, String address, String token, Canaries canaries) {

    private static final int ATTEMPTS = 20;

    /** Whatever comes back; asked again where it was only too soon. */
    Reply send(String query, Map<String, ?> variables) {
        HttpRequest request = request(query, variables).build();
        Reply reply = Client.send(request);
        for (int i = 1; i < ATTEMPTS && reply.errorCode().equals("RATE_LIMITED"); i++) {
            LockSupport.parkNanos(Duration.ofMillis(
                            reply.error().at("/extensions/retryAfterMs").asLong(1_000))
                    .toNanos());
            reply = Client.send(request);
        }
        canaries.look(who, query, reply.body() + reply.headers().map());
        return reply;
    }

    private HttpRequest.Builder request(String query, Map<String, ?> variables) {
        return HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(Client.body(query, variables)));
    }

    /**
     * What comes by itself, as server-sent events.
     * @param last what the last event that is waited for holds
     * @return all of them together; whatever came before where the server ended it
     */
    String follow(String query, String last) {
        HttpRequest request =
                request(query, Map.of()).header("Accept", "text/event-stream").build();
        StringBuilder all = new StringBuilder();
        try (Stream<String> lines = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofLines())
                .orTimeout(30, TimeUnit.SECONDS)
                .join()
                .body()) {
            Iterator<String> each = lines.iterator();
            String line = "";
            while (!line.contains(last) && each.hasNext()) {
                line = each.next();
                all.append(line).append('\n');
            }
        }
        canaries.look(who, query, all.toString());
        return all.toString();
    }

    Reply send(String query) {
        return send(query, Map.of());
    }

    /** A command under a key of its own. */
    Reply command(String mutation, Map<String, Object> input, boolean validateOnly) {
        String payload = "change { id version position } problems { record field code message }";
        return send(
                "mutation ($input: %s!, $key: ID!) { it: %s(input: $input, idempotencyKey: $key, validateOnly: %s) { %s } }"
                        .formatted(
                                inputType(mutation),
                                mutation,
                                validateOnly,
                                mutation.equals("recordBatch") ? "results { %s }".formatted(payload) : payload),
                Map.of("input", input, "key", UUID.randomUUID().toString()));
    }

    /** A command that must be accepted: the id of its record. */
    String recorded(String mutation, Map<String, Object> input) {
        Reply reply = command(mutation, input, false);
        String id = reply.at("/it/change/id").asString("");
        if (id.isEmpty()) {
            throw new AssertionError(mutation + " was refused: " + reply.body());
        }
        return id;
    }

    private static String inputType(String mutation) {
        return switch (mutation) {
            case "declareReportedThrough" -> "ReportedThroughInput";
            case "declareNoSystem" -> "NoSystemInput";
            default -> Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input";
        };
    }
}
