package assetledger.api.records;

import assetledger.api.ledger.SeenRecords;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.projection.Freshness;
import assetledger.graph.Graph;
import assetledger.graph.Indicators;
import assetledger.graph.Indicators.Judged;
import assetledger.graph.Indicators.Outcome;
import assetledger.graph.Records;
import assetledger.graph.Records.AssetFilter;
import assetledger.model.AssetGroup;
import assetledger.model.Criticality;
import assetledger.model.ExternalId;
import assetledger.model.InvalidValue;
import assetledger.model.Licence;
import assetledger.model.Origin;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import graphql.schema.DataFetchingEnvironment;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;

/** Questions for records. */
@Controller
class RecordQueries {
    private static final String FIRST_CURSOR = "";
    private static final Set<RecordKind> OF_LEDGER = Set.of(RecordKind.LINK, RecordKind.IMPORT, RecordKind.PERSON);

    private final Records records;
    private final Indicators indicators;
    private final SeenRecords seen;
    private final PastViews past;
    private final Clock clock;

    RecordQueries(Records records, Indicators indicators, SeenRecords seen, PastViews past, Clock clock) {
        this.records = records;
        this.indicators = indicators;
        this.seen = seen;
        this.past = past;
        this.clock = clock;
    }

    @QueryMapping
    Mono<Recorded<State>> node(
            @Argument String id,
            @Argument @Nullable Map<String, Object> knownAt,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment field) {
        if (knownAt != null) {
            // The ledger is never behind, and does not need the graph for this.
            return seen.withId(RecordId.of(id), viewer).flatMap(today -> past.of(today, knownAt, field));
        }
        return byId(RecordId.of(id), viewer, position(atLeast), field);
    }

    @QueryMapping
    Mono<Recorded<State>> subject(
            @Argument Map<String, Object> ref,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment field) {
        return find(RecordKind.SUBJECT, ref, viewer, position(atLeast), field);
    }

    @QueryMapping
    Mono<Recorded<State>> record(
            @Argument RecordKind kind,
            @Argument Map<String, Object> ref,
            @Argument @Nullable Map<String, Object> knownAt,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer,
            DataFetchingEnvironment field) {
        return find(kind, ref, viewer, position(atLeast), field)
                .flatMap(today -> knownAt == null ? Mono.just(today) : past.of(today, knownAt, field));
    }

    @QueryMapping
    Mono<AssetPage> assets(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable AssetGroup group,
            @Argument @Nullable String owner,
            @Argument @Nullable Phase phase,
            @Argument @Nullable String stage,
            @Argument @Nullable String function,
            @Argument @Nullable String type,
            @Argument @Nullable Origin origin,
            @Argument @Nullable Licence licence,
            @Argument @Nullable Criticality criticality,
            @Argument @Nullable LocalDate asOf,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        AssetFilter filter = new AssetFilter(
                group,
                owner == null ? null : RecordId.of("owner", owner),
                phase,
                stage,
                function == null ? null : RecordId.of("function", function),
                type,
                origin,
                licence,
                criticality,
                asOf == null ? LocalDate.now(clock) : asOf);
        Cursor cursor = Cursor.in(
                "assets",
                viewer.person(),
                group,
                owner,
                phase,
                stage,
                function,
                type,
                origin,
                licence,
                criticality,
                asOf);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse(FIRST_CURSOR);
        Mono<Long> total = Freshness.awaiting(() -> records.count(filter, viewer, position(atLeast)));
        return Freshness.awaiting(
                        () -> records.assets(filter, viewer, from, Page.demandFirst(first) + 1, position(atLeast)))
                .map(rows -> Page.of(rows, first, row -> cursor.after(row.id().toString()), total))
                .map(page -> new AssetPage(page, facets(filter, viewer, position(atLeast))));
    }

    private AssetPage.Facets facets(AssetFilter filter, Viewer viewer, long atLeast) {
        return new AssetPage.Facets(
                Freshness.awaiting(() -> records.byGroup(filter, viewer, atLeast))
                        .map(counts -> AssetPage.all(counts, AssetPage.GroupCount::new)),
                Freshness.awaiting(() -> records.byPhase(filter, viewer, atLeast))
                        .map(counts -> AssetPage.all(counts, AssetPage.PhaseCount::new)),
                Freshness.awaiting(() -> records.byType(filter, viewer, atLeast))
                        .map(counts -> AssetPage.all(counts, AssetPage.TypeCount::new)),
                Freshness.awaiting(() -> records.byOrigin(filter, viewer, atLeast))
                        .map(counts -> AssetPage.all(counts, AssetPage.OriginCount::new)),
                Freshness.awaiting(() -> records.byLicence(filter, viewer, atLeast))
                        .map(counts -> AssetPage.all(counts, AssetPage.LicenceCount::new)));
    }

