package assetledger.api.records;

import assetledger.api.access.ViewerContext;
import assetledger.api.day.AskedDay;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.page.Cursor;
import assetledger.api.page.Page;
import assetledger.api.proof.Receipts;
import assetledger.decide.Needs;
import assetledger.graph.Graph;
import assetledger.graph.Records;
import assetledger.graph.Records.LinkFilter;
import assetledger.graph.Records.Tie;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.proof.Receipt;
import graphql.GraphQLContext;
import graphql.language.Field;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.PropertyDataFetcher;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.dataloader.BatchLoaderEnvironment;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.BatchLoaderRegistry;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Joins the schema's types of records to what the graph gives: one way for all kinds. */
@Component
class RecordWiring implements RuntimeWiringConfigurer {
    private static final String LINKS = "links";
    private static final String RECEIPTS = "receipts";

    private final Mutations mutations;
    private final DatedFields dated;

    RecordWiring(
            Mutations mutations,
            DatedFields dated,
            Records records,
            LedgerReads ledger,
            Receipts receipts,
            BatchLoaderRegistry loaders) {
        this.mutations = mutations;
        this.dated = dated;
        // Whatever a page's fields ask for is fetched in one statement.
        loaders.<RecordId, Recorded<State>>forName(RecordFields.RECORDS)
                .registerMappedBatchLoader((ids, environment) -> byId(records, ledger, ids, viewer(environment)));
        loaders.<LinksOf, List<Tie>>forName(LINKS)
                .registerMappedBatchLoader((wanted, environment) -> links(records, wanted, viewer(environment)));
        loaders.<Long, Receipt>forName(RECEIPTS)
                .registerMappedBatchLoader((positions, environment) -> receipts.at(positions, viewer(environment)));
    }

    private static Viewer viewer(BatchLoaderEnvironment environment) {
        GraphQLContext context = Objects.requireNonNull(environment.getContext());
        return ViewerContext.of(context);
    }

    /** The links of one record that a field asks for. */
    private record LinksOf(RecordId record, LinkFilter filter) {
        /** Few fields ask for links of the same record, and those of a page are looked up often. */
        @Override
        public int hashCode() {
            return record.hashCode();
        }
    }

    /** A record that the graph does not have yet, since it was recorded a moment ago, comes from the ledger. */
    private static Mono<Map<RecordId, Recorded<State>>> byId(
            Records records, LedgerReads ledger, Set<RecordId> ids, Viewer viewer) {
        return Mono.fromCompletionStage(() -> records.withIds(ids, viewer, Graph.ANY_POSITION))
                .flatMap(found -> {
                    Map<RecordId, Recorded<State>> byId = new HashMap<>();
                    found.forEach(record -> byId.put(record.id(), record));
                    Set<RecordId> missing = new HashSet<>(ids);
                    missing.removeAll(byId.keySet());
                    if (missing.isEmpty()) {
                        return Mono.just(byId);
                    }
                    return ledger.heads(new Needs(missing, Set.of())).map(recent -> {
                        recent.stream()
                                .filter(record -> viewer.sees(record.state()))
                                .forEach(record -> byId.put(record.id(), record));
                        return byId;
                    });
                });
    }

