package assetledger.api.authorities;

import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Graph;
import assetledger.graph.Transfers;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Viewer;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks for transfers of assets, and for what would come of one. */
@Controller
class TransferQueries {
    private static final String LIST = "transfers";

    private final Transfers transfers;

    TransferQueries(Transfers transfers) {
        this.transfers = transfers;
    }

    @QueryMapping
    Mono<Page<Recorded<State>>> transfers(
            @Argument String authority,
            @Argument @Nullable TransferState state,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        RecordId side = RecordId.of("authority", authority);
        Cursor cursor = Cursor.in(LIST, viewer.person(), authority, state);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse("");
        long position = atLeast == null ? Graph.ANY_POSITION : atLeast;
        Mono<Long> total = Freshness.awaiting(() -> transfers.count(side, state, position));
        return Freshness.awaiting(() -> transfers.of(side, state, from, Page.demandFirst(first) + 1, position))
                .map(rows -> Page.of(rows, first, row -> cursor.after(row.id().toString()), total));
    }

    @SchemaMapping(typeName = "Transfer")
    Mono<TransferPreview> preview(Recorded<State> proposed, @ContextValue Viewer viewer) {
        Transfer transfer = (Transfer) proposed.state();
        return Mono.zip(
                        Mono.fromCompletionStage(() -> transfers.mandates(transfer, viewer)),
                        Mono.fromCompletionStage(() -> transfers.links(transfer, viewer)),
                        Mono.fromCompletionStage(() -> transfers.measures(transfer, viewer)))
                .map(found -> TransferPreview.of(
                        found.getT1(), found.getT2(), found.getT3(), viewer.seesMoneyOf(transfer.from())));
    }
}
