package assetledger.importer.send;

import assetledger.importer.plan.MappedCommand;
import assetledger.importer.plan.PlannedRow;
import assetledger.importer.plan.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends planned rows in their order and tells what became of each. How rows are cut into batches depends on the rows
 * alone, so that the same file is always cut in the same way; a row is never cut.
 */
public final class Sending {
    static final int MOST_COMMANDS = 500;
    /** Well below what a server takes in one request. */
    static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ROWS = 10_000;

    private final RecordBatch server;
    private final BatchKeys keys;
    private final Patience patience;
    private final Progress progress;
    private final Consumer<Problem> problems;
    private final BooleanSupplier stop;
    private final List<PlannedRow> rows = new ArrayList<>();
    private final BitSet refused = new BitSet();
    private int commands;
    private long characters;
    private int batch;
    private Tally tally = Tally.NOTHING;

    /**
     * Sends to one server under the keys of one import.
     *
     * @param problems told of every problem, in the order of the rows
     * @param stop asked between batches and while waiting
     */
    public Sending(
            Server server,
            BatchKeys keys,
            Patience patience,
            Progress progress,
            Consumer<Problem> problems,
            BooleanSupplier stop) {
        this.server = new RecordBatch(server);
        this.keys = keys;
        this.patience = patience;
        this.progress = progress;
        this.problems = problems;
        this.stop = stop;
    }

    /**
     * Takes the next row, and sends the batch before it when the row does not fit in.
     *
     * @throws SendException when a batch cannot be sent
     */
    public void take(PlannedRow row) {
        long size = row.commands().stream()
                .mapToLong(command -> command.input().toString().length())
                .sum();
        boolean fits = commands + row.commands().size() <= MOST_COMMANDS
                && characters + size <= MOST_CHARACTERS
                && rows.size() < MOST_ROWS;
        if (!fits) {
            flush();
        }
        rows.add(row);
        commands += row.commands().size();
        characters += size;
    }

    /** Sends what is left, and must follow the last row. */
    public void flush() {
        List<ObjectNode> inputs = rows.stream()
                .flatMap(row -> row.commands().stream())
                .map(MappedCommand::input)
                .toList();
        if (!inputs.isEmpty()) {
            BatchAnswer answer = send(keys.key(batch), inputs);
            batch++;
            count(answer.commands());
            tally = tally.plusBatch(answer.replayed());
        } else {
            count(List.of());
        }
        rows.clear();
        commands = 0;
        characters = 0;
        progress.sent(tally);
    }

    public Tally tally() {
        return tally;
    }

    private BatchAnswer send(UUID key, List<ObjectNode> inputs) {
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            try {
                return server.send(key, inputs, patience.perRequest());
            } catch (Unavailable e) {
                Duration pause = patience.pause(attempt, e.atLeast());
                boolean wasNeverThere = e.isHopeless() && batch == 0 && attempt == 0;
                waitOrGiveUp(e, wasNeverThere, pause, Duration.ofNanos(System.nanoTime() - start));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new SendException("The import was interrupted");
            }
        }
    }

    private void waitOrGiveUp(Unavailable failure, boolean wasNeverThere, Duration pause, Duration waited) {
        if (wasNeverThere || waited.plus(pause).compareTo(patience.inAll()) > 0) {
            throw new SendException(
                    wasNeverThere
                            ? failure.sentence()
                            : "%s; gave up after %d s".formatted(failure.sentence(), waited.toSeconds()));
        }
        progress.waiting(failure.sentence(), pause);
        try {
            Patience.rest(pause, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stop.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new SendException("Stopped while the server was away");
        }
    }

    private void count(List<BatchAnswer.CommandAnswer> answers) {
        int place = 0;
        for (PlannedRow row : rows) {
            int next = place + row.commands().size();
            count(row, answers.subList(place, next));
            place = next;
        }
    }

    private void count(PlannedRow row, List<BatchAnswer.CommandAnswer> answers) {
        List<Problem> found = row.isReported() ? row.problems() : Refusals.of(row, answers);
        if (row.isRepeat() && refused.get(row.repeats())) {
            found = List.of(new Problem(
                    row.number(),
                    "",
                    "",
                    "The row says the same as row %d, which was not recorded".formatted(row.repeats())));
        }
        if (!found.isEmpty()) {
            refused.set(row.number());
            found.forEach(problems);
            tally = tally.plusReported(row.number());
        } else {
            tally = row.isRepeat() ? tally.plusRepeated(row.number()) : tally.plusRecorded(row.number());
        }
    }
}
