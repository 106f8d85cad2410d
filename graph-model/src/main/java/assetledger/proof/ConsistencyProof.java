package assetledger.proof;

import java.util.List;

/**
 * That a tree only adds to an earlier one.
 * @param earlier leaves of the earlier tree
 * @param later leaves of the later tree, no fewer
 * @param path the hashes that connect the two, as RFC 6962 section 2.1.2 orders them
 */
public record ConsistencyProof(long earlier, long later, List<Hash> path) {
    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Checks it by RFC 9162 section 2.1.4.2.
     * @throws Unproven where the path does not come to both roots
     */
    public void demand(Hash earlierRoot, Hash laterRoot) {
        if (earlier < 0 || earlier > later) {
            throw new Unproven("A tree of %d leaves adds to none of %d".formatted(later, earlier));
        }
        if (earlier == 0 || earlier == later) {
            demandNothing(earlierRoot, laterRoot);
            return;
        }
        boolean complete = Long.bitCount(earlier) == 1;
        if (path.isEmpty() && !complete) {
            throw new Unproven("The proof has no hashes");
        }
        Hash first = complete ? earlierRoot : path.get(0);
        walk(first, complete ? path : path.subList(1, path.size()), earlierRoot, laterRoot);
    }

    /** An empty tree is the beginning of every other, and a tree is that of itself: there is nothing to connect. */
    private void demandNothing(Hash earlierRoot, Hash laterRoot) {
        Hash expected = earlier == later ? laterRoot : Hash.empty();
        if (!path.isEmpty() || !earlierRoot.equals(expected)) {
            throw new Unproven(
                    earlier == later
                            ? "Two checkpoints of one size have different roots"
                            : "A checkpoint of size 0 has the root of no tree without leaves");
        }
    }

    private void walk(Hash first, List<Hash> rest, Hash earlierRoot, Hash laterRoot) {
        int skipped = Long.numberOfTrailingZeros(earlier);
        long node = (earlier - 1) >> skipped;
        long last = (later - 1) >> skipped;
        Hash toEarlier = first;
        Hash toLater = first;
        for (Hash beside : rest) {
            if (last == 0) {
                throw new Unproven("The proof has more hashes than the tree has levels");
            }
            if ((node & 1) == 1 || node == last) {
                toEarlier = Hash.node(beside, toEarlier);
                toLater = Hash.node(beside, toLater);
                int up = node == 0 ? 0 : Long.numberOfTrailingZeros(node);
                node >>= up;
                last >>= up;
            } else {
                toLater = Hash.node(toLater, beside);
            }
            node >>= 1;
            last >>= 1;
        }
        if (last != 0) {
            throw new Unproven("The proof has fewer hashes than the tree has levels");
        }
        if (!toEarlier.equals(earlierRoot)) {
            throw new Unproven("The proof does not come to the earlier checkpoint's root");
        }
        if (!toLater.equals(laterRoot)) {
            throw new Unproven("The proof does not come to the later checkpoint's root");
        }
    }
}
