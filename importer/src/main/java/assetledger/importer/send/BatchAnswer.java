package assetledger.importer.send;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger says to a batch.
 *
 * @param replayed whether it had carried out this batch before and repeats its first answer
 * @param commands one answer for each command, in the order of the commands
 */
public record BatchAnswer(boolean replayed, List<CommandAnswer> commands) {
    public BatchAnswer {
        commands = List.copyOf(commands);
    }

    /**
     * Accepted when nothing was refused.
     *
     * @param outcome null when the command was refused, or nobody was asked
     */
    public record CommandAnswer(@Nullable ChangeOutcome outcome, List<Refusal> refusals) {
        /** Of a command that nobody was asked about. */
        static final CommandAnswer NOT_ASKED = new CommandAnswer(null, List.of());

        /** Of a command that is not sent, because a preview found its row wrong. */
        static final CommandAnswer LEFT_OUT =
                new CommandAnswer(null, List.of(new Refusal("", "", "The check found this row wrong")));

        public CommandAnswer {
            refusals = List.copyOf(refusals);
        }

        boolean isAccepted() {
            return refusals.isEmpty();
        }
    }

    /**
     * One reason of a refusal.
     *
     * @param field a path inside the command; empty when the reason is about the whole
     * @param code such as {@code REQUIRED} or {@code NOT_FOUND}
     */
    public record Refusal(String field, String code, String sentence) {}
}
