package assetledger.api.proof;

import assetledger.proof.Hash;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the leaves that the tree is made over. */
@Component
class Leaves {
    private static final String HASHES = """
            select position, leaf_hash, leaf_hash = sha256(decode('00', 'hex') || leaf) as sound
            from event where position >= :from and position < :to order by position
            """;
    private static final String DIFFERENCE = """
            select min(place) as place
            from generate_series(cast(:from as bigint), cast(:to as bigint) - 1) as place
            left join event on event.position = place
            left join tile on tile.level = 0 and tile.index = place / 256
            where sha256(decode('00', 'hex') || event.leaf) is distinct from event.leaf_hash
               or event.leaf_hash is distinct from
                  substring(tile.hashes from cast(place % 256 as integer) * 32 + 1 for 32)
            """;

    private final DatabaseClient database;

    Leaves(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The hashes of the leaves from one position to before another.
     * @return fails with {@link Unsound} where one of them is missing, or is not the hash of its leaf
     */
    Mono<List<Hash>> hashes(long from, long to) {
        return database.sql(HASHES)
                .bind("from", from)
                .bind("to", to)
                .map(Found::of)
                .all()
                .collectList()
                .map(found -> sound(from, to, found));
    }

    private record Found(long position, Hash hash, boolean sound) {
        static Found of(Readable row) {
            return new Found(
                    required(row, "position", Long.class),
                    Hash.of(bytes(row, "leaf_hash")),
                    required(row, "sound", Boolean.class));
        }
    }

    private static List<Hash> sound(long from, long to, List<Found> found) {
        long next = from;
        for (Found each : found) {
            if (each.position() != next) {
                break;
            } else if (!each.sound()) {
                throw new Unsound("position %d: the leaf hash is not that of the leaf".formatted(next));
            }
            next++;
        }
        if (next < to) {
            throw new Unsound("position %d: the event is missing".formatted(next));
        }
        return found.stream().map(Found::hash).toList();
    }

    /** The first position of a stretch whose leaf is not the one that the tiles were made from; empty where there is none. */
    Mono<Long> difference(long from, long to) {
        return database.sql(DIFFERENCE)
                .bind("from", from)
                .bind("to", to)
                .map(row -> row.get("place", Long.class) == null
                        ? List.<Long>of()
                        : List.of(required(row, "place", Long.class)))
                .one()
                .flatMap(place -> Mono.justOrEmpty(place.stream().findFirst()));
    }

    /** The leaves at some positions, character for character; those where there is no event are left out. */
    Mono<Map<Long, String>> texts(Collection<Long> positions) {
        return database.sql("select position, leaf from event where position = any(:positions)")
                .bind("positions", positions.toArray(Long[]::new))
                .map(row -> Map.entry(
                        required(row, "position", Long.class), new String(bytes(row, "leaf"), StandardCharsets.UTF_8)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The leaves from one position to before another, in their order, as far as there are any. */
    Mono<List<byte[]>> bytes(long from, long to) {
        return database.sql("select leaf from event where position >= :from and position < :to order by position")
                .bind("from", from)
                .bind("to", to)
                .map(row -> bytes(row, "leaf"))
                .all()
                .collectList();
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static byte[] bytes(Readable row, String column) {
        ByteBuffer buffer = required(row, column, ByteBuffer.class);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
