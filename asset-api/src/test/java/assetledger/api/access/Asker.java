package assetledger.api.access;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** Asks in somebody's name, and looks through every answer for what is not for him. */
record Asker(Policy.Who who, String address, String token, Canaries canaries) {

    /** Whatever comes back. */
    Reply send(String query, Map<String, ?> variables) {
        Reply reply = Client.send(HttpRequest.newBuilder(URI.create(address + "/graphql"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(Client.body(query, variables)))
                .build());
        canaries.look(who, query, reply);
        return reply;
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
