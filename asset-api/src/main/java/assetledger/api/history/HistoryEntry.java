package assetledger.api.history;

import assetledger.api.ledger.RecordVersion;
import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Person;
import assetledger.model.State;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a record, told by what it has not in common with the one before.
 * @param actor the pseudonym of who recorded it
 * @param reason absent where none was given, where it is not the viewer's to see, or erased
 * @param withheld whether members changed that are not the viewer's to see
 * @param erased whether what it said was erased
 */
record HistoryEntry(
        long position,
        int version,
        Event.Type type,
        LocalDate effective,
        Instant recorded,
        String actor,
        @Nullable String reason,
        List<MemberChange> changes,
        boolean withheld,
        boolean erased) {

    /**
     * Compares two neighbours.
     * @param before absent before the first version
     */
    static HistoryEntry of(@Nullable RecordVersion before, RecordVersion after, Shown shown) {
        List<MemberChange> all = MemberChange.between(members(before), members(after));
        List<MemberChange> seen =
                all.stream().filter(change -> shown.shows(change.path())).toList();
        Event event = after.event();
        return new HistoryEntry(
                after.position(),
                event.version(),
                event.type(),
                event.effective(),
                after.recorded(),
                after.actor(),
                shown.showsReasons() ? event.reason() : null,
                seen,
                seen.size() < all.size(),
                after.erased());
    }

    /** Of a version that was erased there are none. */
    private static Map<String, Object> members(@Nullable RecordVersion version) {
        State state = version == null ? Person.NOTHING_LEFT : version.event().state();
        return StateJson.write(state);
    }
}
