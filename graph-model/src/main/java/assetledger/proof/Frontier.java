package assetledger.proof;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** The right edge of a growing tree: enough to add leaves and to tell the root, in 64 hashes at most. */
public final class Frontier {
    /** The roots of the complete subtrees that the leaves make, the smallest first. */
    private final Deque<Hash> peaks = new ArrayDeque<>();

    private long size;

    /** Adds the hash of the next leaf. */
    public void add(Hash leaf) {
        Hash hash = leaf;
        for (long rest = size; (rest & 1) == 1; rest >>= 1) {
            hash = Hash.node(peaks.pop(), hash);
        }
        peaks.push(hash);
        size++;
    }

    public long size() {
        return size;
    }

    public Hash root() {
        if (size == 0) {
            return Hash.empty();
        }
        Iterator<Hash> upward = peaks.iterator();
        Hash hash = upward.next();
        while (upward.hasNext()) {
            hash = Hash.node(upward.next(), hash);
        }
        return hash;
    }
}
