package assetledger.graph;

import assetledger.model.AssetGroup;
import assetledger.model.Criticality;
import assetledger.model.ExternalId;
import assetledger.model.Licence;
import assetledger.model.LinkKind;
import assetledger.model.Origin;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/** The records in the graph, one by one and in lists. */
public final class Records {
    /** No list is longer than this, whatever is asked. */
    public static final int MOST = 100;

    private static final Statement RECORDS = Statement.of("read/records");
    private static final Statement WITH_OWNER = Statement.of("read/record-with-owner");
    private static final Statement NAMED = Statement.of("read/named");
    private static final Statement ASSETS = Statement.of("read/assets");
    private static final Statement ASSETS_OF = Statement.of("read/assets-of");
    private static final Statement ASSETS_SUPPORTING = Statement.of("read/assets-supporting");
    private static final Statement ASSETS_COUNT = Statement.of("read/assets-count");
    private static final Statement ASSETS_BY_GROUP = Statement.of("read/assets-by-group");
    private static final Statement ASSETS_BY_PHASE = Statement.of("read/assets-by-phase");
    private static final Statement ASSETS_BY_TYPE = Statement.of("read/assets-by-type");
    private static final Statement ASSETS_BY_ORIGIN = Statement.of("read/assets-by-origin");
    private static final Statement ASSETS_BY_LICENCE = Statement.of("read/assets-by-licence");
    private static final Statement RECORDS_OF = Statement.of("read/records-of");
    private static final Statement LINKS_OF = Statement.of("read/links-of");
    private static final Statement LINKS_OUT = Statement.of("read/links-out");
    private static final Statement LINKS_IN = Statement.of("read/links-in");

    private final Graph graph;

    public Records(Graph graph) {
        this.graph = graph;
    }

    /**
     * Which assets are wanted; what is absent does not narrow.
     * @param phase that they are in on the day
     * @param stage that they are in on the day: a code of the pack
     * @param function that they support on the day
     * @param type the pack's code for a kind of asset
     * @param criticality of those whose protection the viewer may see; the others are left out where it is wanted
     */
    public record AssetFilter(
            @Nullable AssetGroup group,
            @Nullable RecordId owner,
            @Nullable Phase phase,
            @Nullable String stage,
            @Nullable RecordId function,
            @Nullable String type,
            @Nullable Origin origin,
            @Nullable Licence licence,
            @Nullable Criticality criticality,
            LocalDate asOf) {

        /** In any stage, whatever they support; of any kind, origin, licence and criticality. */
        public AssetFilter(
                @Nullable AssetGroup group, @Nullable RecordId owner, @Nullable Phase phase, LocalDate asOf) {
            this(group, owner, phase, null, null, null, null, null, null, asOf);
        }

        private Map<String, Object> parameters() {
            Map<String, Object> parameters = new HashMap<>();
            parameters.put("group", group == null ? null : group.name());
            parameters.put("owner", owner == null ? null : owner.toString());
            parameters.put("phase", phase == null ? null : phase.name());
            parameters.put("stage", stage);
            parameters.put("function", function == null ? null : function.toString());
            parameters.put("type", type);
            parameters.put("origin", origin == null ? null : origin.name());
            parameters.put("licence", licence == null ? null : licence.name());
            parameters.put("criticality", criticality == null ? null : criticality.name());
            parameters.put("asOf", asOf);
            return parameters;
        }

        /** Where they are found from: from what narrows most. */
        private Statement list() {
            return owner != null ? ASSETS_OF : function != null ? ASSETS_SUPPORTING : ASSETS;
        }

        private Map<String, Object> seen(Viewer viewer) {
            Map<String, Object> parameters = Sight.of(viewer, parameters());
            parameters.put("seesProtection", viewer.seesProtectionOf(null));
            return parameters;
        }
    }

    /** The records with these ids, in no set order; what does not exist for the viewer, or is a link, is left out. */
    public CompletionStage<List<Recorded<State>>> withIds(Collection<RecordId> ids, Viewer viewer, long atLeast) {
        Map<String, Object> parameters =
                Map.of("ids", ids.stream().map(RecordId::toString).toList());
        return graph.read(RECORDS, parameters, atLeast, Graph::recorded).thenApply(found -> visible(found, viewer));
    }

    /** The record with this id and, after it, its owner if it has one; empty where it does not exist for the viewer. */
    public CompletionStage<List<Recorded<State>>> withOwner(RecordId id, Viewer viewer, long atLeast) {
        return graph.read(WITH_OWNER, Map.of("id", id.toString()), atLeast, Graph::recorded)
                .thenApply(found -> found.isEmpty() || !viewer.sees(found.get(0).state()) ? List.of() : found);
    }

    /** The records of a kind that an external identifier names: several where several owners use it; at most 100. */
    public CompletionStage<List<Recorded<State>>> named(ExternalId name, RecordKind kind, Viewer viewer, long atLeast) {
        Map<String, Object> parameters =
                Map.of("scheme", name.scheme(), "value", name.value(), "kind", kind.name(), "limit", MOST);
        return graph.read(NAMED, parameters, atLeast, Graph::recorded).thenApply(found -> visible(found, viewer));
    }

    private static List<Recorded<State>> visible(List<Recorded<State>> found, Viewer viewer) {
        return found.stream().filter(record -> viewer.sees(record.state())).toList();
    }

