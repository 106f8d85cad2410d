package assetledger.importer.send;

import assetledger.importer.plan.MappedCommand;
import assetledger.importer.plan.PlannedRow;
import assetledger.importer.plan.Problem;
import assetledger.importer.send.BatchAnswer.CommandAnswer;
import assetledger.importer.send.BatchAnswer.Refusal;
import java.util.ArrayList;
import java.util.List;

/** The server's reasons, joined to the cells that they are about. */
final class Refusals {
    private static final String NOT_FOUND = "NOT_FOUND";

    private Refusals() {}

    /**
     * Every reason why a row is not recorded. A command that does not find what an earlier one of its row should
     * have made is no problem of its own.
     *
     * @param answers one for each command of the row
     * @param isRecorded whether what was accepted is recorded, and not only asked about
     * @return empty when every command was accepted
     */
    static List<Problem> of(PlannedRow row, List<CommandAnswer> answers, boolean isRecorded) {
        List<Problem> problems = new ArrayList<>();
        List<String> accepted = new ArrayList<>();
        for (int place = 0; place < answers.size(); place++) {
            MappedCommand command = row.commands().get(place);
            if (answers.get(place).isAccepted()) {
                accepted.add(command.label());
            }
            boolean isFirstRefused = problems.isEmpty();
            for (Refusal refusal : answers.get(place).refusals()) {
                if (isFirstRefused || !refusal.code().equals(NOT_FOUND)) {
                    problems.add(problem(row.number(), command, refusal));
                }
            }
        }
        return accepted.isEmpty() || !isRecorded
                ? problems
                : problems.stream().map(problem -> tellOf(accepted, problem)).toList();
    }

    private static Problem problem(int row, MappedCommand command, Refusal refusal) {
        String field = refusal.field().isEmpty() ? "" : refusal.field() + ": ";
        return command.source(refusal.field())
                .map(cell -> new Problem(cell.row(), cell.column(), cell.value(), refusal.sentence()))
                .orElseGet(() -> new Problem(row, "", "", field + refusal.sentence()));
    }

    private static Problem tellOf(List<String> accepted, Problem problem) {
        return new Problem(
                problem.row(),
                problem.column(),
                problem.value(),
                "%s (recorded from this row: %s)".formatted(problem.sentence(), String.join(", ", accepted)));
    }
}