    private static Mono<Map<LinksOf, List<Tie>>> links(Records records, Set<LinksOf> wanted, Viewer viewer) {
        Map<LinkFilter, List<LinksOf>> byFilter = wanted.stream().collect(Collectors.groupingBy(LinksOf::filter));
        return Flux.fromIterable(byFilter.entrySet())
                .flatMap(group -> Mono.fromCompletionStage(() -> records.links(
                                group.getValue().stream().map(LinksOf::record).toList(), group.getKey(), viewer))
                        .flatMapIterable(Map::entrySet)
                        .map(links -> Map.entry(new LinksOf(links.getKey(), group.getKey()), links.getValue())))
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    @Override
    public void configure(RuntimeWiring.Builder wiring) {
        Scalars.all().forEach(wiring::scalar);
        TypeResolver byKind = environment -> {
            Recorded<?> record = environment.getObject();
            return environment.getSchema().getObjectType(record.kind().label());
        };
        for (String type : List.of("Node", "Record", "Asset")) {
            wiring.type(type, builder -> builder.typeResolver(byKind));
        }
        for (RecordKind kind : RecordKind.values()) {
            wiring.type(kind.label(), builder -> builder.dataFetcher(LINKS, this::links));
        }
        wiring.type("Change", builder -> builder.dataFetcher("receipt", RecordWiring::receipt));
        wiring.type("Money", builder -> builder.dataFetcher("amount", PropertyDataFetcher.fetching(Money::decimal)));
        wiring.type("Mutation", builder -> {
            Mutations.SINGLE.forEach(name -> builder.dataFetcher(name, field -> mutations.single(name, field)));
            return builder.dataFetcher("recordBatch", mutations::batch);
        });
        wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry().defaultDataFetcher(new RecordFields()));
    }

    /** A change that was only checked has no place yet, and what comes to stand there is somebody else's. */
    private static CompletableFuture<@Nullable String> receipt(DataFetchingEnvironment field) {
        Mutations.Change change = Objects.requireNonNull(field.getSource());
        DataLoader<Long, Receipt> receipts = Objects.requireNonNull(field.getDataLoader(RECEIPTS));
        String record = change.id().toString();
        return receipts.load(change.position())
                .thenApply(receipt -> receipt != null && receipt.leaf().contains(record) ? receipt.format() : null);
    }

    private CompletableFuture<Page<Recorded<State>>> links(DataFetchingEnvironment field) {
        Recorded<State> record = Objects.requireNonNull(field.getSource());
        String kind = field.getArgument("kind");
        LocalDate asked = AskedDay.of(field).orElse(null);
        int first = Page.demandFirst(Objects.requireNonNull(field.<Integer>getArgument("first")));
        String direction = Objects.requireNonNull(field.getArgument("direction"));
        Viewer viewer = ViewerContext.of(field.getGraphQlContext());
        Cursor cursor = Cursor.in(LINKS, viewer.person(), record.id(), kind, direction, asked);
        LinkFilter filter = new LinkFilter(
                kind == null ? null : LinkKind.valueOf(kind),
                "OUT".equals(direction),
                dated.day(field),
                cursor.read(field.getArgument("after"), 1)
                        .map(key -> key.get(0))
                        .orElse(""),
                first + 1,
                wantsOthers(field));
        DataLoader<LinksOf, List<Tie>> loader = Objects.requireNonNull(field.getDataLoader(LINKS));
        DataLoader<RecordId, Recorded<State>> records = RecordFields.loader(field);
        // A record may have very many links, and nobody has a use for their number: the connection does not count them.
        return loader.load(new LinksOf(record.id(), filter)).thenApply(ties -> {
            ties.stream().map(Tie::other).filter(Objects::nonNull).forEach(other -> records.prime(other.id(), other));
            records.prime(record.id(), record);
            List<Recorded<State>> rows = ties.stream().map(Tie::link).toList();
            return Page.of(rows, first, link -> cursor.after(link.id().toString()), Mono.empty());
        });
    }

    /**
     * The link itself tells the ids of its ends; whoever wants more of them has them with it. A field's selection is the
     * same for every record of a page, and costs much to look through.
     */
    private static boolean wantsOthers(DataFetchingEnvironment field) {
        return field.getGraphQlContext()
                .computeIfAbsent(
                        new Selection(field.getField()),
                        unknown -> field.getSelectionSet()
                                .containsAnyOf(
                                        "nodes/head/*", "nodes/tail/*", "edges/node/head/*", "edges/node/tail/*"));
    }

    /** A field as it stands in the text. */
    private record Selection(Field field) {}
}
