package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Fault;
import assetledger.api.testing.FaultProxy;
import assetledger.api.testing.ServerProcess;
import assetledger.importer.cli.AssetLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Imports of some thousand commands, each hit by a fault at a random moment and then run again until it is complete, come to
 * the same as one that nothing disturbed. {@code -Dassetledger.cycles=30} makes it a longer run, {@code
 * -Dassetledger.seed=N} repeats the moments of another.
 */
@Tag("faults")
@Timeout(3_600)
class ImportFaultTests {
    private static final int CYCLES = Integer.getInteger("assetledger.cycles", 3);
    private static final int ROWS = Integer.getInteger("assetledger.rows", 500);
    /** A wrong row is reported, so an import that is complete ends so. */
    private static final int SOME_REPORTED = 1;

    private static final int MOST_RUNS = 10;
    private static final Duration LONGEST_RUN = Duration.ofMinutes(3);
    private static final Duration HOLE = Testbed.PATIENCE.plusSeconds(1);

    private final long seed = Long.getLong("assetledger.seed", System.nanoTime() % 1_000_000);
    private final Random chance = new Random(seed);
    private final Path directory = Path.of("target", "faults", "import").toAbsolutePath();
    private final Testbed bed;
    private final Trial trial;
    private final FaultProxy front;
    private final Path token;

    ImportFaultTests() throws IOException, InterruptedException {
        Scratch.remove(directory);
        Files.createDirectories(directory);
        bed = new Testbed(directory);
        trial = new Trial(directory, bed);
        front = FaultProxy.before(trial.server().port());
        token = directory.resolve("token");
        Files.writeString(token, trial.server().token());
    }

    /** What befalls an import. */
    private enum Blow {
        CLIENT_KILLED,
        CLIENT_CUT,
        SERVER_KILLED,
        POSTGRES_KILLED,
        NEO4J_KILLED,
        ALL_KILLED,
        POSTGRES_SWALLOWS,
        POSTGRES_RESET,
        COMMIT_LOST,
        NEO4J_CUT
    }

    @Test
    void comesToTheSameAsAnUndisturbedOne() throws IOException, InterruptedException, SQLException {
        try (trial;
                front) {
            assertThat(run("warming").waitFor()).as(said("warming")).isEqualTo(SOME_REPORTED);
            String base = "undisturbed";
            long begin = System.nanoTime();
            assertThat(run(base).waitFor()).as(said(base)).isEqualTo(SOME_REPORTED);
            Duration usual = Duration.ofNanos(System.nanoTime() - begin);
            note("seed %d, %d cycles of %d rows; undisturbed %s%n"
                    .formatted(seed, CYCLES, 2 * ROWS, Trial.seconds(usual)));
            Set<String> expected = ImportedStates.of(ledger(), base);
            assertThat(expected).hasSizeGreaterThan(4 * ROWS);
            List<Blow> blows = blows();
            for (int cycle = 0; cycle < CYCLES; cycle++) {
                cycle("cycle%02d".formatted(cycle), blows.get(cycle), usual, expected);
            }
            trial.demandSound();
        }
    }

    /** Each comes as often as any other, but for what is left over. */
    private List<Blow> blows() {
        List<Blow> all = new ArrayList<>();
        while (all.size() < CYCLES) {
            List<Blow> once = new ArrayList<>(List.of(Blow.values()));
            Collections.shuffle(once, chance);
            all.addAll(once);
        }
        return all;
    }

