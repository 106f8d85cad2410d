package assetledger.api.changes;

import assetledger.api.ledger.AuthorityReads;
import assetledger.api.ledger.LedgerEntry;
import assetledger.api.ledger.LedgerReads;
import assetledger.decide.Needs;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the ledger in pages, with what decides who may see them. */
@Component
public class ChangeReader {
    /** So many events of an authority are looked at together; a question ends with its time. */
    private static final int LOOKED_AT = 500;

    private final LedgerReads ledger;
    private final AuthorityReads authorities;

    ChangeReader(LedgerReads ledger, AuthorityReads authorities) {
        this.ledger = ledger;
        this.authorities = authorities;
    }

    /**
     * A stretch of the ledger as it is for everybody.
     * @param end the position after its last event; where the ledger ends before {@code from}, that
     * @param today the states of the records that decide who sees its events
     */
    record Stretch(long end, List<LedgerEntry> entries, Map<RecordId, State> today) {
        /** What of it a viewer may see, of the kinds that he asked for. */
        List<LedgerEntry> visibleTo(Viewer viewer, Set<RecordKind> kinds) {
            return entries.stream()
                    .filter(entry -> kinds.contains(entry.record().kind()) && Visibility.sees(viewer, entry, today))
                    .toList();
        }
    }

    /**
     * The stretch that begins at a position.
     * @param limit of events, at least 1
     */
    Mono<Stretch> read(long from, int limit) {
        return ledger.entries(from, limit)
                .flatMap(entries -> today(entries).map(today -> new Stretch(from + entries.size(), entries, today)));
    }

    /**
     * The first events of one authority after a position, of the kinds that are wanted, as far as a viewer may see them.
     * What he may not see is passed over, and not counted: how much there is of that is not his to know (BR18).
     * @param limit of events, at least 1; fewer come where there are no more
     */
    Mono<List<LedgerEntry>> read(RecordId authority, long after, int limit, Viewer viewer, Set<RecordKind> kinds) {
        return authorities
                .positions(authority, after, LOOKED_AT)
                .flatMap(positions -> entries(positions).flatMap(stretch -> {
                    List<LedgerEntry> seen = stretch.visibleTo(viewer, kinds);
                    if (seen.size() >= limit || positions.size() < LOOKED_AT) {
                        return Mono.just(seen.subList(0, Math.min(limit, seen.size())));
                    }
                    return read(authority, positions.get(LOOKED_AT - 1), limit - seen.size(), viewer, kinds)
                            .map(more ->
                                    Stream.concat(seen.stream(), more.stream()).toList());
                }));
    }

    private Mono<Stretch> entries(List<Long> positions) {
        return ledger.entriesAt(positions)
                .map(entries -> entries.stream()
                        .sorted(Comparator.comparingLong(LedgerEntry::position))
                        .toList())
                .flatMap(entries -> today(entries).map(today -> new Stretch(0, entries, today)));
    }

    /** Those of some positions whose events a viewer may read. */
    public Mono<Set<Long>> visible(Set<Long> positions, Viewer viewer) {
        return ledger.entriesAt(positions)
                .flatMap(entries -> today(entries)
                        .map(today -> entries.stream()
                                .filter(entry -> Visibility.sees(viewer, entry, today))
                                .map(LedgerEntry::position)
                                .collect(Collectors.toSet())));
    }

    private Mono<Map<RecordId, State>> today(List<LedgerEntry> entries) {
        Set<RecordId> deciding = Visibility.deciding(entries);
        return deciding.isEmpty()
                ? Mono.just(Map.of())
                : ledger.heads(new Needs(deciding, Set.of()))
                        .map(heads -> heads.stream().collect(Collectors.toMap(Recorded::id, Recorded::state)));
    }
}
