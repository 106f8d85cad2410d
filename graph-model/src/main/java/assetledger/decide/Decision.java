package assetledger.decide;

import assetledger.event.Event;
import assetledger.model.Problem;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What comes of a command. */
public sealed interface Decision {

    /**
     * Carried out by an event.
     * @param position of the event
     * @param consequences what follows from it for other records, each at most once: at the positions after it, in their
     *     order, and recorded with it or not at all
     */
    record Accepted(Event event, long position, List<Event> consequences) implements Decision {
        public Accepted {
            consequences = List.copyOf(consequences);
        }

        /** All of it, in the order of the positions. */
        public List<Event> events() {
            List<Event> events = new ArrayList<>(List.of(event));
            events.addAll(consequences);
            return events;
        }

        /** The position that the next event gets. */
        public long next() {
            return position + 1 + consequences.size();
        }
    }

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
