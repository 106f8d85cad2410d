package assetledger.api.bench;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.testing.Client;
import assetledger.api.testing.Endpoint;
import assetledger.api.testing.ServerProcess;
import assetledger.proof.Checkpoint;
import assetledger.proof.Policy;
import assetledger.proof.Receipt;
import assetledger.proof.SignedNote;
import assetledger.proof.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** How long an answer waits for its signed proof, and what the tree costs those who record. */
@Tag("bench")
class ProofBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CLIENTS = Integer.getInteger("bench.clients", 8);
    private static final int RECEIPTS = Integer.getInteger("bench.receipts", 10_000);
    private static final int SLICES = Integer.getInteger("bench.slices", 4);
    private static final int BATCH = 100;
    private static final Duration SLICE = Duration.ofSeconds(Integer.getInteger("bench.slice", 20));
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofMillis(10);

    @TempDir
    Path directory;

    private ServerProcess server(String name, boolean signer) throws IOException {
        return new ServerProcess(
                Files.createDirectories(directory.resolve(name)),
                Map.of(
                        "ASSETLEDGER_SIGNER", Boolean.toString(signer),
                        "ASSETLEDGER_LIMITS_PROOFSPERSECOND", "1000",
                        "ASSETLEDGER_LIMITS_REQUESTSPERSECOND", "100000",
                        "ASSETLEDGER_LIMITS_REQUESTBURST", "100000",
                        "ASSETLEDGER_LIMITS_COSTPERSECOND", "100000000",
                        "ASSETLEDGER_LIMITS_COSTBURST", "100000000"),
                "-Xmx512m",
                "-XX:+UseSerialGC");
    }

    private static HttpRequest post(URI graphql, String token, String query, Map<String, ?> variables) {
        return HttpRequest.newBuilder(graphql)
                .timeout(Load.PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Client.body(query, variables)))
                .build();
    }

    private static String token(ServerProcess server) {
        return TokenRequest.of(List.of("registrar", "auditor"), null, "bench", false, 1)
                .issue(LocalKey.in(server.data()), Instant.now());
    }

    /** A change that was acknowledged, and when. */
    private record Acknowledged(long position, long at) {}

    @Test
    void fromTheAcknowledgementToTheSignedProof() throws IOException, InterruptedException, ExecutionException {
        ServerProcess server = server("latency", true);
        try {
            server.start();
            Endpoint endpoint = server.endpoint();
            String token = token(server);
            Queue<Acknowledged> waiting = new ConcurrentLinkedQueue<>();
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<?>> recording = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                recording.add(clients.submit(() -> {
                    for (int i = 0; i < RECEIPTS / CLIENTS; i++) {
                        waiting.add(register(endpoint.address(), token));
                        Thread.sleep(PAUSE.toMillis());
                    }
                    return null;
                }));
            }
            long[] millis = proven(endpoint.address(), token, waiting, RECEIPTS / CLIENTS * CLIENTS);
            for (Future<?> each : recording) {
                each.get();
            }
            clients.shutdown();
            System.out.printf(
                    "acknowledgement to signed proof: %d receipts, p50 %d ms, p99 %d ms, longest %d ms%n",
                    millis.length,
                    millis[millis.length / 2],
                    millis[(int) (millis.length * 0.99)],
                    millis[millis.length - 1]);
        } finally {
            server.stop();
        }
    }

    private static Acknowledged register(URI graphql, String token) throws IOException, InterruptedException {
        String answer = Load.body(post(
                graphql, token, mutation("register", false), variables(authority(name("Archive")), UUID.randomUUID())));
        return new Acknowledged(
                JSON.readTree(answer).at("/data/register/change/position").asLong(), System.nanoTime());
    }

    /** Looks at the checkpoint again and again; of each, one receipt is fetched and verified. In milliseconds, ascending. */
    private static long[] proven(URI graphql, String token, Queue<Acknowledged> waiting, int count)
            throws IOException, InterruptedException {
        Policy policy = null;
        Deque<Acknowledged> open = new ArrayDeque<>();
        List<Long> millis = new ArrayList<>();
        long known = 0;
        while (millis.size() < count) {
            for (Acknowledged each = waiting.poll(); each != null; each = waiting.poll()) {
                open.add(each);
            }
            HttpRequest look =
                    HttpRequest.newBuilder(graphql.resolve("/checkpoint")).build();
            if (!open.isEmpty() && (policy != null || exists(look))) {
                SignedNote note = SignedNote.of(Load.body(look));
                policy = policy == null ? new Policy(keys(graphql), List.of(), 0) : policy;
                Checkpoint checkpoint = policy.demand(note);
                if (checkpoint.size() > known) {
                    known = checkpoint.size();
                    verify(graphql, token, policy, open.peekFirst().position(), known);
                }
                long now = System.nanoTime();
                long size = known;
                open.removeIf(each -> {
                    if (each.position() < size) {
                        millis.add(Duration.ofNanos(now - each.at()).toMillis());
                        return true;
                    }
                    return false;
                });
            }
            Thread.sleep(LOOK.toMillis());
        }
        return millis.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    private static boolean exists(HttpRequest look) throws InterruptedException {
        try {
            return !Load.body(look).isEmpty();
        } catch (IOException | AssertionError notYet) {
            return false;
        }
    }

    private static List<VerifierKey> keys(URI graphql) throws IOException, InterruptedException {
        return Load.body(HttpRequest.newBuilder(graphql.resolve("/checkpoint/keys"))
                        .build())
                .lines()
                .map(VerifierKey::of)
                .toList();
    }

    private static void verify(URI graphql, String token, Policy policy, long position, long size)
            throws IOException, InterruptedException {
        if (position < size) {
            String receipt = JSON.readTree(Load.body(post(
                            graphql, token, "query ($p: Position!) { receipt(position: $p) }", Map.of("p", position))))
                    .at("/data/receipt")
                    .asString();
            Receipt.of(receipt).demand(policy);
        }
    }

    @Test
    void appendsWithAndWithoutTheTree() throws IOException, InterruptedException, ExecutionException {
        List<Load.Result> with = new ArrayList<>();
        List<Load.Result> without = new ArrayList<>();
        for (int slice = 0; slice < SLICES; slice++) {
            // By turns as ABBA, so that a machine that grows slower is no advantage to either.
            boolean signer = slice % 4 == 0 || slice % 4 == 3;
            (signer ? with : without).add(appends(slice, signer));
        }
        System.out.printf(
                "events recorded a second by batches of %d, %d clients: %.0f with the tree, %.0f without%n",
                BATCH,
                CLIENTS,
                Load.Result.join(with).perSecond() * BATCH,
                Load.Result.join(without).perSecond() * BATCH);
        assertThat(Load.Result.join(with).turnedAway()).isZero();
        assertThat(Load.Result.join(without).turnedAway()).isZero();
    }

    private Load.Result appends(int slice, boolean signer)
            throws IOException, InterruptedException, ExecutionException {
        ServerProcess server = server("appends-" + slice, signer);
        try {
            server.start();
            URI graphql = server.endpoint().address();
            String token = token(server);
            Load.run(CLIENTS, SLICE.dividedBy(2), List::of, () -> batch(graphql, token));
            return Load.run(CLIENTS, SLICE, List::of, () -> batch(graphql, token));
        } finally {
            server.stop();
        }
    }

    private static HttpRequest batch(URI graphql, String token) {
        List<Map<String, Object>> items = IntStream.range(0, BATCH)
                .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                .toList();
        return post(
                graphql,
                token,
                "mutation ($input: RecordBatchInput!, $key: ID!) { recordBatch(input: $input, idempotencyKey: $key) { position } }",
                variables(Map.of("items", items), UUID.randomUUID()));
    }
}
