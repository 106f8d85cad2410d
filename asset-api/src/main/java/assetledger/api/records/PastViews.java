package assetledger.api.records;

import assetledger.api.ledger.HistoryReads;
import assetledger.api.ledger.Moments;
import assetledger.model.InvalidValue;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.SelectedField;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Records as they were known at an earlier moment. What is read of another place, and so would be of today, is refused by
 * its name instead of being shown as if it had been so then.
 */
@Component
public class PastViews {
    private static final String ARGUMENT = "knownAt";
    private static final Set<String> STANDS_FOR_EVER = Set.of("id", "__typename");

    private final HistoryReads history;
    private final Moments moments;

    PastViews(HistoryReads history, Moments moments) {
        this.history = history;
        this.moments = moments;
    }

    /**
     * The record at a moment; empty where it was not known yet.
     * @param today the same record as it exists for who asks, which is decided by today's state
     * @param moment a position or an instant
     */
    Mono<Recorded<State>> of(Recorded<State> today, Map<String, Object> moment, DataFetchingEnvironment field) {
        demandOffered(today.kind(), field);
        return moments.position(moment).flatMap(position -> history.at(today.id(), position));
    }

    private static void demandOffered(RecordKind kind, DataFetchingEnvironment field) {
        if (kind == RecordKind.IMPORT) {
            throw new InvalidValue(ARGUMENT, "An import is not offered with knownAt: its rows and counts are of today");
        }
        field.getSelectionSet().getFields().forEach(PastViews::demandOffered);
    }

    /** The same for a list of records as they were known. */
    public static void demandOffered(DataFetchingEnvironment page) {
        page.getSelectionSet().getFields("nodes/**", "edges/node/**").forEach(PastViews::demandOffered);
    }

    private static void demandOffered(SelectedField selected) {
        boolean onlyIds = selected.getSelectionSet().getImmediateFields().stream()
                .allMatch(inner -> STANDS_FOR_EVER.contains(inner.getName()));
        if (selected.getName().equals("links") || (RecordFields.isRecord(selected) && !onlyIds)) {
            throw new InvalidValue(
                    ARGUMENT,
                    "With knownAt %s is not offered, since it would be of today; ask for %s"
                            .formatted(
                                    selected.getName(),
                                    selected.getName().equals("links")
                                            ? "the history of a link by its id"
                                            : selected.getName() + " { id } and for that record as known then"));
        }
    }
}
