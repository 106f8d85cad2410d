package assetledger.api.imports;

import assetledger.api.ledger.ImportReads;
import assetledger.api.ledger.ImportReads.Filter;
import assetledger.api.ledger.ImportReads.Listed;
import assetledger.api.ledger.ImportReads.Times;
import assetledger.api.ledger.SeenRecords;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.model.Import;
import assetledger.model.ImportTable;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.BatchMapping;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Questions for imports. */
@Controller
class ImportQueries {
    private static final String LIST = "imports";
    private static final String TYPE = "Import";

    private final ImportReads imports;
    private final SeenRecords seen;
    private final ImportRows rows;

    ImportQueries(ImportReads imports, SeenRecords seen, ImportRows rows) {
        this.imports = imports;
        this.seen = seen;
        this.rows = rows;
    }

    /** What came of an import's rows, each outcome counted by row and record. */
    record ImportCounts(long added, long changed, long unchanged, long repeated, long reported) {}

    @QueryMapping
    Mono<Page<Recorded<State>>> imports(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable String source,
            @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in(LIST, viewer.person(), source);
        long before =
                cursor.read(after, 1).map(key -> Cursor.number(key.get(0))).orElse(Long.MAX_VALUE);
        Filter filter = new Filter(seesAll(viewer), viewer.person(), recordsFor(viewer), source);
        return imports.list(filter, before, Page.demandFirst(first) + 1).map(listed -> {
            Map<RecordId, Long> began = new HashMap<>();
            listed.forEach(each -> began.put(each.run().id(), each.began()));
            return Page.of(
                    listed.stream().map(Listed::run).toList(),
                    first,
                    run -> cursor.after(String.valueOf(began.get(run.id()))),
                    imports.count(filter));
        });
    }

    /** Whether imports of everybody exist for him. */
    private static boolean seesAll(Viewer viewer) {
        return viewer.asksAcross() || viewer.is(Role.OPERATOR);
    }

    private static Set<RecordId> recordsFor(Viewer viewer) {
        return viewer.is(Role.REGISTRAR) ? viewer.authorities() : Set.of();
    }

    @QueryMapping
    Mono<Recorded<State>> importRun(@Argument String id, @ContextValue Viewer viewer) {
        return seen.withId(RecordId.of(id), viewer).filter(record -> record.state() instanceof Import);
    }

    @BatchMapping(typeName = TYPE)
    Mono<Map<Recorded<State>, Instant>> started(List<Recorded<State>> runs) {
        return times(runs, Times::started);
    }

    @BatchMapping(typeName = TYPE)
    Mono<Map<Recorded<State>, Instant>> ended(List<Recorded<State>> runs) {
        return times(runs, Times::ended);
    }

    private Mono<Map<Recorded<State>, Instant>> times(
            List<Recorded<State>> runs, Function<Times, @Nullable Instant> which) {
        return imports.times(ids(runs)).map(times -> {
            Map<Recorded<State>, Instant> found = new HashMap<>();
            for (Recorded<State> run : runs) {
                Times known = times.get(run.id());
                Instant time = known == null ? null : which.apply(known);
                if (time != null) {
                    found.put(run, time);
                }
            }
            return found;
        });
    }

    @BatchMapping(typeName = TYPE)
    Mono<Map<Recorded<State>, ImportCounts>> counts(List<Recorded<State>> runs) {
        return imports.counts(ids(runs)).map(counts -> {
            Map<Recorded<State>, ImportCounts> found = new HashMap<>();
            runs.forEach(run -> found.put(run, counts((Import) run.state(), counts.getOrDefault(run.id(), Map.of()))));
            return found;
        });
    }

    private static ImportCounts counts(Import run, Map<String, Long> rows) {
        return new ImportCounts(
                rows.getOrDefault("ADDED", 0L),
                rows.getOrDefault("CHANGED", 0L),
                rows.getOrDefault("UNCHANGED", 0L),
                run.tables().stream().mapToLong(ImportTable::repeated).sum(),
                run.tables().stream().mapToLong(ImportTable::reported).sum());
    }

    @SchemaMapping(typeName = TYPE)
    Mono<Page<ImportRows.Told>> rows(
            Recorded<State> run,
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable String outcome,
            @ContextValue Viewer viewer) {
        return rows.page(run.id(), first, after, outcome, viewer);
    }

    private static List<RecordId> ids(List<Recorded<State>> runs) {
        return runs.stream().map(Recorded::id).toList();
    }
}
