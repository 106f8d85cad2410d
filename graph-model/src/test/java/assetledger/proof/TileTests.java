package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TileTests {
    /** C2SP's own example: 273 full tiles and one of 112 below, one full and one of 17 above them, and one of 1. */
    private static final int SIZE = 70_000;

    @Test
    void theTilesOfATreeGiveItsRootAndItsProofs() {
        List<Hash> leaves = Logs.leaves(SIZE);
        MerkleTree whole = Logs.tree(leaves);
        Map<String, byte[]> tiles = tiles(leaves);
        MerkleTree tiled =
                new MerkleTree(SIZE, Tile.subtrees(SIZE, tile -> tiles.getOrDefault(tile.path(), new byte[0])));
        assertThat(tiles).hasSize(273 + 1 + 1 + 1 + 1);
        assertThat(tiled.root()).isEqualTo(whole.root());
        for (int index : new int[] {0, 1, 255, 256, 65_535, 65_536, 69_887, 69_888, SIZE - 1}) {
            assertThat(tiled.inclusion(index)).isEqualTo(whole.inclusion(index));
            assertThat(tiled.consistency(index)).isEqualTo(whole.consistency(index));
        }
    }

    private static Map<String, byte[]> tiles(List<Hash> leaves) {
        Map<String, byte[]> tiles = new HashMap<>();
        List<Hash> level = leaves;
        for (int height = 0; !level.isEmpty(); height++) {
            for (int from = 0; from < level.size(); from += Tile.FULL) {
                List<Hash> part = level.subList(from, Math.min(from + Tile.FULL, level.size()));
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                part.forEach(hash -> bytes.writeBytes(hash.bytes()));
                tiles.put(new Tile(height, from / Tile.FULL, part.size()).path(), bytes.toByteArray());
            }
            List<Hash> below = level;
            level = java.util.stream.IntStream.range(0, level.size() / Tile.FULL)
                    .mapToObj(tile -> Logs.tree(below.subList(tile * Tile.FULL, (tile + 1) * Tile.FULL))
                            .root())
                    .toList();
        }
        return tiles;
    }

    @Test
    void aTileIsServedUnderItsPlaceInGroupsOfThreeDigits() {
        assertThat(new Tile(0, 1_234_067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new Tile(2, 5, 17).path()).isEqualTo("tile/2/005.p/17");
        assertThat(new Tile(0, 1_000, 1).entriesPath()).isEqualTo("tile/entries/x001/000.p/1");
    }

    @Test
    void thereIsNoEmptyTile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(0, 0, 257));
        assertThatIllegalArgumentException().isThrownBy(() -> new Tile(-1, 0, 1));
    }
}
