package assetledger.graph;

import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.TransactionConfig;
import org.neo4j.driver.async.AsyncSession;
import org.neo4j.driver.types.MapAccessor;

/** Reads from the graph, each question in one statement that never blocks the caller. */
public final class Graph {
    /** For a read that does not care how far the projection has come. */
    public static final long ANY_POSITION = -1;

    private static final Duration USUALLY = Duration.ofSeconds(10);
    private static final Statement PROJECTION = Statement.of("read/projection");

    private final Driver driver;
    private final TransactionConfig limited;

    /** A graph of which a read may take 10 s. */
    public Graph(Driver driver) {
        this(driver, USUALLY);
    }

    /**
     * A graph that nobody keeps busy for long.
     * @param longest that a read may take; then the database ends it
     */
    public Graph(Driver driver, Duration longest) {
        this.driver = driver;
        this.limited = TransactionConfig.builder().withTimeout(longest).build();
    }

    /**
     * The rows of a statement, in its order.
     * @param atLeast the position that the graph must show, or {@link #ANY_POSITION}
     * @return fails with {@link ProjectionBehind} where the graph does not show that position yet
     */
    <T> CompletionStage<List<T>> read(
            Statement statement, Map<String, Object> parameters, long atLeast, Function<Record, T> row) {
        AsyncSession session = driver.session(
                AsyncSession.class,
                SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build());
        // A statement alone is its own transaction: it costs one journey to the graph and not three.
        CompletionStage<List<T>> rows = demand(session, atLeast)
                .thenCompose(shown -> session.runAsync(statement.cypher(), parameters, limited))
                .thenCompose(cursor -> cursor.listAsync(row));
        return Sessions.closing(session, rows);
    }

    /**
     * Looks how far the graph has come, in a transaction of its own: the session's next one waits until all is applied
     * that was committed by then, but the graph may show where it is before its indexes have what was committed with it.
     */
    private CompletionStage<Long> demand(AsyncSession session, long atLeast) {
        if (atLeast == ANY_POSITION) {
            return CompletableFuture.completedFuture(ANY_POSITION);
        }
        return session.runAsync(PROJECTION.cypher(), limited)
                .thenCompose(cursor -> cursor.listAsync(row -> row.get("next").asLong()))
                .thenApply(next -> {
                    long projected = next.isEmpty() ? 0 : next.get(0);
                    if (projected <= atLeast) {
                        throw new ProjectionBehind(atLeast, projected);
                    }
                    return projected;
                });
    }

    /** A record from the columns id, kind, version, position and state. */
    static Recorded<State> recorded(MapAccessor row) {
        RecordKind kind = RecordKind.valueOf(row.get("kind").asString());
        return new Recorded<>(
                RecordId.of(row.get("id").asString()),
                row.get("version").asInt(),
                row.get("position").asLong(),
                States.of(kind, row.get("state").asString()));
    }

    static RecordId id(MapAccessor row, String column) {
        return RecordId.of(row.get(column).asString());
    }
}