    @QueryMapping
    Mono<Page<Recorded<State>>> records(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument String owner,
            @Argument RecordKind kind,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        RecordId authority = RecordId.of("owner", owner);
        Cursor cursor = Cursor.in("records", viewer.person(), owner, kind);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse(FIRST_CURSOR);
        return Freshness.awaiting(
                        () -> records.of(authority, kind, viewer, from, Page.demandFirst(first) + 1, position(atLeast)))
                .map(rows -> Page.of(rows, first, row -> cursor.after(row.id().toString()), Mono.empty()));
    }

    @QueryMapping
    Mono<Page<Judged>> indicators(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument int year,
            @Argument @Nullable Outcome outcome,
            @Argument @Nullable Long atLeast,
            @ContextValue Viewer viewer) {
        Cursor cursor = Cursor.in("indicators", viewer.person(), year, outcome);
        String from = cursor.read(after, 1).map(key -> key.get(0)).orElse(FIRST_CURSOR);
        Mono<Long> total = indicatorOutcomes(year, atLeast)
                .map(counts -> counts.stream()
                        .filter(count -> outcome == null || count.outcome() == outcome)
                        .mapToLong(Indicators.Count::count)
                        .sum());
        return Freshness.awaiting(() -> indicators.list(
                        new Indicators.Filter(year, null),
                        outcome,
                        from,
                        Page.demandFirst(first) + 1,
                        position(atLeast)))
                .map(rows -> Page.of(
                        rows, first, row -> cursor.after(row.indicator().id().toString()), total));
    }

    @QueryMapping
    Mono<List<Indicators.Count>> indicatorOutcomes(@Argument int year, @Argument @Nullable Long atLeast) {
        return Freshness.awaiting(() -> indicators.outcomes(new Indicators.Filter(year, null), position(atLeast)));
    }

    private Mono<Recorded<State>> find(
            RecordKind kind, Map<String, Object> ref, Viewer viewer, long atLeast, DataFetchingEnvironment field) {
        if (ref.get("id") instanceof String id) {
            return byId(RecordId.of(id), viewer, atLeast, field).filter(record -> record.kind() == kind);
        }
        ExternalId name = name(ref);
        return Mono.justOrEmpty(name.ownId())
                .flatMap(id -> byId(id, viewer, atLeast, field).filter(record -> record.kind() == kind))
                .switchIfEmpty(Freshness.awaiting(() -> records.named(name, kind, viewer, atLeast))
                        .flatMap(found -> one(found, name)));
    }

    private Mono<Recorded<State>> byId(RecordId id, Viewer viewer, long atLeast, DataFetchingEnvironment field) {
        DataLoader<RecordId, Recorded<State>> known = RecordFields.loader(field);
        return Freshness.awaiting(() -> field.getSelectionSet().contains("owner")
                        ? records.withOwner(id, viewer, atLeast)
                        : records.withIds(List.of(id), viewer, atLeast))
                .doOnNext(found -> found.forEach(record -> known.prime(record.id(), record)))
                .flatMap(found -> found.isEmpty() ? ofLedger(id, viewer) : Mono.just(found.get(0)));
    }

    /** The graph finds a link only from its ends, and knows neither imports nor persons; the ledger finds all by their ids. */
    private Mono<Recorded<State>> ofLedger(RecordId id, Viewer viewer) {
        return seen.withId(id, viewer).filter(record -> OF_LEDGER.contains(record.kind()));
    }

    private static ExternalId name(Map<String, Object> ref) {
        Map<?, ?> external = (Map<?, ?>) ref.getOrDefault("external", Map.of());
        return new ExternalId(composed(external.get("scheme")), composed(external.get("value")));
    }

    /** Names are compared in Unicode's composed form, however a client writes them. */
    private static String composed(@Nullable Object name) {
        return Normalizer.normalize(String.valueOf(name), Normalizer.Form.NFC);
    }

    private static Mono<Recorded<State>> one(List<Recorded<State>> found, ExternalId name) {
        if (found.size() > 1) {
            return Mono.error(new InvalidValue(
                    "ref", "%s names %d records of several owners; name one by its id".formatted(name, found.size())));
        }
        return Mono.justOrEmpty(found.stream().findFirst());
    }

    private static long position(@Nullable Long atLeast) {
        return atLeast == null ? Graph.ANY_POSITION : atLeast;
    }
}