    private void cycle(String word, Blow blow, Duration usual, Set<String> expected)
            throws IOException, InterruptedException, SQLException {
        // Neither before the importer has started, nor when it is about to end.
        long wait = usual.toMillis() / 5 + chance.nextLong(usual.toMillis() * 3 / 5);
        Process client = run(word);
        TimeUnit.MILLISECONDS.sleep(wait);
        boolean hit = client.isAlive();
        strike(blow, client);
        long healed = System.nanoTime();
        int status = end(client);
        int runs = 1;
        while (status != SOME_REPORTED && runs < MOST_RUNS) {
            runs++;
            status = end(run(word));
        }
        assertThat(status).as("%s, %s: %s", word, blow, said(word)).isEqualTo(SOME_REPORTED);
        Duration complete = Duration.ofNanos(System.nanoTime() - healed);
        trial.awaitLevel();
        Duration level = Duration.ofNanos(System.nanoTime() - healed);
        StoredLedger ledger = ledger();
        assertThat(HistoryCheck.structure(ledger)).isEmpty();
        assertThat(ImportedStates.doubled(ledger, word)).isEmpty();
        assertThat(ImportedStates.of(ledger, word)).as("%s, %s", word, blow).isEqualTo(expected);
        note("%s: %s at %.1f s%s; complete after %d runs, %s after healing, level in %s%n"
                .formatted(
                        word,
                        blow,
                        wait / 1e3,
                        hit ? "" : " (too late)",
                        runs,
                        Trial.seconds(complete),
                        Trial.seconds(level)));
    }

    private void strike(Blow blow, Process client) throws IOException, InterruptedException {
        switch (blow) {
            case CLIENT_KILLED -> client.destroyForcibly().waitFor();
            case CLIENT_CUT -> front.reset();
            case SERVER_KILLED -> {
                trial.server().kill();
                trial.server().start();
            }
            case POSTGRES_KILLED -> bed.postmaster().destroyForcibly();
            case NEO4J_KILLED -> bed.neo4jProcess().destroyForcibly();
            case ALL_KILLED -> {
                bed.neo4jProcess().destroyForcibly();
                bed.postmaster().destroyForcibly();
                trial.server().kill();
                client.destroyForcibly().waitFor();
                trial.server().start();
            }
            case POSTGRES_SWALLOWS -> {
                bed.postgres().both(Fault.blackHole());
                TimeUnit.NANOSECONDS.sleep(HOLE.toNanos());
            }
            case POSTGRES_RESET -> bed.postgres().reset();
            case COMMIT_LOST -> {
                bed.postgres().towardsClient(Fault.silenceFrom("COMMIT"));
                TimeUnit.NANOSECONDS.sleep(HOLE.toNanos());
            }
            case NEO4J_CUT -> {
                bed.neo4j().cut();
                TimeUnit.NANOSECONDS.sleep(HOLE.toNanos());
            }
        }
        bed.postgres().heal();
        bed.neo4j().heal();
    }

    /** Starts the importer's command line on the tables of a word; the same word gives the same tables. */
    private Process run(String word) throws IOException {
        Path tables = directory.resolve(word);
        Path set = ImportedTables.write(tables, word, ROWS);
        List<String> line = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                ServerProcess.classPath(),
                AssetLedger.class.getName(),
                "import",
                tables.toString(),
                "--mapping",
                set.toString(),
                "--server",
                "http://127.0.0.1:" + front.port(),
                "--token-file",
                token.toString(),
                "--skip-bad-rows",
                "--problems",
                tables.resolve("problems.csv").toString());
        return new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(word).toFile()))
                .start();
    }

    private static int end(Process client) throws InterruptedException {
        if (!client.waitFor(LONGEST_RUN.toSeconds(), TimeUnit.SECONDS)) {
            client.destroyForcibly();
            throw new AssertionError("An import takes longer than " + LONGEST_RUN);
        }
        return client.exitValue();
    }

    private Path log(String word) {
        return directory.resolve(word + ".log");
    }

    private String said(String word) throws IOException {
        return Files.exists(log(word)) ? Files.readString(log(word)) : "nothing";
    }

    private StoredLedger ledger() throws SQLException {
        try (Connection ledger = bed.ledger()) {
            return StoredLedger.read(ledger);
        }
    }

    private void note(String sentence) throws IOException {
        System.out.print(sentence);
        Files.writeString(
                directory.resolve("summary.txt"), sentence, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
