package assetledger.api.bench;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.testing.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** What others notice of one client that floods, and of one that asks as much as a question may, with the usual limits. */
@Tag("bench")
class FloodBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration STRETCH = Duration.ofSeconds(Integer.getInteger("bench.stretch", 20));
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final int SYSTEMS = 2_000;
    private static final int OWNERS = 200;
    private static final int ASKED = 50;

    @TempDir
    Path directory;

    private URI address = URI.create("about:blank");

    @Test
    void othersHardlyNotice() throws Exception {
        ServerProcess server = new ServerProcess(directory);
        try {
            server.start();
            Register register = new Register(server.endpoint());
            register.record(SYSTEMS, OWNERS);
            address = server.endpoint().address();
            List<String> systems = register.ids("TECHNICAL_ASSET", "system-", ASKED, 4);
            List<String> owners = register.ids("SUBJECT", "subject-", ASKED, 1);
            Supplier<HttpRequest> user = asking("lookup", systems, token(server, "user"));
            Supplier<HttpRequest> flood = asking("lookup", systems, token(server, "flood"));
            Supplier<HttpRequest> costly = asking("costly", owners, token(server, "costly"));
            Load.run(4, STRETCH, PAUSE, List::of, user);
            Load.run(8, STRETCH, List::of, flood);
            tell("alone", Load.run(4, STRETCH, PAUSE, List::of, user), null);
            beside("beside 32 connections that flood", user, 32, flood);
            tell("alone", Load.run(4, STRETCH, PAUSE, List::of, user), null);
            beside("beside 8 connections with costly questions", user, 8, costly);
            tell("alone", Load.run(4, STRETCH, PAUSE, List::of, user), null);
        } finally {
            server.leaveNothing();
        }
    }

    private static void beside(String what, Supplier<HttpRequest> user, int clients, Supplier<HttpRequest> other)
            throws Exception {
        CompletableFuture<Load.Result> others = CompletableFuture.supplyAsync(() -> {
            try {
                return Load.run(clients, STRETCH, List::of, other);
            } catch (InterruptedException | ExecutionException | IOException failure) {
                throw new CompletionException(failure);
            }
        });
        tell(what, Load.run(4, STRETCH, PAUSE, List::of, user), others.join());
    }

    private static void tell(String what, Load.Result user, Load.@Nullable Result other) {
        System.out.printf(
                "%-45s p50 %.1f ms, p95 %.1f ms, %.0f/s, %d turned away%s%n",
                what,
                user.millis(0.5),
                user.millis(0.95),
                user.perSecond(),
                user.turnedAway(),
                other == null
                        ? ""
                        : "; the other: %.0f/s answered, %.0f/s turned away"
                                .formatted(other.perSecond(), other.turnedAway() / other.seconds()));
    }

    private static String token(ServerProcess server, String person) {
        return TokenRequest.of(List.of("analyst"), null, person, false, 1)
                .issue(LocalKey.in(server.data()), Instant.now());
    }

    private Supplier<HttpRequest> asking(String question, List<String> ids, String token) {
        String document = read("/bench/" + question + ".graphql");
        return () -> HttpRequest.newBuilder(address)
                .timeout(Load.PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JSON.writeValueAsString(Map.of(
                        "query",
                        document,
                        "variables",
                        Map.of("id", ids.get(ThreadLocalRandom.current().nextInt(ids.size())))))))
                .build();
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(FloodBenchmark.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
