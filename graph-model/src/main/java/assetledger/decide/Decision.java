package assetledger.decide;

import assetledger.event.Event;
import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.List;
import java.util.function.Function;

/** What comes of a command. */
public sealed interface Decision {

    /** Carried out by one event. */
    record Accepted(Event event, long position) implements Decision {}

    /** The record is as the command wants it already; nothing is recorded. */
    record Unchanged(Recorded<State> record) implements Decision {}

    /** Nothing changed, for every reason given; there is at least one. */
    record Refused(List<Problem> problems) implements Decision {}

    default <T> T fold(Function<Accepted, T> accepted, Function<Unchanged, T> unchanged, Function<Refused, T> refused) {
        if (this instanceof Accepted happened) {
            return accepted.apply(happened);
        }
        return this instanceof Unchanged kept ? unchanged.apply(kept) : refused.apply((Refused) this);
    }
}
