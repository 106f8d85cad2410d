package assetledger.api.ledger;

import assetledger.decide.Needs;
import assetledger.model.Link;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Records as they stand now, for those who may see them. */
@Component
public class SeenRecords {
    private final LedgerReads ledger;

    SeenRecords(LedgerReads ledger) {
        this.ledger = ledger;
    }

    /** The record with an id, or nothing where there is none for this viewer. */
    public Mono<Recorded<State>> withId(RecordId id, Viewer viewer) {
        return of(Set.of(id), viewer).mapNotNull(seen -> seen.get(id));
    }

    /** Those of the records that exist for a viewer, by their ids; a link does where both its ends do. */
    public Mono<Map<RecordId, Recorded<State>>> of(Collection<RecordId> ids, Viewer viewer) {
        return heads(Set.copyOf(ids))
                .flatMap(records -> heads(ends(records.values())).map(ends -> {
                    Map<RecordId, Recorded<State>> seen = new HashMap<>(records);
                    seen.values().removeIf(record -> !sees(viewer, record.state(), ends));
                    return seen;
                }));
    }

    private Mono<Map<RecordId, Recorded<State>>> heads(Set<RecordId> ids) {
        return ids.isEmpty()
                ? Mono.just(Map.of())
                : ledger.heads(new Needs(ids, Set.of()))
                        .map(heads -> heads.stream().collect(Collectors.toMap(Recorded::id, record -> record)));
    }

    private static Set<RecordId> ends(Collection<Recorded<State>> records) {
        return records.stream()
                .filter(record -> record.state() instanceof Link)
                .flatMap(record -> ends((Link) record.state()).stream())
                .collect(Collectors.toSet());
    }

    private static List<RecordId> ends(Link link) {
        return List.of(link.tail(), link.head());
    }

    private static boolean sees(Viewer viewer, State state, Map<RecordId, Recorded<State>> ends) {
        return state instanceof Link link
                ? ends(link).stream().map(ends::get).filter(Objects::nonNull).allMatch(end -> viewer.sees(end.state()))
                : viewer.sees(state);
    }
}
