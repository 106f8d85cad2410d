package assetledger.api.command;

import assetledger.api.access.Caller;
import assetledger.decide.Command;
import java.util.List;
import java.util.UUID;

/**
 * What a client asks to be recorded in one request: each command stands for itself.
 * @param caller who asks; idempotency keys are his own
 * @param key that makes repeating the request harmless
 * @param requestHash of what was asked, in hexadecimal digits
 * @param commands at least one, in the order in which they are decided
 */
public record Submission(Caller caller, UUID key, String requestHash, List<Command> commands) {
    public Submission {
        commands = List.copyOf(commands);
    }

    /** Whether it may change what somebody may do, from the next submission on. */
    boolean changesRights() {
        return commands.stream()
                .anyMatch(command -> command instanceof Command.ProposeGrant
                        || command instanceof Command.DecideGrant
                        || command instanceof Command.EndGrant);
    }
}
