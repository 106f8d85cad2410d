package assetledger.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The right edge of a growing tree's tiles: takes leaves, and tells which tiles they fill. It begins anywhere, given the
 * tiles that are not full yet, so that a long log can be cut into tiles step by step.
 */
public final class TileEdge {
    private static final int LEVELS = Long.SIZE / Tile.HEIGHT;

    private final byte[][] open = new byte[LEVELS][];
    private final boolean[] touched = new boolean[LEVELS];
    private final Map<Tile, byte[]> full = new LinkedHashMap<>();
    private long size;

    /**
     * The edge of a tree of some size.
     * @param store is asked for the tiles of {@link #open}
     */
    public TileEdge(long size, Tile.Store store) {
        this.size = size;
        for (int level = 0; level < LEVELS; level++) {
            open[level] = new byte[Tile.FULL * Hash.LENGTH];
        }
        for (Tile tile : open(size)) {
            System.arraycopy(store.read(tile), 0, open[tile.level()], 0, tile.width() * Hash.LENGTH);
        }
    }

    /** The tiles of a tree that more leaves will change; at most one of each level. */
    public static List<Tile> open(long size) {
        List<Tile> open = new ArrayList<>();
        for (int level = 0; level < LEVELS; level++) {
            long hashes = size >> (level * Tile.HEIGHT);
            int width = (int) (hashes % Tile.FULL);
            if (width > 0) {
                open.add(new Tile(level, hashes / Tile.FULL, width));
            }
        }
        return open;
    }

    /** Adds the hash of the next leaf. */
    public void add(Hash leaf) {
        Hash hash = leaf;
        int level = 0;
        while (put(level, size >> (level * Tile.HEIGHT), hash)) {
            hash = Tile.over(open[level]);
            level++;
        }
        size++;
    }

    /** Puts a hash into its place; whether that fills the tile. */
    private boolean put(int level, long number, Hash hash) {
        int place = (int) (number % Tile.FULL);
        System.arraycopy(hash.bytes(), 0, open[level], place * Hash.LENGTH, Hash.LENGTH);
        boolean filled = place == Tile.FULL - 1;
        touched[level] = !filled;
        if (filled) {
            full.put(new Tile(level, number / Tile.FULL, Tile.FULL), open[level].clone());
        }
        return filled;
    }

    /** The tiles that were changed, each as it is now: those that were filled, then those that are still open. */
    public Map<Tile, byte[]> changed() {
        Map<Tile, byte[]> changed = new LinkedHashMap<>(full);
        for (Tile tile : open(size)) {
            if (touched[tile.level()]) {
                changed.put(tile, Arrays.copyOf(open[tile.level()], tile.width() * Hash.LENGTH));
            }
        }
        return changed;
    }
}
