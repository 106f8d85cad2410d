package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.What;
import assetledger.api.testing.Endpoint.Reply;
import assetledger.api.testing.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lets clients write before, during and after a fault, and then looks at what is left; one journal for all of it. */
final class Trial implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int EACH = 40;
    private static final int BEFORE_THE_FAULT = 20;
    private static final Duration LEVEL = Duration.ofSeconds(60);

    private final Path directory;
    private final Testbed bed;
    private final ServerProcess server;
    private final Journal journal;

    /** Starts a server on engines that run. */
    Trial(Path directory, Testbed bed) throws IOException, InterruptedException {
        this.directory = directory;
        this.bed = bed;
        server = bed.server("server");
        journal = Journal.begin(directory.resolve("journal.ndjson"));
        server.start();
    }

    /** What breaks while clients write; it is healed afterwards. */
    interface Strike {
        void strike(Registrars registrars) throws IOException, InterruptedException, SQLException;
    }

    ServerProcess server() {
        return server;
    }

    Journal journal() {
        return journal;
    }

    /**
     * Fails where anything that was acknowledged is lost or doubled, where a failure had no code that tells what to do, and
     * where not all is answered or the graph is not level within a minute after the fault.
     * @return how long the slowest reply took
     */
    Duration during(String run, Strike fault) throws IOException, InterruptedException, SQLException {
        int before = journal.lines().size();
        try (Registrars registrars = new Registrars(run, CLIENTS, EACH, server.endpoint(), journal)) {
            registrars.go();
            registrars.await("some answers before the fault", () -> registrars.answered() >= BEFORE_THE_FAULT);
            fault.strike(registrars);
            bed.postgres().heal();
            bed.neo4j().heal();
            long healed = System.nanoTime();
            registrars.await("the last answer", registrars::done);
            Duration answered = Duration.ofNanos(System.nanoTime() - healed);
            awaitLevel();
            Duration level = Duration.ofNanos(System.nanoTime() - healed);
            note(run, before, registrars.longest(), answered, level);
            demandNothingWrong();
            return registrars.longest();
        }
    }

    /** I8: waits until the server says that its graph shows all of the ledger. */
    void awaitLevel() throws InterruptedException {
        long begin = System.nanoTime();
        while (!isLevel()) {
            assertThat(System.nanoTime() - begin).as("I8: the graph is behind").isLessThan(LEVEL.toNanos());
            Thread.sleep(100);
        }
    }

    private boolean isLevel() throws InterruptedException {
        return askGraph() instanceof Reply.Answered answered && !answered.stale() && answered.lag() == 0;
    }

    /** A question that the graph answers. */
    Reply askGraph() throws InterruptedException {
        return server.endpoint().ask("{ coverageCounts { count } }", Map.of());
    }

    /** I1 to I4, and I10. */
    void demandNothingWrong() throws SQLException {
        List<Line> lines = journal.lines();
        try (Connection ledger = bed.ledger()) {
            assertThat(HistoryCheck.violations(lines, StoredLedger.read(ledger)))
                    .isEmpty();
        }
        assertThat(lines)
                .as("I10: every failure had a code that tells what to do")
                .filteredOn(line -> line.what() == What.NOT_TAKEN || line.what() == What.UNKNOWN)
                .allSatisfy(line -> assertThat(line.note()).matches("(BUSY|UNAVAILABLE|UNKNOWN_OUTCOME) .+"));
    }

    private void note(String run, int before, Duration longest, Duration answered, Duration level) {
        List<Line> lines = journal.lines();
        List<Line> own = lines.subList(before, lines.size());
        String sentence =
                "%s: %d not taken, %d unknown; slowest reply %s; after healing all answered in %s, level in %s%n"
                        .formatted(
                                run,
                                own.stream()
                                        .filter(line -> line.what() == What.NOT_TAKEN)
                                        .count(),
                                own.stream()
                                        .filter(line -> line.what() == What.UNKNOWN)
                                        .count(),
                                seconds(longest),
                                seconds(answered),
                                seconds(level));
        System.out.print(sentence);
        try {
            Files.writeString(
                    directory.resolve("summary.txt"), sentence, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
    }

    /** I3, I4 and I7 by the commands that operators have. */
    void demandSound() throws IOException, InterruptedException {
        for (String command : List.of("check-ledger", "drift")) {
            ServerProcess.Ended ended = server.command(command);
            assertThat(ended.status()).as("%s: %s", command, ended.printed()).isZero();
        }
    }

    @Override
    public void close() throws IOException {
        server.leaveNothing();
        journal.close();
        bed.close();
    }
}
