package assetledger.api.changes;

import assetledger.api.ledger.LedgerEntry;
import assetledger.model.Asset;
import assetledger.model.Grant;
import assetledger.model.Import;
import assetledger.model.Link;
import assetledger.model.Person;
import assetledger.model.RecordId;
import assetledger.model.State;
import assetledger.model.Transfer;
import assetledger.model.Viewer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which events a viewer may read. Today's states decide, since what is hidden now was often recorded in the open. */
final class Visibility {
    private Visibility() {}

    /** The records whose states of today decide over these events. */
    static Set<RecordId> deciding(List<LedgerEntry> entries) {
        return entries.stream().flatMap(Visibility::deciding).collect(Collectors.toSet());
    }

    private static Stream<RecordId> deciding(LedgerEntry entry) {
        State state = entry.record().state();
        if (state instanceof Link link) {
            return Stream.of(link.tail(), link.head());
        }
        return state instanceof Asset || state instanceof Person
                ? Stream.of(entry.record().id())
                : Stream.empty();
    }

    /**
     * Whether a viewer may read an event; a record that is missing today is not shown.
     * @param today the states of {@link #deciding}
     */
    static boolean sees(Viewer viewer, LedgerEntry entry, Map<RecordId, State> today) {
        State recorded = entry.record().state();
        if (recorded instanceof Grant || recorded instanceof Import || recorded instanceof Transfer) {
            return viewer.sees(recorded);
        }
        return deciding(entry).allMatch(id -> {
            State state = today.get(id);
            return state != null && viewer.sees(state);
        });
    }
}