    /**
     * Assets in the order of their ids.
     * @param after the id that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     */
    public CompletionStage<List<Recorded<State>>> assets(
            AssetFilter filter, Viewer viewer, String after, int limit, long atLeast) {
        Map<String, Object> parameters = filter.seen(viewer);
        parameters.put("after", after);
        parameters.put("limit", limit);
        return graph.read(filter.list(), parameters, atLeast, Graph::recorded);
    }

    public CompletionStage<Long> count(AssetFilter filter, Viewer viewer, long atLeast) {
        return graph.read(
                        ASSETS_COUNT,
                        filter.seen(viewer),
                        atLeast,
                        row -> row.get("total").asLong())
                .thenApply(rows -> rows.get(0));
    }

    /** How many assets there are of each group, in the order of the groups; one that none is of is left out. */
    public CompletionStage<Map<AssetGroup, Long>> byGroup(AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(ASSETS_BY_GROUP, AssetGroup.class, filter, viewer, atLeast);
    }

    /** How many assets are in each phase on the day; those that have entered no stage by then are in none. */
    public CompletionStage<Map<Phase, Long>> byPhase(AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(ASSETS_BY_PHASE, Phase.class, filter, viewer, atLeast);
    }

    /** How many assets there are of each kind, in the order of its code. */
    public CompletionStage<Map<String, Long>> byType(AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(ASSETS_BY_TYPE, filter, viewer, atLeast);
    }

    /** How many assets are of each origin; those of which nobody said it are of none. */
    public CompletionStage<Map<Origin, Long>> byOrigin(AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(ASSETS_BY_ORIGIN, Origin.class, filter, viewer, atLeast);
    }

    /** How many assets are used by each licence; those of which nobody said it are by none. */
    public CompletionStage<Map<Licence, Long>> byLicence(AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(ASSETS_BY_LICENCE, Licence.class, filter, viewer, atLeast);
    }

    private <E extends Enum<E>> CompletionStage<Map<E, Long>> counts(
            Statement statement, Class<E> classes, AssetFilter filter, Viewer viewer, long atLeast) {
        return counts(statement, filter, viewer, atLeast).thenApply(found -> {
            Map<E, Long> counts = new EnumMap<>(classes);
            found.forEach((name, count) -> counts.put(Enum.valueOf(classes, name), count));
            return counts;
        });
    }

    private CompletionStage<Map<String, Long>> counts(
            Statement statement, AssetFilter filter, Viewer viewer, long atLeast) {
        return graph.read(
                        statement,
                        filter.seen(viewer),
                        atLeast,
                        row -> Map.entry(
                                row.get("class").asString(), row.get("total").asLong()))
                .thenApply(rows -> {
                    Map<String, Long> counts = new LinkedHashMap<>();
                    rows.forEach(row -> counts.put(row.getKey(), row.getValue()));
                    return counts;
                });
    }

    /**
     * What an authority answers for, of one kind, in the order of the ids; links that leave it or what it owns are of it.
     * @param after the id that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     */
    public CompletionStage<List<Recorded<State>>> of(
            RecordId owner, RecordKind kind, Viewer viewer, String after, int limit, long atLeast) {
        Map<String, Object> parameters = Sight.of(
                viewer, Map.of("owner", owner.toString(), "kind", kind.name(), "after", after, "limit", limit));
        return graph.read(kind == RecordKind.LINK ? LINKS_OF : RECORDS_OF, parameters, atLeast, Graph::recorded);
    }

    /**
     * Which of the links of a record are wanted.
     * @param after the id of the link that the list goes on after; empty for its beginning
     * @param limit 1 to 101, one more than a page to see whether there is another
     * @param others whether the records at their other ends are wanted too
     */
    public record LinkFilter(
            @Nullable LinkKind kind, boolean outgoing, LocalDate asOf, String after, int limit, boolean others) {}

    /** A link of a record; the one at its other end is absent where it was not asked for. */
    public record Tie(Recorded<State> link, @Nullable Recorded<State> other) {
        private static Tie of(Record row) {
            Value other = row.get("other");
            return new Tie(Graph.recorded(row), other.isNull() ? null : Graph.recorded(other));
        }
    }

    /**
     * The links of each record that hold on a day, by their ids.
     * @return a list for each record asked about, empty where it has none
     */
    public CompletionStage<Map<RecordId, List<Tie>>> links(Collection<RecordId> ids, LinkFilter filter, Viewer viewer) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("ids", ids.stream().map(RecordId::toString).toList());
        parameters.put("kind", filter.kind() == null ? null : filter.kind().name());
        parameters.put("asOf", filter.asOf());
        parameters.put("after", filter.after());
        parameters.put("limit", filter.limit());
        parameters.put("others", filter.others());
        Map<String, Object> seen = Sight.of(viewer, parameters);
        Map<RecordId, List<Tie>> links = new LinkedHashMap<>();
        ids.forEach(id -> links.put(id, new ArrayList<>()));
        return graph.read(
                        filter.outgoing() ? LINKS_OUT : LINKS_IN,
                        seen,
                        Graph.ANY_POSITION,
                        row -> Map.entry(Graph.id(row, "of"), Tie.of(row)))
                .thenApply(rows -> {
                    rows.forEach(row ->
                            links.getOrDefault(row.getKey(), new ArrayList<>()).add(row.getValue()));
                    return links;
                });
    }
}
