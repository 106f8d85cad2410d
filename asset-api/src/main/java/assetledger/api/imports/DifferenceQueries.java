package assetledger.api.imports;

import assetledger.api.ledger.ImportReads;
import assetledger.api.ledger.SeenRecords;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.Import;
import assetledger.model.ImportPlace;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Asks what a later import has that an earlier one has not, and the other way round. */
@Controller
class DifferenceQueries {
    private static final String TYPE = "ImportDifference";

    private final ImportReads imports;
    private final SeenRecords seen;

    DifferenceQueries(ImportReads imports, SeenRecords seen) {
        this.imports = imports;
        this.seen = seen;
    }

    /** Two imports that are compared. */
    record Difference(RecordId earlier, RecordId later) {}

    /** A record that both have not alike, and where the import that is told of has it; without it where it is hidden. */
    record Differing(RecordId id, @Nullable Recorded<State> record, Collection<ImportPlace> rows) {}

    @QueryMapping
    Mono<Difference> importDifference(@Argument String earlier, @Argument String later, @ContextValue Viewer viewer) {
        return run("earlier", earlier, viewer)
                .zipWith(run("later", later, viewer), (before, after) -> new Difference(before.id(), after.id()));
    }

    private Mono<Recorded<State>> run(String argument, String id, Viewer viewer) {
        return seen.withId(RecordId.of(argument, id), viewer).filter(record -> record.state() instanceof Import);
    }

    @SchemaMapping(typeName = TYPE)
    Mono<Page<Differing>> added(
            Difference difference, @Argument int first, @Argument @Nullable String after, @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in("importAdded", viewer.person(), difference.earlier(), difference.later());
        ImportReads.Records added = imports.only(difference.later(), difference.earlier());
        return page(added, difference.later(), first, cursor, after, viewer);
    }

    @SchemaMapping(typeName = TYPE)
    Mono<Page<Differing>> changed(
            Difference difference, @Argument int first, @Argument @Nullable String after, @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in("importChanged", viewer.person(), difference.earlier(), difference.later());
        ImportReads.Records changed = imports.changed(difference.earlier(), difference.later());
        return page(changed, difference.later(), first, cursor, after, viewer);
    }

    @SchemaMapping(typeName = TYPE)
    Mono<Page<Differing>> gone(
            Difference difference, @Argument int first, @Argument @Nullable String after, @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in("importGone", viewer.person(), difference.earlier(), difference.later());
        ImportReads.Records gone = imports.only(difference.earlier(), difference.later());
        return page(gone, difference.earlier(), first, cursor, after, viewer);
    }

    private Mono<Page<Differing>> page(
            ImportReads.Records records,
            RecordId run,
            int first,
            Cursor cursor,
            @Nullable String after,
            Viewer viewer) {
        RecordId from = cursor.read(after, 1)
                .map(key -> RecordId.of("after", key.get(0)))
                .orElse(null);
        return records.page(from, Page.demandFirst(first) + 1)
                .flatMap(ids -> differing(ids, run, viewer))
                .map(found -> Page.of(
                                found, first, each -> cursor.after(each.id().toString()), records.count())
                        .only(each -> each.record() != null));
    }

    private Mono<List<Differing>> differing(List<RecordId> ids, RecordId run, Viewer viewer) {
        return seen.of(ids, viewer)
                .zipWith(
                        imports.places(run, ids),
                        (seen, places) -> ids.stream()
                                .map(id -> new Differing(id, seen.get(id), places.getOrDefault(id, List.of())))
                                .toList());
    }
}
