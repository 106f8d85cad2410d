package assetledger.api.history;

import assetledger.api.ledger.RecordVersion;
import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Person;
import assetledger.model.State;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One version of a record, told by what it has not in common with the one before.
 * @param daysLate days from the effective day to that of recording, in UTC; 0 where it was not late
 * @param corrects the version whose fact it corrects; absent where it corrects none, or was erased
 * @param correctedBy the versions that correct its own, in their order
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
        long daysLate,
        Instant recorded,
        @Nullable Integer corrects,
        List<Integer> correctedBy,
        String actor,
        @Nullable String reason,
        List<MemberChange> changes,
        boolean withheld,
        boolean erased) {

    /**
     * Compares two neighbours.
     * @param before absent before the first version
     * @param correctedBy the versions that correct the later one
     */
    static HistoryEntry of(
            @Nullable RecordVersion before, RecordVersion after, List<Integer> correctedBy, Shown shown) {
        List<MemberChange> all = MemberChange.between(members(before), members(after));
        List<MemberChange> seen =
                all.stream().filter(change -> shown.shows(change.path())).toList();
        Event event = after.event();
        return new HistoryEntry(
                after.position(),
                event.version(),
                event.type(),
                event.effective(),
                daysLate(event.effective(), after.recorded()),
                after.recorded(),
                event.corrects(),
                correctedBy,
                after.actor(),
                shown.showsReasons() ? event.reason() : null,
                seen,
                seen.size() < all.size(),
                after.erased());
    }

    private static long daysLate(LocalDate effective, Instant recorded) {
        return Math.max(0, ChronoUnit.DAYS.between(effective, LocalDate.ofInstant(recorded, ZoneOffset.UTC)));
    }

    /** Of a version that was erased there are none. */
    private static Map<String, Object> members(@Nullable RecordVersion version) {
        State state = version == null ? Person.NOTHING_LEFT : version.event().state();
        return StateJson.write(state);
    }
}
