package assetledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.testing.Client;
import assetledger.api.testing.ServerProcess;
import assetledger.engines.Neo4jAddress;
import assetledger.profile.Section;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Record;
import org.neo4j.driver.async.AsyncSession;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The digital profile of the demonstration's largest authority, and how it differs between two days, beside the same
 * statements by the bare driver, by turns (ABBA) in one run; alone or inside a generated register. Answers are compared
 * first.
 */
@Tag("bench")
class ProfileBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    /** Of the register around it, about: links are records. */
    private static final int RECORDS = Integer.getInteger("bench.records", 0);

    /** What a system of the register brings along, with its links and the money behind every fourth. */
    private static final double RECORDS_OF_A_SYSTEM = 4.5;

    private static final int ASKED = Integer.getInteger("bench.asked", 200);
    private static final int WARM_UP = Integer.getInteger("bench.warmup", 100);
    private static final String LARGEST = System.getProperty("bench.authority", "min-digital");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 1);
    private static final LocalDate EARLIER = LocalDate.of(2024, 1, 1);
    private static final int MOST = 100_000;

    private static final List<String> RULES =
            List.of("functions", "assets", "law", "posts", "abilities", "measures", "uses", "roles");
    private static final String PROFILE = "query ($id: ID!, $day: Date!) { digitalProfile(subject: $id, asOf: $day) {"
            + " sections { section figures { rating count } } } }";
    private static final String DIFFERENCE = "query ($id: ID!, $from: Date!, $to: Date!) {"
            + " profileDifference(subject: $id, from: {asOf: $from}, to: {asOf: $to}) {"
            + " entries(first: 100) { totalCount nodes { section before after record { id } } } } }";

    @TempDir
    Path directory;

    private String token = "";
    private URI ours = URI.create("about:blank");
    private String id = "";

    @Test
    void profilesBesideTheBareDriver() throws Exception {
        ServerProcess server = new ServerProcess(
                directory,
                "-Dassetledger.limits.requests-per-second=1000000",
                "-Dassetledger.limits.request-burst=1000000",
                "-Dassetledger.limits.cost-per-second=1000000000",
                "-Dassetledger.limits.cost-burst=1000000000");
        try {
            server.start();
            Register register = new Register(server.endpoint());
            register.sendAll(demonstration());
            if (RECORDS > 0) {
                int systems = (int) (RECORDS / RECORDS_OF_A_SYSTEM);
                register.record(systems, Math.max(1, systems / 50));
            }
            id = register.id("SUBJECT", Map.of("external", Map.of("scheme", "demo", "value", LARGEST)));
            token = TokenRequest.of(List.of("registrar", "analyst"), null, "bench", false, 1)
                    .issue(LocalKey.in(server.data()), Instant.now());
            ours = server.endpoint().address();
            Neo4jAddress neo4j = server.neo4j();
            try (Driver driver = GraphDatabase.driver(
                    "bolt://%s:%d".formatted(neo4j.host(), neo4j.port()),
                    AuthTokens.basic("neo4j", neo4j.password()))) {
                System.out.printf("the profile of %s inside %d other records%n", LARGEST, RECORDS);
                compare("profile", this::profile, () -> bareProfile(driver));
                compare("difference", this::difference, () -> bareDifference(driver));
            }
        } finally {
            server.leaveNothing();
        }
    }

    /** Every item is a command as a batch has it. */
    @SuppressWarnings("unchecked") // The file has a list of objects there.
    private static List<Map<String, Object>> demonstration() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ProfileBenchmark.class.getResourceAsStream("/assetledger/demonstration/portfolio.yaml"))) {
            Map<String, Object> document = new YAMLMapper().readValue(in, Map.class);
            return (List<Map<String, Object>>) Objects.requireNonNull(document.get("items"));
        }
    }

    private static void compare(String name, Callable<Object> product, Callable<Object> bare) throws Exception {
        assertThat(product.call()).isEqualTo(bare.call());
        for (int i = 0; i < WARM_UP; i++) {
            product.call();
            bare.call();
        }
        long[] ofProduct = new long[ASKED];
        long[] ofBare = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            boolean productFirst = i % 4 == 0 || i % 4 == 3;
            if (productFirst) {
                ofProduct[i] = nanos(product);
            }
            ofBare[i] = nanos(bare);
            if (!productFirst) {
                ofProduct[i] = nanos(product);
            }
        }
        System.out.printf(
                "%s: product p50 %.1f ms, p95 %.1f ms; bare driver p50 %.1f ms, p95 %.1f ms%n",
                name, millis(ofProduct, 0.5), millis(ofProduct, 0.95), millis(ofBare, 0.5), millis(ofBare, 0.95));
    }

    private static long nanos(Callable<Object> question) throws Exception {
        long begin = System.nanoTime();
        question.call();
        return System.nanoTime() - begin;
    }

    private static double millis(long[] nanos, double quantile) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(quantile * sorted.length))] / 1e6;
    }

    /** The figures by section and rating. */
    private Object profile() throws IOException, InterruptedException {
        Map<String, Long> figures = new TreeMap<>();
        for (JsonNode section :
                ask(PROFILE, Map.of("id", id, "day", DAY.toString())).at("/digitalProfile/sections")) {
            for (JsonNode figure : section.path("figures")) {
                figures.put(
                        section.path("section").asString() + " "
                                + figure.path("rating").asString(),
                        figure.path("count").asLong());
            }
        }
        return figures;
    }

    /** The entries of the first page, and how many there are in all. */
    private Object difference() throws IOException, InterruptedException {
        JsonNode entries = ask(DIFFERENCE, Map.of("id", id, "from", EARLIER.toString(), "to", DAY.toString()))
                .at("/profileDifference/entries");
        List<String> lines = entries.path("nodes")
                .valueStream()
                .map(entry -> "%s %s %s %s"
                        .formatted(
                                entry.path("section").asString(),
                                entry.at("/record/id").asString(),
                                entry.path("before").asString("-"),
                                entry.path("after").asString("-")))
                .sorted()
                .toList();
        return Map.of("all", entries.path("totalCount").asInt(), "page", lines);
    }

    private JsonNode ask(String query, Map<String, ?> variables) throws IOException, InterruptedException {
        return JSON.readTree(Load.body(HttpRequest.newBuilder(ours)
                        .timeout(Load.PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Client.body(query, variables)))
                        .build()))
                .path("data");
    }

    private static String rules(String end) {
        return RULES.stream()
                .map(rule -> "CALL () {\n%s}\n%s".formatted(statement("profile-" + rule), end))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    private Object bareProfile(Driver driver) {
        List<CompletionStage<List<Record>>> asked = List.of(
                run(driver, rules("RETURN section, rating, count(record) AS total"), DAY),
                run(driver, statement("coverage-counts"), DAY),
                run(driver, statement("spending-totals"), DAY),
                run(driver, statement("indicator-outcomes"), DAY));
        Map<String, Long> figures = new TreeMap<>();
        rows(asked.get(0))
                .forEach(row -> figures.put(
                        row.get("section").asString() + " " + row.get("rating").asString(),
                        row.get("total").asLong()));
        rows(asked.get(1))
                .forEach(row -> figures.put(
                        "MANDATES " + row.get("coverage").asString(),
                        row.get("total").asLong()));
        rows(asked.get(2))
                .forEach(row -> figures.merge(
                        "MONEY " + row.get("outcome").asString(),
                        row.get("lines").asLong(),
                        Long::sum));
        rows(asked.get(3))
                .forEach(row -> figures.put(
                        "INDICATORS " + row.get("outcome").asString(),
                        row.get("total").asLong()));
        return figures;
    }

    private Object bareDifference(Driver driver) {
        List<CompletionStage<List<Record>>> before = members(driver, EARLIER);
        List<CompletionStage<List<Record>>> after = members(driver, DAY);
        Map<String, String> old = ratings(before);
        Map<String, String> young = ratings(after);
        TreeSet<String> places = new TreeSet<>(old.keySet());
        places.addAll(young.keySet());
        // The page is the first hundred by section, and then by id.
        List<String> changed = places.stream()
                .filter(place -> !Objects.equals(old.get(place), young.get(place)))
                .toList();
        List<String> page = changed.stream()
                .limit(100)
                .map(place -> "%s %s %s"
                        .formatted(place.substring(3), old.getOrDefault(place, "-"), young.getOrDefault(place, "-")))
                .sorted()
                .toList();
        return Map.of("all", changed.size(), "page", page);
    }

    private List<CompletionStage<List<Record>>> members(Driver driver, LocalDate day) {
        return List.of(
                run(driver, rules("RETURN section, rating, record.id AS id"), day),
                run(driver, statement("coverage"), day),
                run(driver, statement("spending-outcomes"), day),
                run(driver, statement("indicators"), day));
    }

    /** By place: the number of the section, its name and the id. No record of the demonstration has two roles there. */
    private static Map<String, String> ratings(List<CompletionStage<List<Record>>> members) {
        Map<String, String> ratings = new HashMap<>();
        rows(members.get(0))
                .forEach(row -> ratings.put(
                        place(row.get("section").asString(), row.get("id").asString()),
                        row.get("rating").asString()));
        rows(members.get(1))
                .forEach(row -> ratings.put(
                        place("MANDATES", row.get("mandate").get("id").asString()),
                        row.get("coverage").asString()));
        rows(members.get(2))
                .forEach(row -> ratings.put(
                        place("MONEY", row.get("line").asString()),
                        row.get("outcome").asString()));
        rows(members.get(3))
                .forEach(row -> ratings.put(
                        place("INDICATORS", row.get("id").asString()),
                        row.get("outcome").asString()));
        return ratings;
    }

    private static String place(String section, String id) {
        return "%02d %s %s".formatted(List.of(Section.values()).indexOf(Section.valueOf(section)), section, id);
    }

    private CompletionStage<List<Record>> run(Driver driver, String cypher, LocalDate day) {
        Map<String, Object> parameters = new HashMap<>();
        for (String absent : List.of("section", "rating", "area", "level", "outcome")) {
            parameters.put(absent, null);
        }
        parameters.putAll(Map.of("subject", id, "owner", id, "asOf", day, "year", day.getYear(), "limit", MOST));
        parameters.putAll(Map.of("after", "", "afterName", "", "afterId", "", "minimum", 3, "below", false));
        parameters.putAll(Map.of("seesAll", true, "own", List.of()));
        parameters.put("states", List.of("COVERED", "PARTIAL", "PLANNED", "NONE", "NOT_REPORTED", "WITHHELD"));
        parameters.put("outcomes", List.of("REACHED", "MISSED", "NO_PLAN", "NO_ACTUAL", "NO_INDICATOR", "NO_MEASURE"));
        AsyncSession session = driver.session(AsyncSession.class);
        return session.runAsync(cypher, parameters)
                .thenCompose(cursor -> cursor.listAsync())
                .whenComplete((rows, failure) -> session.closeAsync());
    }

    private static List<Record> rows(CompletionStage<List<Record>> asked) {
        return asked.toCompletableFuture().join();
    }

    private static String statement(String name) {
        String resource = "/assetledger/graph/read/%s.cypher".formatted(name);
        try (InputStream in = Objects.requireNonNull(ProfileBenchmark.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
