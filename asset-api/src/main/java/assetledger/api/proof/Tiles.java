package assetledger.api.proof;

import assetledger.proof.Hash;
import assetledger.proof.MerkleTree;
import assetledger.proof.Tile;
import assetledger.proof.TileEdge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The tree over the leaves, kept in tiles. */
@Component
class Tiles {
    private static final byte[] NOTHING = new byte[Tile.FULL * Hash.LENGTH];
    private static final String READ = """
            select tile.level, tile.index, tile.hashes
            from tile join unnest(:levels, :indexes) as wanted (level, index) using (level, index)
            """;
    private static final String WRITE = """
            insert into tile (level, index, hashes)
            select level, index, decode(hashes, 'hex') from unnest(:levels, :indexes, :hashes) as added (level, index, hashes)
            on conflict (level, index) do update set hashes = excluded.hashes
            """;
    private static final String SIZE = """
            select index * 256 + length(hashes) / 32 as size from tile where level = 0 order by index desc limit 1
            """;

    private final DatabaseClient database;

    Tiles(DatabaseClient database) {
        this.database = database;
    }

    /** How many leaves the tiles cover. */
    Mono<Long> size() {
        return database.sql(SIZE)
                .map(row -> Leaves.required(row, "size", Long.class))
                .one()
                .defaultIfEmpty(0L);
    }

    /**
     * Covers leaves that follow those that are covered; to be called by the signer alone, inside its transaction.
     * @return how many leaves are covered then
     */
    Mono<Long> extend(long size, List<Hash> leaves) {
        return read(TileEdge.open(size))
                .flatMap(open -> {
                    TileEdge edge = new TileEdge(size, tile -> of(open, tile));
                    leaves.forEach(edge::add);
                    return write(edge.changed());
                })
                .thenReturn(size + leaves.size());
    }

    /**
     * Asks the tree over the first leaves something.
     * @param size of the tree, at most as many leaves as are covered
     * @param question looks at few hashes, and gives the same however often it is asked: first without the tiles, to learn
     *     which it needs
     * @return fails with {@link Unsound} where a tile is missing
     */
    <T> Mono<T> ask(long size, Function<MerkleTree, T> question) {
        return read(wanted(size, question))
                .map(found -> question.apply(new MerkleTree(size, Tile.subtrees(size, tile -> of(found, tile)))));
    }

    /** The tiles that a question looks at: it is asked of a tree that says nothing, and what comes of that is of no use. */
    private static Set<Tile> wanted(long size, Function<MerkleTree, ?> question) {
        Set<Tile> wanted = new LinkedHashSet<>();
        Object unused = question.apply(new MerkleTree(size, Tile.subtrees(size, tile -> {
            wanted.add(tile);
            return NOTHING;
        })));
        return wanted;
    }

    /** A tile as it was when the tree had its width there; empty where the tree has not come so far. */
    Mono<byte[]> one(Tile tile) {
        return read(List.of(tile))
                .flatMap(found -> Mono.justOrEmpty(found.get(place(tile))))
                .filter(hashes -> hashes.length >= tile.width() * Hash.LENGTH)
                .map(hashes -> Arrays.copyOf(hashes, tile.width() * Hash.LENGTH));
    }

    private static byte[] of(Map<Tile, byte[]> found, Tile tile) {
        byte[] hashes = found.get(place(tile));
        if (hashes == null || hashes.length < tile.width() * Hash.LENGTH) {
            throw new Unsound(
                    "%s: the tile is missing or cut; tiles can be made again from the events".formatted(tile.path()));
        }
        return hashes;
    }

    /** The tile by its place alone: its row grows. */
    private static Tile place(Tile tile) {
        return new Tile(tile.level(), tile.index(), Tile.FULL);
    }

    private Mono<Map<Tile, byte[]>> read(Collection<Tile> tiles) {
        if (tiles.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(READ)
                .bind("levels", tiles.stream().map(Tile::level).toArray(Integer[]::new))
                .bind("indexes", tiles.stream().map(Tile::index).toArray(Long[]::new))
                .map(row -> Map.entry(
                        new Tile(
                                Leaves.required(row, "level", Integer.class),
                                Leaves.required(row, "index", Long.class),
                                Tile.FULL),
                        Leaves.bytes(row, "hashes")))
                .all()
                .collect(HashMap::new, (found, row) -> found.put(row.getKey(), row.getValue()));
    }

    private Mono<Void> write(Map<Tile, byte[]> tiles) {
        if (tiles.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<Tile, byte[]>> rows = new ArrayList<>(tiles.entrySet());
        return database.sql(WRITE)
                .bind("levels", rows.stream().map(row -> row.getKey().level()).toArray(Integer[]::new))
                .bind("indexes", rows.stream().map(row -> row.getKey().index()).toArray(Long[]::new))
                .bind(
                        "hashes",
                        rows.stream()
                                .map(row -> HexFormat.of().formatHex(row.getValue()))
                                .toArray(String[]::new))
                .then();
    }
}
