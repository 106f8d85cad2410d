package assetledger.proof;

/** Where the hashes of a tree come from: a store of tiles, or a list in memory. */
@FunctionalInterface
public interface Subtrees {
    /**
     * The hash over the leaves from {@code index * 2^level} on, {@code 2^level} of them, all of which are there.
     * @param level from 0, where the hashes of the leaves are
     * @param index from 0
     */
    Hash hash(int level, long index);
}
