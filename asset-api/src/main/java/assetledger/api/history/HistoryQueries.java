package assetledger.api.history;

import assetledger.api.ledger.HistoryReads;
import assetledger.api.ledger.RecordVersion;
import assetledger.api.ledger.SeenRecords;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import graphql.schema.DataFetchingFieldSelectionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks what became of a record. Whether its history is shown, and how much of it, goes by the record of today. */
@Controller
class HistoryQueries {
    private final HistoryReads history;
    private final SeenRecords seen;

    HistoryQueries(HistoryReads history, SeenRecords seen) {
        this.history = history;
        this.seen = seen;
    }

    @QueryMapping
    Mono<Page<HistoryEntry>> history(
            @Argument String id,
            @Argument int first,
            @Argument @Nullable String after,
            @ContextValue Viewer viewer,
            DataFetchingFieldSelectionSet selection) {
        RecordId record = RecordId.of(id);
        Cursor cursor = Cursor.in("history", viewer.person(), record);
        long before =
                cursor.read(after, 1).map(key -> Cursor.number(key.get(0))).orElse(HistoryReads.FROM_THE_LAST);
        // One more than is shown: the last that is shown is compared with it.
        int limit = Page.demandFirst(first) + 1;
        return seen.withId(record, viewer)
                .flatMap(today -> history.versions(record, before, limit)
                        .zipWhen(versions -> corrections(record, versions, selection))
                        .map(read -> Page.of(
                                entries(read.getT1(), read.getT2(), today, viewer),
                                first,
                                entry -> cursor.after(String.valueOf(entry.version())),
                                Mono.just((long) today.version()))));
    }

    /** Which versions correct which; they are looked for only where somebody asks. */
    private Mono<Map<Integer, List<Integer>>> corrections(
            RecordId record, List<RecordVersion> versions, DataFetchingFieldSelectionSet selection) {
        return versions.isEmpty() || !selection.containsAnyOf("nodes/correctedBy", "edges/node/correctedBy")
                ? Mono.just(Map.of())
                : history.corrections(
                        record,
                        versions.get(versions.size() - 1).event().version(),
                        versions.get(0).event().version());
    }

    private static List<HistoryEntry> entries(
            List<RecordVersion> versions,
            Map<Integer, List<Integer>> corrections,
            Recorded<State> today,
            Viewer viewer) {
        Shown shown = new Shown(viewer, today.state());
        List<HistoryEntry> entries = new ArrayList<>();
        for (int i = 0; i < versions.size(); i++) {
            RecordVersion before = i + 1 < versions.size() ? versions.get(i + 1) : null;
            RecordVersion version = versions.get(i);
            List<Integer> correctedBy = corrections.getOrDefault(version.event().version(), List.of());
            entries.add(HistoryEntry.of(before, version, correctedBy, shown));
        }
        return entries;
    }
}
