package assetledger.importer.send;

import assetledger.importer.plan.AnnouncedRecords;
import assetledger.importer.plan.MappedCommand;
import assetledger.importer.plan.PlannedRow;
import assetledger.importer.send.BatchAnswer.CommandAnswer;
import assetledger.importer.send.BatchAnswer.Refusal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Asks what a run would change. In a preview nothing is recorded, so what earlier batches of the run would add is not
 * there for later ones: that a command does not find such a record, or such a mandate, is no refusal.
 */
public final class Preview implements Carrier {
    private static final CommandAnswer WOULD_BE_ADDED = new CommandAnswer(ChangeOutcome.ADDED, List.of());

    private final Ledger ledger;
    private final Insistence insistence;
    private final AnnouncedRecords announced = new AnnouncedRecords();
    private boolean isGuess;

    public Preview(Ledger ledger, Insistence insistence) {
        this.ledger = ledger;
        this.insistence = insistence;
    }

    @Override
    public BatchAnswer carry(int batch, List<PlannedRow> rows) {
        List<MappedCommand> commands =
                rows.stream().flatMap(row -> row.commands().stream()).toList();
        List<ObjectNode> inputs = commands.stream().map(MappedCommand::input).toList();
        BatchAnswer answer = insistence.answer(() -> ledger.preview(inputs));
        List<CommandAnswer> answers = new ArrayList<>();
        for (int place = 0; place < commands.size(); place++) {
            CommandAnswer judged = judged(commands.get(place), answer.commands().get(place));
            answers.add(judged);
            if (judged.isAccepted()) {
                announced.add(commands.get(place));
            }
        }
        return new BatchAnswer(false, answers);
    }

    /** Whether some commands could not be judged before the rows that they rely on are recorded. */
    public boolean isGuess() {
        return isGuess;
    }

    private CommandAnswer judged(MappedCommand command, CommandAnswer answer) {
        boolean isEarly =
                !answer.isAccepted() && answer.refusals().stream().allMatch(refusal -> isEarly(command, refusal));
        isGuess |= isEarly;
        return isEarly ? WOULD_BE_ADDED : answer;
    }

    private boolean isEarly(MappedCommand command, Refusal refusal) {
        return switch (refusal.code()) {
            case "NOT_FOUND" -> announced.isExpected(command, refusal.field());
            case "NOT_ALLOWED" -> refusal.field().equals("function") && announced.isDutyExpected(command);
            default -> false;
        };
    }
}
