package assetledger.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Logs in memory to try proofs on. */
final class Logs {
    private Logs() {}

    /** The leaves 0, 1, 2 ... as texts. */
    static List<Hash> leaves(int count) {
        List<Hash> leaves = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            leaves.add(Hash.leaf(("leaf " + i).getBytes(StandardCharsets.UTF_8)));
        }
        return leaves;
    }

    static MerkleTree tree(List<Hash> leaves) {
        Map<List<Long>, Hash> known = new HashMap<>();
        return new MerkleTree(leaves.size(), new Subtrees() {
            @Override
            public Hash hash(int level, long index) {
                List<Long> key = List.of((long) level, index);
                Hash hash = known.get(key);
                if (hash == null) {
                    hash = level == 0
                            ? leaves.get((int) index)
                            : Hash.node(hash(level - 1, 2 * index), hash(level - 1, 2 * index + 1));
                    known.put(key, hash);
                }
                return hash;
            }
        });
    }
}
