package assetledger.api.command;

import assetledger.api.access.Caller;
import assetledger.decide.Command;
import java.util.List;
import java.util.UUID;

/**
 * What a client asks to be recorded in one request.
 * @param caller who asks; idempotency keys are his own
 * @param key that makes repeating the request harmless
 * @param requestHash of what was asked, in hexadecimal digits
 * @param commands at least one, in the order in which they are decided
 * @param atomic whether nothing is recorded where any of them is refused; otherwise each stands for itself
 */
public record Submission(Caller caller, UUID key, String requestHash, List<Command> commands, boolean atomic) {
    public Submission {
        commands = List.copyOf(commands);
    }

    /** Commands that stand each for itself. */
    public Submission(Caller caller, UUID key, String requestHash, List<Command> commands) {
        this(caller, key, requestHash, commands, false);
    }

    /** Whether it may change what somebody may do, from the next submission on. */
    boolean changesRights() {
        return commands.stream()
                .anyMatch(command -> command instanceof Command.ProposeGrant
                        || command instanceof Command.DecideGrant
                        || command instanceof Command.EndGrant);
    }
}
