package assetledger.api.command;

import assetledger.api.access.Caller;
import assetledger.decide.Command;
import assetledger.model.ImportPlace;
import assetledger.model.RecordId;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What a client asks to be recorded in one request.
 * @param caller who asks; idempotency keys are his own
 * @param key that makes repeating the request harmless
 * @param requestHash of what was asked, in hexadecimal digits
 * @param commands at least one, in the order in which they are decided
 * @param atomic whether nothing is recorded where any of them is refused; otherwise each stands for itself
 * @param places where in one import each command comes from, in their order; none for commands of no import
 */
public record Submission(
        Caller caller, UUID key, String requestHash, List<Command> commands, boolean atomic, List<ImportPlace> places) {
    public Submission {
        commands = List.copyOf(commands);
        places = List.copyOf(places);
    }

    /** Commands that stand each for itself. */
    public Submission(Caller caller, UUID key, String requestHash, List<Command> commands) {
        this(caller, key, requestHash, commands, false, List.of());
    }

    /** The import that its commands come from; none where they come from none. */
    Stream<RecordId> imports() {
        return places.stream().map(ImportPlace::run).limit(1);
    }

    /** Whether it is decided by all that an authority has, which nothing in the same batch may change. */
    boolean standsAlone() {
        return commands.stream().anyMatch(command -> command instanceof Command.CloseAuthority);
    }

    /** Whether it may change what somebody may do, from the next submission on. */
    boolean changesRights() {
        return commands.stream()
                .anyMatch(command -> command instanceof Command.ProposeGrant
                        || command instanceof Command.DecideGrant
                        || command instanceof Command.EndGrant);
    }
}
