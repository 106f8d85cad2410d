package assetledger.graph;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;
import org.neo4j.driver.Value;
import org.neo4j.driver.async.AsyncSession;

/**
 * A number for a whole graph, over the nodes and relationships that are really there: the sum, modulo 2^256, of the
 * SHA-256 of each. Equal graphs have equal numbers whatever the order they were written in; derived and technical nodes
 * do not count.
 */
public final class GraphDigest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
    private static final List<Statement> PARTS =
            List.of(Statement.of("read/digest-nodes"), Statement.of("read/digest-relationships"));

    private final Driver driver;

    public GraphDigest(Driver driver) {
        this.driver = driver;
    }

    /** How many nodes and relationships were counted, and their digest in 64 hexadecimal digits. */
    public record Digest(long counted, String hex) {}

    public CompletionStage<Digest> compute() {
        AsyncSession session = driver.session(
                AsyncSession.class,
                SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build());
        AtomicReference<BigInteger> sum = new AtomicReference<>(BigInteger.ZERO);
        AtomicLong counted = new AtomicLong();
        CompletionStage<?> done = Sessions.nothing();
        for (Statement part : PARTS) {
            // Streamed, because a whole graph does not fit into memory.
            done = done.thenCompose(before -> session.runAsync(part.cypher()))
                    .thenCompose(cursor -> cursor.forEachAsync(row -> {
                        sum.updateAndGet(total -> total.add(hash(row)).mod(MODULUS));
                        counted.incrementAndGet();
                    }));
        }
        return Sessions.closing(
                session, done.thenApply(all -> new Digest(counted.get(), "%064x".formatted(sum.get()))));
    }

    private static BigInteger hash(Record row) {
        Map<String, Object> members = new HashMap<>();
        row.keys().forEach(key -> members.put(key, key.equals("labels") ? labels(row.get(key)) : plain(row.get(key))));
        return new BigInteger(1, Envelope.sha256(CanonicalJson.bytes(members)));
    }

    /** Labels come in no set order; every other list has one that means something. */
    private static List<String> labels(Value labels) {
        return labels.asList(Value::asString).stream().sorted().toList();
    }

    private static Object plain(Value value) {
        return switch (value.type().name()) {
            case "MAP" -> {
                Map<String, Object> members = new HashMap<>();
                value.keys().forEach(key -> members.put(key, plain(value.get(key))));
                yield members;
            }
            case "LIST OF ANY?" -> {
                List<String> elements = new ArrayList<>();
                value.values().forEach(element -> elements.add(element.toString()));
                yield elements;
            }
            default -> value.toString();
        };
    }
}
