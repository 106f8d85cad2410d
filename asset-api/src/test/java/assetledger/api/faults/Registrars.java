package assetledger.api.faults;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.Told;
import assetledger.api.faults.Journal.What;
import assetledger.api.testing.Endpoint;
import assetledger.api.testing.Endpoint.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Clients that register subjects and systems at the same time, one request after another each, and write down what they
 * are told. A request without an answer is sent again with its key until it is answered.
 */
final class Registrars implements AutoCloseable {
    static final String SCHEME = "kill-test";

    /** Itself, and the systems that it owns. */
    private static final int RECORDS_OF_A_SUBJECT = 5;

    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(400);
    private static final Duration LONGEST_AWAIT = Duration.ofSeconds(60);
    /** Longer than any restart; a request that is not answered by then never will be. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    static final String REGISTER = """
            mutation ($input: RegisterInput!, $key: ID!) {
              register(input: $input, idempotencyKey: $key) {
                change { id position version }
                replayed
                problems { field code message }
              }
            }
            """;

    private final String run;
    private final Endpoint server;
    private final Journal journal;
    private final int each;
    private final ExecutorService threads;
    private final List<Future<?>> work = new ArrayList<>();
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicLong longestMs = new AtomicLong();

    /**
     * Starts the clients, who wait until they are let.
     * @param run begins the names of all that they register, so that nobody else takes them
     * @param count how many clients
     * @param each how many records each registers, at least 1
     */
    Registrars(String run, int count, int each, Endpoint server, Journal journal) {
        this.run = run;
        this.server = server;
        this.journal = journal;
        this.each = each;
        threads = Executors.newFixedThreadPool(count);
        for (int client = 0; client < count; client++) {
            int number = client;
            work.add(threads.submit(() -> {
                registerAll(number);
                return number;
            }));
        }
    }

    /** Lets new requests be made; to be called while {@link #rest}ing. */
    void go() {
        gate.release(each * work.size());
    }

    /** Lets no new requests be made; those that are under way, or to be repeated, go on. */
    void rest() {
        gate.drainPermits();
    }

    /** How many requests are sent and not answered at this moment. */
    int inFlight() {
        return inFlight.get();
    }

    /** How many requests have been answered for good. */
    int answered() {
        return answered.get();
    }

    /** Whether all requests there are have been. */
    boolean done() {
        return answered.get() == each * work.size();
    }

    /** How long the slowest reply took, whatever it was. */
    Duration longest() {
        return Duration.ofMillis(longestMs.get());
    }

    /** Waits for a minute at most; fails sooner where a client has. */
    void await(String what, BooleanSupplier holds) throws InterruptedException {
        long begin = System.nanoTime();
        while (!holds.getAsBoolean()) {
            demandWell();
            if (System.nanoTime() - begin > LONGEST_AWAIT.toNanos()) {
                throw new AssertionError(
                        "Waited %s for %s; %d requests are answered".formatted(LONGEST_AWAIT, what, answered()));
            }
            Thread.sleep(1);
        }
    }

    private void demandWell() throws InterruptedException {
        for (Future<?> client : work) {
            if (client.isDone()) {
                end(client);
            }
        }
    }

    private static void end(Future<?> client) throws InterruptedException {
        try {
            client.get();
        } catch (ExecutionException failed) {
            throw new AssertionError("A client failed: " + failed.getCause(), failed.getCause());
        }
    }

    private void registerAll(int client) throws InterruptedException {
        @Nullable UUID owner = null;
        for (int i = 0; i < each; i++) {
            if (!gate.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("Client %d was let do nothing for %s".formatted(client, PATIENCE));
            }
            String name = "%s-c%d-%03d".formatted(run, client, i);
            if (owner == null || i % RECORDS_OF_A_SUBJECT == 0) {
                owner = register(request(client, name, subject(name))).id();
            } else {
                register(request(client, name, system(name, owner)));
            }
            answered.incrementAndGet();
        }
    }

    private static Request request(int client, String name, Map<String, Object> record) {
        return new Request(client, UUID.randomUUID(), name, record);
    }

    private record Request(int client, UUID key, String name, Map<String, Object> input) {
        Line line(What what, @Nullable Told told, String note) {
            return new Line(Instant.now(), client, what, key, SCHEME + ":" + name, told, note);
        }
    }

    /** What registers an authority under a name. */
    static Map<String, Object> subject(String name) {
        return registration(
                "subject", Map.of("name", "Authority " + name, "level", "regional", "externalIds", names(name)));
    }

    private static Map<String, Object> system(String name, UUID owner) {
        return registration(
                "system",
                Map.of(
                        "name", "System " + name,
                        "purpose", "Survives",
                        "owner", Map.of("id", owner.toString()),
                        "stages", List.of(Map.of("stage", "operation", "from", "2025-01-01")),
                        "externalIds", names(name)));
    }

    private static Map<String, Object> registration(String kind, Map<String, Object> members) {
        return Map.of("record", Map.of(kind, members));
    }

    private static List<Map<String, String>> names(String name) {
        return List.of(Map.of("scheme", SCHEME, "value", name));
    }

    private Told register(Request request) throws InterruptedException {
        journal.write(request.line(What.INVOKE, null, ""));
        long begin = System.nanoTime();
        Duration pause = SHORTEST_PAUSE;
        while (System.nanoTime() - begin < PATIENCE.toNanos()) {
            Told told = once(request);
            if (told != null) {
                return told;
            }
            Thread.sleep(pause.toMillis());
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        throw new AssertionError("%s was not answered for %s".formatted(request, PATIENCE));
    }

    /** Absent where the request has to be sent again. */
    private @Nullable Told once(Request request) throws InterruptedException {
        Reply reply = send(request);
        if (reply instanceof Reply.Answered answer) {
            return told(request, answer.data().path("register"));
        } else if (reply instanceof Reply.Failed failed) {
            boolean nothing =
                    failed.code().equals("UNAVAILABLE") || failed.code().equals("BUSY");
            journal.write(request.line(
                    nothing ? What.NOT_TAKEN : What.UNKNOWN, null, failed.code() + " " + failed.message()));
        } else if (reply instanceof Reply.Lost lost) {
            journal.write(request.line(What.UNKNOWN, null, lost.why()));
        }
        return null;
    }

    private Reply send(Request request) throws InterruptedException {
        inFlight.incrementAndGet();
        long begin = System.nanoTime();
        try {
            return server.ask(
                    REGISTER,
                    Map.of("input", request.input(), "key", request.key().toString()));
        } finally {
            longestMs.accumulateAndGet((System.nanoTime() - begin) / 1_000_000, Math::max);
            inFlight.decrementAndGet();
        }
    }

    private Told told(Request request, JsonNode payload) {
        JsonNode change = payload.path("change");
        if (!change.isObject()) {
            String problems = payload.path("problems").toString();
            journal.write(request.line(What.REFUSED, null, problems));
            throw new AssertionError("%s was refused: %s".formatted(request, problems));
        }
        Told told = Told.in(payload);
        journal.write(request.line(What.OK, told, ""));
        return told;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The clients do not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
