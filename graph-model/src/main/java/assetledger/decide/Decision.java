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

    /** Who asks has no right to it; the whole request that it came in is to be turned away. */
    record Denied(String sentence) implements Decision {}

    default <T> T fold(
            Function<Accepted, T> accepted,
            Function<Unchanged, T> unchanged,
            Function<Refused, T> refused,
            Function<Denied, T> denied) {
        if (this instanceof Accepted happened) {
            return accepted.apply(happened);
        }
        if (this instanceof Unchanged kept) {
            return unchanged.apply(kept);
        }
        return this instanceof Refused not ? refused.apply(not) : denied.apply((Denied) this);
    }
}
