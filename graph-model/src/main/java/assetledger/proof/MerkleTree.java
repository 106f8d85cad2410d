package assetledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The tree over the first leaves of a log (RFC 6962 section 2.1): its root, and the proofs that it gives.
 * @param size how many leaves it covers
 * @param subtrees the hashes of complete subtrees of them
 */
public record MerkleTree(long size, Subtrees subtrees) {
    public MerkleTree {
        if (size < 0) {
            throw new IllegalArgumentException("A tree has no fewer than 0 leaves, but this is " + size);
        }
    }

    public Hash root() {
        return size == 0 ? Hash.empty() : over(0, size);
    }

    /**
     * That the leaf at an index is in this tree (RFC 6962 section 2.1.1).
     * @return the hashes beside the way from the leaf to the root, the lowest first
     */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("A tree of %d leaves has none at %d".formatted(size, index));
        }
        List<Hash> path = new ArrayList<>();
        include(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    private void include(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            include(index, from, middle, path);
            path.add(over(middle, to));
        } else {
            include(index, middle, to, path);
            path.add(over(from, middle));
        }
    }

    /**
     * That this tree only adds to an earlier one (RFC 6962 section 2.1.2).
     * @param earlier how many leaves that one has, at most as many as this
     */
    public ConsistencyProof consistency(long earlier) {
        if (earlier < 0 || earlier > size) {
            throw new IllegalArgumentException("A tree of %d leaves adds to none of %d".formatted(size, earlier));
        }
        List<Hash> path = new ArrayList<>();
        if (earlier > 0) {
            connect(earlier, 0, size, true, path);
        }
        return new ConsistencyProof(earlier, size, path);
    }

    private void connect(long earlier, long from, long to, boolean known, List<Hash> path) {
        if (earlier == to) {
            // The earlier tree's own root need not be told to whoever holds it.
            if (!known) {
                path.add(over(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (earlier <= middle) {
            connect(earlier, from, middle, known, path);
            path.add(over(middle, to));
        } else {
            connect(earlier, middle, to, false, path);
            path.add(over(from, middle));
        }
    }

    private Hash over(long from, long to) {
        long count = to - from;
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return subtrees.hash(level, from >> level);
        }
        long middle = from + split(count);
        return Hash.node(over(from, middle), over(middle, to));
    }

    /** The largest power of two below a count of at least two. */
    private static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
