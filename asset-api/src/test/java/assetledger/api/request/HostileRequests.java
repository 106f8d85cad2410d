package assetledger.api.request;

import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.variables;

import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;

/** Sends what no good client would. */
final class HostileRequests {
    private final Client client;

    HostileRequests(Client client) {
        this.client = client;
    }

    /** A request that asks for answers in GraphQL's own type, under which refusals have their own status. */
    HttpRequest.Builder request() {
        return client.request().header("Accept", "application/graphql-response+json");
    }

    Reply post(String body) {
        return post(body.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(byte[] body) {
        return Client.send(request().POST(BodyPublishers.ofByteArray(body)).build());
    }

    /** The same body under another header. */
    Reply post(String body, String header, String value) {
        return Client.send(request()
                .setHeader(header, value)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    /** A GET with a query in its address. */
    Reply get(String query) {
        HttpRequest plain = request().build();
        return Client.send(HttpRequest.newBuilder(plain, (name, value) -> true)
                .uri(URI.create(plain.uri() + "?query=" + query))
                .GET()
                .build());
    }

    Reply ask(String query) {
        return ask(query, Map.of());
    }

    Reply ask(String query, Map<String, ?> variables) {
        return post(Client.body(query, variables));
    }

    /** The body of a question whose one variable is JSON as it stands. */
    Reply askRaw(String query, String variable, String json) {
        return post("{\"query\": \"%s\", \"variables\": {\"%s\": %s}}".formatted(query, variable, json));
    }

    Reply record(String mutation, Map<String, Object> input) {
        return ask(mutation(mutation, false), variables(input, UUID.randomUUID()));
    }
}
