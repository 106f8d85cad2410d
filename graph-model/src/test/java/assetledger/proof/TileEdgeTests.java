package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TileEdgeTests {
    private static final List<Hash> LEAVES = Logs.leaves(70_000);

    private final Map<String, byte[]> kept = new HashMap<>();

    /** Keeps a row for each tile, as a table would. */
    private void extend(int from, int to) {
        TileEdge edge = new TileEdge(from, this::read);
        LEAVES.subList(from, to).forEach(edge::add);
        edge.changed().forEach((tile, hashes) -> {
            assertThat(hashes).hasSize(tile.width() * Hash.LENGTH);
            kept.put(tile.level() + "/" + tile.index(), hashes);
        });
    }

    private byte[] read(Tile tile) {
        return Arrays.copyOf(
                kept.getOrDefault(tile.level() + "/" + tile.index(), new byte[0]), tile.width() * Hash.LENGTH);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 8_192, 70_000})
    void stepsOfAnyLengthGiveTheTreeOfAllLeaves(int step) {
        int size = Math.min(70_000, step * 300);
        for (int from = 0; from < size; from += step) {
            extend(from, Math.min(size, from + step));
        }
        MerkleTree tiled = new MerkleTree(size, Tile.subtrees(size, this::read));
        MerkleTree whole = Logs.tree(LEAVES.subList(0, size));
        assertThat(tiled.root()).isEqualTo(whole.root());
        assertThat(tiled.inclusion(size / 3)).isEqualTo(whole.inclusion(size / 3));
        assertThat(tiled.consistency(size / 3)).isEqualTo(whole.consistency(size / 3));
    }

    @Test
    void aLeafChangesOneTileUnlessItFillsIt() {
        extend(0, 255);
        TileEdge edge = new TileEdge(255, this::read);
        edge.add(LEAVES.get(255));
        assertThat(edge.changed().keySet()).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        edge.add(LEAVES.get(256));
        assertThat(edge.changed().keySet()).contains(new Tile(0, 1, 1));
    }

    @CsvSource({
        "tile/0/000, 0, 0, 256",
        "tile/0/x001/x234/067, 0, 1234067, 256",
        "tile/2/005.p/17, 2, 5, 17",
        "tile/entries/x001/000.p/1, 0, 1000, 1",
        "tile/entries/012, 0, 12, 256"
    })
    @ParameterizedTest
    void aPathNamesItsTile(String path, int level, long index, int width) {
        assertThat(Tile.of(path)).contains(new Tile(level, index, width));
    }

    @ValueSource(
            strings = {
                "tile/0/0",
                "tile/8/000",
                "tile/-1/000",
                "tile/0/1000",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/x000/001",
                "tile/0/001/002",
                "tile/0/../000",
                "tile/entries/1/000",
                "tile/0/x001/x001/x001/x001/x001/x001/001",
                ""
            })
    @ParameterizedTest
    void anyOtherPathNamesNone(String path) {
        assertThat(Tile.of(path)).isEmpty();
    }
}
