package assetledger.api.changes;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Reply;
import assetledger.api.testing.RunningServer;
import assetledger.model.Viewer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Subscriptions to changes as server-sent events. */
class ServerSentEventTests extends RunningServer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private Subscriptions subscriptions;

    private HttpRequest request(String accept, String query) {
        return client().request()
                .header("Accept", accept)
                .POST(BodyPublishers.ofString(Client.body(query, Map.of())))
                .build();
    }

    private Stream<String> lines(String query) {
        HttpResponse<Stream<String>> response = HTTP.sendAsync(
                        request("text/event-stream", query), BodyHandlers.ofLines())
                .join();
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return response.body();
    }

    private static JsonNode next(Iterator<String> lines) {
        while (true) {
            String line = lines.next();
            if (line.startsWith("data:")) {
                return JsonMapper.shared().readTree(line.substring("data:".length()));
            }
        }
    }

    @Test
    void itTellsWhatIsThereAndWhatFollowsAndFreesItsSlotWhenTheClientGoes() throws InterruptedException {
        Change first = registrar().register(authority(name("Archive")));
        try (Stream<String> lines = lines(
                "subscription { changes(after: %d) { position record { id } } }".formatted(first.position() - 1))) {
            Iterator<String> each = lines.iterator();
            assertThat(next(each).at("/data/changes/position").asLong()).isEqualTo(first.position());
            Change second = registrar().register(authority(name("Archive")));
            assertThat(next(each).at("/data/changes/record/id").asString()).isEqualTo(second.id());
            assertThat(subscriptions.open()).isEqualTo(1);
        }
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (subscriptions.open() > 0 && System.nanoTime() - deadline < 0) {
            registrar().register(authority(name("Archive")));
            Thread.sleep(50);
        }
        assertThat(subscriptions.open()).isZero();
    }

    @ValueSource(strings = {"subscription { changes { nothing } }", "subscription {"})
    @ParameterizedTest
    void aQuestionThatIsNoneIsToldWhyAndIsDone(String query) {
        try (Stream<String> lines = lines(query)) {
            String all = String.join("\n", lines.toList());
            assertThat(all)
                    .contains("event:next", "\"errors\"", "event:complete")
                    .doesNotContain("SSE handler");
        }
    }

    @ValueSource(
            strings = {
                "application/json",
                "*/*",
                "application/graphql-response+json",
                "application/json, text/event-stream"
            })
    @ParameterizedTest
    void asOnePieceOfJsonItIsRefused(String accept) {
        Reply reply = Client.send(request(accept, "subscription { changes { position } }"));
        assertThat(reply.errorCode()).isEqualTo("BAD_USER_INPUT");
        assertThat(reply.error().path("message").asString()).contains("text/event-stream");
        assertThat(subscriptions.open()).isZero();
    }

    @Test
    void whoHasTenAlreadyIsToldSoAndIsDone() {
        Disposable.Composite ten = Disposables.composite();
        Viewer everybody = new Viewer("local:everybody", false, Set.of(), Set.of(), false);
        for (int i = 0; i < Subscriptions.OF_ONE; i++) {
            ten.add(subscriptions
                    .follow(null, Set.of(), everybody, () -> Mono.just(everybody))
                    .subscribe());
        }
        try (Stream<String> lines = lines("subscription { changes { position } }")) {
            assertThat(String.join("\n", lines.toList())).contains("event:next", "\"code\":\"BUSY\"", "event:complete");
        } finally {
            ten.dispose();
        }
        assertThat(subscriptions.open()).isZero();
    }

    @Test
    void withoutATokenThereIsNothing() {
        Reply reply = Client.send(client().anonymous()
                .header("Accept", "text/event-stream")
                .POST(BodyPublishers.ofString(Client.body("subscription { changes { position } }", Map.of())))
                .build());
        assertThat(reply.status()).isEqualTo(401);
    }
}
