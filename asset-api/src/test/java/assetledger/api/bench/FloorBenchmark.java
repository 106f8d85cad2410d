package assetledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.testing.ServerProcess;
import assetledger.engines.PostgresAddress;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The product beside the floor, in one run: the same questions to the same Neo4j, the same appends to the same
 * PostgreSQL, by turns (ABBA) in slices of two seconds after a warm-up; the answers are compared first.
 */
@Tag("bench")
class FloorBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int SYSTEMS = Integer.getInteger("bench.systems", 10_000);
    /** Each has as many systems as a page shows. */
    private static final int OWNERS = SYSTEMS / 50;

    private static final int CLIENTS = Integer.getInteger("bench.clients", 8);
    private static final int PAIRS = Integer.getInteger("bench.pairs", 6);
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("bench.warmup", 30));
    private static final int ASKED = 100;
    private static final List<String> COMPARED = List.of(
            System.getProperty("bench.compared", "lookup,page,trace,write").split(","));

    @TempDir
    Path directory;

    private String token = "";
    private URI ours = URI.create("about:blank");
    private URI bare = URI.create("about:blank");

    @Test
    void costsBesideTheFloor() throws Exception {
        // The floor has no limits; what the product's cost its users is the flood's benchmark.
        ServerProcess server = new ServerProcess(
                directory,
                "-Dassetledger.limits.requests-per-second=1000000",
                "-Dassetledger.limits.request-burst=1000000",
                "-Dassetledger.limits.cost-per-second=1000000000",
                "-Dassetledger.limits.cost-burst=1000000000");
        Process floor = null;
        try {
            server.start();
            Register register = new Register(server.endpoint());
            register.record(SYSTEMS, OWNERS);
            token = TokenRequest.of(List.of("registrar", "analyst"), null, "bench", false, 1)
                    .issue(LocalKey.in(server.data()), Instant.now());
            ours = server.endpoint().address();
            floor = startFloor(server);
            ProcessHandle bareProcess = floor.toHandle();
            Supplier<List<ProcessHandle>> serverAndEngines = server::processes;
            Supplier<List<ProcessHandle>> floorAndEngines = () -> Stream.concat(
                            Stream.of(bareProcess), server.processes().stream().skip(1))
                    .toList();
            System.out.printf("%d systems, %d clients, %d pairs of %d s%n", SYSTEMS, CLIENTS, PAIRS, SLICE.toSeconds());
            List<String> systems = register.ids("TECHNICAL_ASSET", "system-", ASKED, 4);
            List<String> owners = register.ids("SUBJECT", "subject-", Math.min(ASKED, OWNERS), 1);
            List<String> lines = register.ids("SPENDING_LINE", "line-", ASKED, 4);
            for (Question question : List.of(
                    new Question("lookup", systems), new Question("page", owners), new Question("trace", lines))) {
                question.demandEqualAnswers();
                compare(question.name(), question::product, question::hand, serverAndEngines, floorAndEngines);
            }
            compare("write", this::write, this::bareWrite, serverAndEngines, floorAndEngines);
        } finally {
            if (floor != null) {
                floor.destroy();
            }
            server.leaveNothing();
        }
    }

    private void compare(
            String name,
            Supplier<HttpRequest> a,
            Supplier<HttpRequest> b,
            Supplier<List<ProcessHandle>> watchedA,
            Supplier<List<ProcessHandle>> watchedB)
            throws Exception {
        if (!COMPARED.contains(name)) {
            return;
        }
        Load.run(CLIENTS, WARM_UP, watchedA, a);
        Load.run(CLIENTS, WARM_UP.dividedBy(2), watchedB, b);
        List<Load.Result> resultsA = new ArrayList<>();
        List<Load.Result> resultsB = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            if (pair % 2 == 0) {
                resultsA.add(Load.run(CLIENTS, SLICE, watchedA, a));
                resultsB.add(Load.run(CLIENTS, SLICE, watchedB, b));
            } else {
                resultsB.add(Load.run(CLIENTS, SLICE, watchedB, b));
                resultsA.add(Load.run(CLIENTS, SLICE, watchedA, a));
            }
        }
        Load.Result ourResult = Load.Result.join(resultsA);
        Load.Result bareResult = Load.Result.join(resultsB);
        System.out.printf(
                "%-7s ours %.2f ms p50, %.2f ms p95, %.0f/s, CPU %.2f ms; floor %.2f ms p50, %.2f ms p95, %.0f/s, CPU %.2f ms;"
                        + " ratio p50 %.2f, CPU %.2f; not answered %d and %d%n",
                name,
                ourResult.millis(0.5),
                ourResult.millis(0.95),
                ourResult.perSecond(),
                ourResult.cpuMillis(),
                bareResult.millis(0.5),
                bareResult.millis(0.95),
                bareResult.perSecond(),
                bareResult.cpuMillis(),
                ourResult.millis(0.5) / bareResult.millis(0.5),
                ourResult.cpuMillis() / bareResult.cpuMillis(),
                ourResult.turnedAway(),
                bareResult.turnedAway());
        assertThat(ourResult.turnedAway()).isZero();
        assertThat(bareResult.turnedAway()).isZero();
    }

    /** A question that both sides are asked about many records. */
    private final class Question {
        private final String name;
        private final List<String> ids;
        private final String document;

        Question(String name, List<String> ids) {
            this.name = name;
            this.ids = ids;
            this.document = read("/bench/" + name + ".graphql");
        }

        String name() {
            return name;
        }

        HttpRequest product() {
            return graphql(document, Map.of("id", any()));
        }

        HttpRequest hand() {
            return floor(name, any());
        }

        private String any() {
            return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
        }

        /** A floor that answers something else would be no floor. */
        void demandEqualAnswers() throws IOException, InterruptedException {
            for (String id : ids) {
                JsonNode product = JSON.readTree(Load.body(graphql(document, Map.of("id", id))));
                JsonNode hand = JSON.readTree(Load.body(floor(name, id)));
                assertThat(Shapes.ofProduct(name, product.path("data")))
                        .as("%s %s: %s", name, id, product)
                        .isEqualTo(Shapes.ofFloor(name, hand));
            }
        }
    }

    private HttpRequest graphql(String document, Map<String, ?> variables) {
        return HttpRequest.newBuilder(ours)
                .timeout(Load.PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        JSON.writeValueAsString(Map.of("query", document, "variables", variables))))
                .build();
    }

    private HttpRequest floor(String name, String id) {
        return HttpRequest.newBuilder(bare.resolve("/" + name + "/" + id))
                .timeout(Load.PATIENCE)
                .build();
    }

    private HttpRequest write() {
        UUID key = UUID.randomUUID();
        Map<String, Object> system = Map.of(
                "name",
                "Written " + key,
                "purpose",
                "To be measured",
                "owner",
                Register.ref("subject-1"),
                "stages",
                List.of(Map.of("stage", "operation", "from", "2020-01-01")));
        return graphql(
                read("/bench/write.graphql"),
                Map.of("key", key.toString(), "input", Map.of("record", Map.of("system", system))));
    }

    /** About as long as what the product keeps of one system. */
    private HttpRequest bareWrite() {
        return HttpRequest.newBuilder(bare.resolve("/write"))
                .timeout(Load.PATIENCE)
                .POST(BodyPublishers.ofString(
                        "{\"name\": \"Written %s\"}".formatted(UUID.randomUUID()) + " ".repeat(400)))
                .build();
    }

    private Process startFloor(ServerProcess server) throws IOException {
        PostgresAddress postgres = server.postgres();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                        BareServer.class.getName(),
                        "bolt://%s:%d"
                                .formatted(server.neo4j().host(), server.neo4j().port()),
                        server.neo4j().password(),
                        "r2dbc:postgresql://%s:PASSWORD@%s:%d/%s"
                                .formatted(postgres.user(), postgres.host(), postgres.port(), postgres.database()),
                        postgres.password(),
                        LocalDate.now(java.time.ZoneOffset.UTC).toString())
                .redirectError(directory.resolve("floor.log").toFile())
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = Objects.requireNonNull(out.readLine(), "The floor did not start");
        bare = URI.create("http://127.0.0.1:" + line.replace("port ", ""));
        return process;
    }

    private static String read(String resource) {
        try (InputStream in = Objects.requireNonNull(FloorBenchmark.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
