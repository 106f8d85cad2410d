package assetledger.importer.send;

import assetledger.importer.plan.PlannedRow;
import assetledger.importer.plan.Problem;
import assetledger.importer.send.BatchAnswer.CommandAnswer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes planned rows in their order, has them carried in batches and tells what became of each. How rows are cut into
 * batches depends on the rows alone, so that the same file is always cut in the same way; a row is never cut.
 */
public final class Sending {
    static final int MOST_COMMANDS = 500;
    /** Well below what a server takes in one request. */
    static final int MOST_CHARACTERS = 1 << 20;

    private static final int MOST_ROWS = 5_000;

    /** Told of every row that is not recorded. */
    @FunctionalInterface
    public interface Reported {
        void reported(PlannedRow row, List<Problem> problems);
    }

    private final Carrier carrier;
    private final boolean isRecorded;
    private final Reported report;
    private final Consumer<Tally> progress;
    private final List<PlannedRow> rows = new ArrayList<>();
    private final BitSet refused = new BitSet();
    /** What became of the row that those after it go with; null when nobody was asked. */
    private @Nullable ChangeOutcome leading;

    private int commands;
    private long characters;
    private int batch;
    private Tally tally = Tally.NOTHING;

    /**
     * For the rows of one table.
     *
     * @param isRecorded whether the carrier records, so that of a row that is refused in part the rest is recorded
     * @param progress told after each batch
     */
    public Sending(Carrier carrier, boolean isRecorded, Reported report, Consumer<Tally> progress) {
        this.carrier = carrier;
        this.isRecorded = isRecorded;
        this.report = report;
        this.progress = progress;
    }

    /**
     * Takes the next row, and has the batch before it carried when the row does not fit in.
     *
     * @throws SendException when a batch cannot be carried
     */
    public void take(PlannedRow row) {
        long size = size(row);
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

    /** Has carried what is left, and must follow the last row. */
    public void flush() {
        if (commands > 0) {
            BatchAnswer answer = carried();
            batch++;
            count(answer.commands());
            tally = tally.plusBatch(answer.replayed());
        } else {
            count(List.of());
        }
        rows.clear();
        commands = 0;
        characters = 0;
        progress.accept(tally);
    }

    private BatchAnswer carried() {
        try {
            return carrier.carry(batch, List.copyOf(rows));
        } catch (ForbiddenException forbidden) {
            throw forbidden.in(rows);
        }
    }

    public Tally tally() {
        return tally;
    }

    private static long size(PlannedRow row) {
        return row.commands().stream()
                        .mapToLong(command -> command.input().toString().length())
                        .sum()
                + row.cells().stream().mapToLong(String::length).sum();
    }

    private void count(List<CommandAnswer> answers) {
        int place = 0;
        for (PlannedRow row : rows) {
            int next = place + row.commands().size();
            count(row, answers.subList(place, next));
            place = next;
        }
    }

    private void count(PlannedRow row, List<CommandAnswer> answers) {
        List<Problem> problems = problems(row, answers);
        if (problems.isEmpty() || isRecorded) {
            answers.stream()
                    .flatMap(answer -> Stream.ofNullable(answer.outcome()))
                    .forEach(outcome -> tally = tally.plusRecord(outcome));
        }
        if (!problems.isEmpty()) {
            refused.set(row.number());
            report.reported(row, problems);
            tally = tally.plusReported();
        } else if (row.isRepeat()) {
            tally = tally.plusRepeated();
        } else {
            leading = row.follows() ? leading : outcome(answers);
            tally = leading == null ? tally.plusRight() : tally.plusRow(leading);
        }
    }

    private List<Problem> problems(PlannedRow row, List<CommandAnswer> answers) {
        if (row.follows() && refused.get(row.leader())) {
            return List.of(new Problem(
                    row.number(),
                    "",
                    "",
                    (row.isRepeat()
                                    ? "The row says the same as row %d, which was not recorded"
                                    : "The row makes one record with row %d, which was not recorded")
                            .formatted(row.leader())));
        }
        return row.isReported() ? row.problems() : Refusals.of(row, answers, isRecorded);
    }

    /** That of the row's first record, where it was added or everything is as it was; otherwise something changed. */
    private static @Nullable ChangeOutcome outcome(List<CommandAnswer> answers) {
        ChangeOutcome first = answers.get(0).outcome();
        boolean isAlike = answers.stream().allMatch(answer -> answer.outcome() == first);
        return isAlike || first == ChangeOutcome.ADDED || first == null ? first : ChangeOutcome.CHANGED;
    }
}
