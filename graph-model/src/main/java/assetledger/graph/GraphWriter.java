package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.pack.Classifier;
import assetledger.pack.Pack;
import assetledger.pack.StageSet;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.neo4j.driver.Driver;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.async.AsyncSession;
import org.neo4j.driver.async.AsyncTransaction;

/**
 * Puts the ledger's states into the graph. A batch and the position that it reaches are written in one transaction, and
 * only from the position that the graph is at: two writers cannot do each other's work twice, nor skip any.
 */
public final class GraphWriter {
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(60);

    private final Driver driver;
    private final Map<String, Statement> statements = new ConcurrentHashMap<>();

    public GraphWriter(Driver driver) {
        this.driver = driver;
    }

    /** What a batch needs to be put: the range of positions that it covers, and the hash of its last leaf. */
    public record Range(long from, long to, String lastLeaf) {}

    /** Makes the constraints and indexes that are missing; harmless to repeat. */
    public CompletionStage<Void> prepare() {
        AsyncSession session = driver.session(AsyncSession.class);
        CompletionStage<Void> done = Sessions.nothing();
        for (String definition : statement("schema/constraints").cypher().split(";", -1)) {
            done = done.thenCompose(before -> session.runAsync(definition)
                    .thenCompose(cursor -> cursor.consumeAsync())
                    .thenApply(summary -> null));
        }
        return Sessions.closing(session, done);
    }

    /** How far the graph has come: the position of the first event that is not in it, and the leaf hash of the last that is. */
    public record Reached(long next, String leaf) {}

    /** The position of the first event that is not in the graph yet; 0 where there is none. */
    public CompletionStage<Long> next() {
        return reached().thenApply(Reached::next);
    }

    /** The same with the hash, which is empty where no event is in the graph. */
    public CompletionStage<Reached> reached() {
        return new Graph(driver)
                .read(
                        statement("read/projection"),
                        Map.of(),
                        Graph.ANY_POSITION,
                        row -> new Reached(
                                row.get("next").asLong(), row.get("leaf").asString("")))
                .thenApply(rows -> rows.isEmpty() ? new Reached(0, "") : rows.get(0));
    }

    /**
     * Puts the records as they stand after a range of events.
     * @param records in the order of their events; of a record that comes more than once, the last state counts
     * @return true when done; false, with nothing written, where the graph is not at the range's beginning
     */
    public CompletionStage<Boolean> put(Range range, Collection<Recorded<State>> records, Pack pack) {
        Rows rows = new Rows(pack);
        Map<RecordId, Recorded<State>> last = new LinkedHashMap<>();
        records.forEach(record -> last.put(record.id(), record));
        last.values().forEach(rows::add);
        return fenced(range, transaction -> {
            CompletionStage<Void> done = run(transaction, "write/put-records", "rows", rows.records())
                    .thenCompose(put -> run(transaction, "write/forget-ties", "ids", rows.revised()))
                    .thenCompose(put -> run(transaction, "write/forget-names", "ids", rows.revised()));
            for (Map.Entry<String, List<Map<String, Object>>> ties : rows.ties().entrySet()) {
                done = done.thenCompose(put -> run(transaction, ties.getKey(), "rows", ties.getValue()));
            }
            for (Map.Entry<String, List<Map<String, Object>>> links :
                    rows.links().entrySet()) {
                done = done.thenCompose(put -> run(transaction, links.getKey(), "rows", links.getValue()));
            }
            return done;
        });
    }

    /** Puts a pack's classifier and stages, beside the record of its activation. */
    public CompletionStage<Boolean> putPack(Range range, Recorded<State> activation, Pack pack) {
        Rows rows = new Rows(pack);
        rows.add(activation);
        return fenced(
                range,
                transaction -> run(transaction, "write/put-records", "rows", rows.records())
                        .thenCompose(put -> run(transaction, "write/put-areas", "rows", areas(pack)))
                        .thenCompose(put -> run(transaction, "write/put-stages", "rows", stages(pack))));
    }

    /** Takes everything out of the graph, the projection's position too. */
    public CompletionStage<Void> wipe() {
        AsyncSession session = driver.session(AsyncSession.class);
        return Sessions.closing(
                session,
                session.runAsync(statement("write/wipe").cypher())
                        .thenCompose(cursor -> cursor.consumeAsync())
                        .thenApply(summary -> null));
    }

    private CompletionStage<Boolean> fenced(Range range, Function<AsyncTransaction, CompletionStage<Void>> work) {
        AsyncSession session = driver.session(AsyncSession.class);
        // One explicit transaction: the driver must not repeat by itself what it cannot know to have failed.
        CompletionStage<Boolean> done = session.beginTransactionAsync(
                        TransactionConfig.builder().withTimeout(WRITE_LIMIT).build())
                .thenCompose(transaction -> passes(transaction, range)
                        .thenCompose(free -> free
                                ? work.apply(transaction)
                                        .thenCompose(put -> transaction.commitAsync())
                                        .thenApply(committed -> true)
                                : transaction.rollbackAsync().thenApply(rolledBack -> false)));
        return Sessions.closing(session, done);
    }

    private CompletionStage<Boolean> passes(AsyncTransaction transaction, Range range) {
        return transaction
                .runAsync(
                        statement("write/fence").cypher(),
                        Map.of("from", range.from(), "to", range.to(), "leaf", range.lastLeaf()))
                .thenCompose(cursor -> cursor.listAsync())
                .thenApply(rows -> !rows.isEmpty());
    }

    private CompletionStage<Void> run(AsyncTransaction transaction, String name, String parameter, List<?> values) {
        if (values.isEmpty()) {
            return Sessions.nothing();
        }
        return transaction
                .runAsync(statement(name).cypher(), Map.of(parameter, values))
                .thenCompose(cursor -> cursor.consumeAsync())
                .thenApply(summary -> null);
    }

    static List<Map<String, Object>> areas(Pack pack) {
        return pack.content().classifiers().stream()
                .flatMap(classifier -> classifier.items().stream())
                .map(GraphWriter::area)
                .toList();
    }

    private static Map<String, Object> area(Classifier.Item item) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("code", item.code());
        item.title().forEach((language, title) -> properties.put("title_" + language, title));
        Map<String, Object> row = new HashMap<>();
        row.put("code", item.code());
        row.put("parent", item.parent().orElse(null));
        row.put("properties", properties);
        return row;
    }

    static List<Map<String, Object>> stages(Pack pack) {
        return pack.content().stageSets().stream()
                .flatMap(set -> set.stages().stream().map(stage -> stage(set, stage)))
                .toList();
    }

    private static Map<String, Object> stage(StageSet set, StageSet.Stage stage) {
        return Map.of(
                "key",
                Rows.stageKey(set.code(), stage.code()),
                "code",
                stage.code(),
                "phase",
                stage.phase().name());
    }

    private Statement statement(String name) {
        return statements.computeIfAbsent(name, Statement::of);
    }
}
