package assetledger.api.changes;

import assetledger.api.access.CurrentViewer;
import assetledger.api.ledger.LedgerEntry;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.page.Page;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Viewer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Questions for what was recorded. */
@Controller
class ChangeQueries {
    private final LedgerReads ledger;
    private final ChangeReader reader;
    private final Subscriptions subscriptions;

    ChangeQueries(LedgerReads ledger, ChangeReader reader, Subscriptions subscriptions) {
        this.ledger = ledger;
        this.reader = reader;
        this.subscriptions = subscriptions;
    }

    /** A stretch of the ledger as a viewer may read it; {@code next} is absent where there was nothing yet. */
    record ChangeFeed(List<LedgerEntry> entries, @Nullable Long next, boolean hasMore) {}

    @QueryMapping("changes")
    Mono<ChangeFeed> page(
            @Argument @Nullable Long after,
            @Argument int first,
            @Argument @Nullable List<RecordKind> kinds,
            @Argument @Nullable String authority,
            @ContextValue Viewer viewer) {
        long from = after == null ? 0 : after + 1;
        int most = Page.demandFirst(first);
        if (authority != null) {
            return reader.read(RecordId.of("authority", authority), from - 1, most + 1, viewer, wanted(kinds))
                    .map(entries -> ofAuthority(entries, after, most));
        }
        return reader.read(from, most)
                .zipWith(
                        ledger.head(),
                        (stretch, head) -> new ChangeFeed(
                                stretch.visibleTo(viewer, wanted(kinds)),
                                stretch.end() == 0 ? null : Long.valueOf(stretch.end() - 1),
                                head.size() > stretch.end()));
    }

    /** One more than a page tells that there is another. */
    private static ChangeFeed ofAuthority(List<LedgerEntry> entries, @Nullable Long after, int most) {
        List<LedgerEntry> page = entries.subList(0, Math.min(most, entries.size()));
        Long next =
                page.isEmpty() ? after : Long.valueOf(page.get(page.size() - 1).position());
        return new ChangeFeed(page, next, entries.size() > most);
    }

    @SubscriptionMapping("changes")
    Flux<LedgerEntry> follow(
            @Argument @Nullable Long after,
            @Argument @Nullable List<RecordKind> kinds,
            @ContextValue Viewer viewer,
            @ContextValue CurrentViewer currentViewer) {
        return subscriptions.follow(after, wanted(kinds), viewer, currentViewer);
    }

    private static Set<RecordKind> wanted(@Nullable List<RecordKind> kinds) {
        if (kinds == null) {
            return EnumSet.allOf(RecordKind.class);
        }
        return kinds.isEmpty() ? Set.of() : EnumSet.copyOf(kinds);
    }
}
