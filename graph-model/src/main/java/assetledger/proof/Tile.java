package assetledger.proof;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a tree as C2SP's tlog-tiles cuts it: up to 256 neighbouring hashes of one level, eight levels apart.
 * @param level 0 for the hashes of leaves, 1 for those over 256 leaves each, and so on
 * @param index of the tile in its level, from 0
 * @param width how many hashes it has: 256, or fewer at the right edge of the tree
 */
public record Tile(int level, long index, int width) {
    /** Hashes of a full tile. */
    public static final int FULL = 256;

    /** Levels of the tree that one tile spans. */
    static final int HEIGHT = 8;

    private static final int HIGHEST = 63 / HEIGHT;
    private static final int GROUP = 1_000;
    private static final Pattern PATH = Pattern.compile(
            "tile/(?<level>[0-7])/(?<groups>(x[0-9]{3}/){0,5})(?<last>[0-9]{3})(\\.p/(?<width>[1-9][0-9]{0,2}))?");
    private static final String ENTRIES = "tile/entries/";

    public Tile {
        if (level < 0 || level > HIGHEST || index < 0 || width < 1 || width > FULL) {
            throw new IllegalArgumentException("There is no tile %d/%d of width %d".formatted(level, index, width));
        }
    }

    /** The path under which it is served, such as {@code tile/0/x001/067.p/12}. */
    public String path() {
        return "tile/%d/%s".formatted(level, place());
    }

    /** The path of the entries behind a tile of level 0. */
    public String entriesPath() {
        return "tile/entries/" + place();
    }

    /**
     * The tile of a path, and of a path of entries the tile of the hashes of these; empty where there can be none.
     * @param path without a slash before it
     */
    public static Optional<Tile> of(String path) {
        Matcher parts = PATH.matcher(path.startsWith(ENTRIES) ? "tile/0/" + path.substring(ENTRIES.length()) : path);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String width = parts.group("width");
        int hashes = width == null ? FULL : Integer.parseInt(width);
        // A full tile has one path, and so has each place.
        if ((width != null && hashes >= FULL) || parts.group("groups").startsWith("x000/")) {
            return Optional.empty();
        }
        long index = Long.parseLong((parts.group("groups") + parts.group("last")).replaceAll("[x/]", ""));
        return Optional.of(new Tile(Integer.parseInt(parts.group("level")), index, hashes));
    }

    private String place() {
        StringBuilder place = new StringBuilder("%03d".formatted(index % GROUP));
        for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
            place.insert(0, "x%03d/".formatted(rest % GROUP));
        }
        return width == FULL ? place.toString() : "%s.p/%d".formatted(place, width);
    }

    /** The tile that holds a subtree of a tree, as far as that tree goes. */
    static Tile holding(int level, long index, long size) {
        int above = level / HEIGHT;
        long first = index << (level % HEIGHT);
        long tile = first / FULL;
        long hashes = (size >> (above * HEIGHT)) - tile * FULL;
        return new Tile(above, tile, (int) Math.min(hashes, FULL));
    }

    /** The hash of a subtree inside the bytes of the tile that {@link #holding} names. */
    static Hash within(byte[] tile, int level, long index) {
        int below = level % HEIGHT;
        return over(tile, (int) ((index << below) % FULL), below);
    }

    /** The hash over a full tile, which stands in the level above. */
    static Hash over(byte[] tile) {
        return over(tile, 0, HEIGHT);
    }

    private static Hash over(byte[] tile, int first, int level) {
        return level == 0
                ? Hash.at(tile, first * Hash.LENGTH, Hash.LENGTH)
                : Hash.node(over(tile, first, level - 1), over(tile, first + (1 << (level - 1)), level - 1));
    }

    /** The hashes of a tree of some size, read from tiles. */
    public static Subtrees subtrees(long size, Store store) {
        return (level, index) -> within(store.read(holding(level, index, size)), level, index);
    }

    /** Where tiles are kept. */
    @FunctionalInterface
    public interface Store {
        /** The hashes of a tile, one after another, at least as many as its width. */
        byte[] read(Tile tile);
    }
}
