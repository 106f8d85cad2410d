package assetledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.api.testing.Endpoint.Reply;
import assetledger.api.testing.ServerProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * A table from its file to a graph that answers, beside the floor on the same engines: the events that came of it by
 * COPY, and at the same time its nodes and relationships by UNWIND. Each size has an empty ledger and engines of its own.
 */
@Tag("bench")
class ImportBenchmark {
    private static final List<Integer> SIZES = Stream.of(
                    System.getProperty("bench.rows", "10000,30000,100000").split(","))
            .map(Integer::valueOf)
            .toList();
    /** Events that the floor commits together, and rows of one statement of its graph: as many as an importer's batch has. */
    private static final int BATCH = 500;

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration LONGEST_LAG = Duration.ofMinutes(10);

    @TempDir
    Path directory;

    /** What an import cost until its first event was recorded, and from then on until the graph showed the last. */
    private record Product(Spent checking, Spent sending, double lag) {}

    private record Result(int rows, double sending) {}

    @Test
    void costsBesideTheFloor() throws Exception {
        List<Result> results = new ArrayList<>();
        for (int rows : SIZES) {
            results.add(measure(rows));
        }
        if (results.size() > 1) {
            System.out.printf("log-log slope of the sending: %.3f%n", slope(results));
        }
    }

    private Result measure(int rows) throws Exception {
        Path place = Files.createDirectories(directory.resolve("rows-" + rows));
        Path table = place.resolve("table.csv");
        GeneratedTable.write(table, rows);
        ServerProcess server = new ServerProcess(place);
        try {
            server.start();
            new Register(server.endpoint())
                    .recordSurroundings(GeneratedTable.OWNERS, GeneratedTable.FUNCTIONS, GeneratedTable.MEASURES);
            try (Connection connection = BareLedger.connect(server.postgres());
                    Driver driver = driver(server)) {
                BareLedger ledger = new BareLedger(connection, place);
                long from = size(ledger);
                awaitGraph(server, from - 1);
                System.out.printf("%d rows, %.1f MB%n", rows, Files.size(table) / 1e6);
                Product product = runProduct(server, place, table, ledger, from);
                assertThat(size(ledger) - from).isGreaterThanOrEqualTo((long) rows * GeneratedTable.COMMANDS);
                report(rows, product, runFloor(server, ledger, new BareGraph(driver), from));
                return new Result(rows, product.sending().wall());
            }
        } finally {
            server.leaveNothing();
        }
    }

    private static Driver driver(ServerProcess server) throws IOException {
        return GraphDatabase.driver(
                "bolt://%s:%d".formatted(server.neo4j().host(), server.neo4j().port()),
                AuthTokens.basic("neo4j", server.neo4j().password()));
    }

    private Product runProduct(ServerProcess server, Path place, Path table, BareLedger ledger, long from)
            throws Exception {
        Path token = Files.writeString(place.resolve("token"), token(server));
        Path mapping = place.resolve("portfolio.yaml");
        try (InputStream text = Objects.requireNonNull(getClass().getResourceAsStream("/bench/portfolio.yaml"))) {
            Files.copy(text, mapping);
        }
        Spent begin = Spent.sofar(ProcessHandle.current(), server).withClient(0);
        ImporterProcess importer =
                new ImporterProcess(place, table, mapping, server.endpoint().address(), token);
        try {
            Spent seen = begin;
            @Nullable Spent checked = null;
            while (importer.isAlive()) {
                Spent now = Spent.sofar(importer.handle(), server);
                seen = now.withClient(Math.max(now.client(), seen.client()));
                checked = checked == null && size(ledger) > from ? seen : checked;
                Thread.sleep(GLANCE.toMillis());
            }
            importer.demandSuccess();
            double sent = System.nanoTime() / 1e9;
            awaitGraph(server, size(ledger) - 1);
            Spent end = Spent.sofar(importer.handle(), server).withClient(seen.client());
            System.out.println("  importer: " + importer.memory());
            Spent middle = Objects.requireNonNull(checked, "Nothing was recorded");
            return new Product(middle.since(begin), end.since(middle), end.wall() - sent);
        } finally {
            importer.end();
        }
    }

    private static String token(ServerProcess server) throws IOException {
        return TokenRequest.of(List.of("registrar"), null, "bench", false, 1)
                .issue(LocalKey.in(server.data()), Instant.now());
    }

    private static long size(BareLedger ledger) throws SQLException {
        return ledger.number("select size from ledger_head");
    }

    private static void awaitGraph(ServerProcess server, long position) throws InterruptedException {
        long begin = System.nanoTime();
        Reply reply;
        do {
            reply = server.endpoint()
                    .ask("query ($at: Position!) { coverageCounts(atLeast: $at) { count } }", Map.of("at", position));
        } while (!(reply instanceof Reply.Answered) && System.nanoTime() - begin < LONGEST_LAG.toNanos());
        assertThat(reply).isInstanceOf(Reply.Answered.class);
    }

    private static Spent runFloor(ServerProcess server, BareLedger ledger, BareGraph graph, long from)
            throws Exception {
        long to = size(ledger);
        ledger.prepare(server.postgres(), from, to);
        graph.prepare();
        ExecutorService both = Executors.newFixedThreadPool(2);
        Spent begin = Spent.sofar(ProcessHandle.current(), server);
        List<Callable<Double>> work =
                List.of(() -> seconds(() -> ledger.copyIn(from, to, BATCH)), () -> seconds(() -> graph.unwind(BATCH)));
        List<Double> took = new ArrayList<>();
        for (Future<Double> each : both.invokeAll(work)) {
            took.add(each.get());
        }
        Spent spent = Spent.sofar(ProcessHandle.current(), server).since(begin);
        both.shutdown();
        System.out.printf("  floor: COPY %.1f s, UNWIND %.1f s%n", took.get(0), took.get(1));
        ledger.demandTheSame();
        graph.demandTheSame();
        return spent;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e9;
    }

    private static void report(int rows, Product product, Spent floor) {
        Spent sending = product.sending();
        double whole = product.checking().wall() + sending.wall();
        double wholeCpu = product.checking().cpu() + sending.cpu();
        System.out.println("  checking: " + product.checking());
        System.out.printf("  sending: %s; the graph %.1f s behind at its end%n", sending, product.lag());
        System.out.println("  floor: " + floor);
        System.out.printf(
                "  rows a second: sending %.0f, in all %.0f, floor %.0f%n",
                rows / sending.wall(), rows / whole, rows / floor.wall());
        System.out.printf(
                "  of the floor's rate: sending %.1f %% by wall, %.1f %% by CPU; in all %.1f %%, %.1f %%%n",
                100 * floor.wall() / sending.wall(),
                100 * floor.cpu() / sending.cpu(),
                100 * floor.wall() / whole,
                100 * floor.cpu() / wholeCpu);
    }

    /** By least squares over the logarithms. */
    private static double slope(List<Result> results) {
        double meanX = results.stream()
                .mapToDouble(result -> Math.log(result.rows()))
                .average()
                .orElseThrow();
        double meanY = results.stream()
                .mapToDouble(result -> Math.log(result.sending()))
                .average()
                .orElseThrow();
        double covered = 0;
        double squares = 0;
        for (Result result : results) {
            double x = Math.log(result.rows()) - meanX;
            covered += x * (Math.log(result.sending()) - meanY);
            squares += x * x;
        }
        return covered / squares;
    }
}
