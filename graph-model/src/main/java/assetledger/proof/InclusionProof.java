package assetledger.proof;

import java.util.List;

/**
 * That a leaf stands at an index of a tree.
 * @param index of the leaf, from 0
 * @param size of the tree
 * @param path the hashes beside the way from the leaf to the root, the lowest first
 */
public record InclusionProof(long index, long size, List<Hash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /**
     * Checks it by RFC 9162 section 2.1.3.2.
     * @throws Unproven where the leaf and the path do not come to the root
     */
    public void demand(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            throw new Unproven("A tree of %d leaves has none at %d".formatted(size, index));
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                throw new Unproven("The proof has more hashes than the tree has levels");
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.node(beside, hash);
                int skipped = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= skipped;
                last >>= skipped;
            } else {
                hash = Hash.node(hash, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new Unproven("The proof has fewer hashes than the tree has levels");
        }
        if (!hash.equals(root)) {
            throw new Unproven("The leaf and the proof do not come to the checkpoint's root");
        }
    }
}
