package assetledger.graph;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.async.AsyncSession;

/**
 * A number for a whole graph, over the nodes and relationships that are really there: the sum, modulo 2^256, of the
 * SHA-256 of each. Equal graphs have equal numbers whatever the order they were written in; the projection's own node
 * does not count.
 */
public final class GraphDigest {
    private static final List<Statement> PARTS =
            List.of(Statement.of("read/digest-nodes"), Statement.of("read/digest-relationships"));

    private final Driver driver;

    public GraphDigest(Driver driver) {
        this.driver = driver;
    }

    /** How many nodes and relationships were counted, and their digest in 64 hexadecimal digits. */
    public record Digest(long counted, String hex) {}

    public CompletionStage<Digest> compute() {
        Sum sum = new Sum();
        return pieces(sum::add).thenApply(all -> sum.digest());
    }

    /** Shows every node and relationship, one after another; streamed, because a whole graph does not fit into memory. */
    CompletionStage<Void> pieces(Consumer<Piece> seen) {
        AsyncSession session = driver.session(
                AsyncSession.class,
                SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build());
        CompletionStage<Void> done = Sessions.nothing();
        for (Statement part : PARTS) {
            done = done.thenCompose(before -> session.runAsync(part.cypher()))
                    .thenCompose(cursor -> cursor.forEachAsync(row -> seen.accept(Piece.of(row))))
                    .thenApply(summary -> null);
        }
        return Sessions.closing(session, done);
    }
}
