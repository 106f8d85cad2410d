package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MerkleTreeTests {
    /** Leaves and roots of the vectors that Certificate Transparency's implementations share. */
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");

    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private static final int MOST = 70;
    private static final int MUTATIONS = 1_000;

    @Test
    void theRootsAreThoseOfTheSharedVectors() {
        List<Hash> leaves =
                LEAVES.stream().map(HexFormat.of()::parseHex).map(Hash::leaf).toList();
        Frontier frontier = new Frontier();
        for (int size = 0; size <= leaves.size(); size++) {
            assertThat(Logs.tree(leaves.subList(0, size)).root().hex()).isEqualTo(ROOTS.get(size));
            assertThat(frontier.root().hex()).isEqualTo(ROOTS.get(size));
            if (size < leaves.size()) {
                frontier.add(leaves.get(size));
            }
        }
    }

    @Test
    void everyLeafOfEveryTreeIsProven() {
        List<Hash> leaves = Logs.leaves(MOST);
        for (int size = 1; size <= MOST; size++) {
            MerkleTree tree = Logs.tree(leaves.subList(0, size));
            Hash root = tree.root();
            for (int index = 0; index < size; index++) {
                tree.inclusion(index).demand(leaves.get(index), root);
            }
        }
    }

    @Test
    void everyTreeIsProvenToAddToEveryEarlierOne() {
        List<Hash> leaves = Logs.leaves(MOST);
        for (int later = 0; later <= MOST; later++) {
            MerkleTree tree = Logs.tree(leaves.subList(0, later));
            for (int earlier = 0; earlier <= later; earlier++) {
                tree.consistency(earlier)
                        .demand(Logs.tree(leaves.subList(0, earlier)).root(), tree.root());
            }
        }
    }

    @Test
    void aProofThatWasTouchedProvesNothing() {
        Random chance = new Random(7);
        List<Hash> leaves = Logs.leaves(MOST);
        for (int i = 0; i < MUTATIONS; i++) {
            int size = 2 + chance.nextInt(MOST - 2);
            MerkleTree tree = Logs.tree(leaves.subList(0, size));
            int index = chance.nextInt(size);
            InclusionProof proof = tree.inclusion(index);
            List<InclusionProof> touched = new ArrayList<>();
            touched.add(new InclusionProof(index, size, without(proof.path(), chance)));
            touched.add(new InclusionProof(index, size, changed(proof.path(), chance)));
            touched.add(new InclusionProof(index, size, more(proof.path(), chance)));
            touched.add(new InclusionProof((index + 1 + chance.nextInt(size - 1)) % size, size, proof.path()));
            touched.forEach(wrong -> assertThatExceptionOfType(Unproven.class)
                    .isThrownBy(() -> wrong.demand(leaves.get(index), tree.root())));
        }
    }

    @Test
    void aConnectionThatWasTouchedConnectsNothing() {
        Random chance = new Random(8);
        List<Hash> leaves = Logs.leaves(MOST);
        for (int i = 0; i < MUTATIONS; i++) {
            int later = 3 + chance.nextInt(MOST - 3);
            int earlier = 1 + chance.nextInt(later - 1);
            MerkleTree tree = Logs.tree(leaves.subList(0, later));
            Hash before = Logs.tree(leaves.subList(0, earlier)).root();
            ConsistencyProof proof = tree.consistency(earlier);
            Stream.of(without(proof.path(), chance), changed(proof.path(), chance), more(proof.path(), chance))
                    .map(path -> new ConsistencyProof(earlier, later, path))
                    .forEach(wrong -> assertThatExceptionOfType(Unproven.class)
                            .isThrownBy(() -> wrong.demand(before, tree.root())));
        }
    }

    @Test
    void aTreeOfOneSizeHasOneRoot() {
        ConsistencyProof same = new ConsistencyProof(3, 3, List.of());
        Hash root = Logs.tree(Logs.leaves(3)).root();
        same.demand(root, root);
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> same.demand(root, Hash.empty()))
                .withMessageContaining("one size");
    }

    @Test
    void thereIsNoProofOfWhatIsNotThere() {
        MerkleTree tree = Logs.tree(Logs.leaves(3));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.inclusion(3));
        assertThatIllegalArgumentException().isThrownBy(() -> tree.consistency(4));
    }

    private static List<Hash> without(List<Hash> path, Random chance) {
        List<Hash> shorter = new ArrayList<>(path);
        shorter.remove(chance.nextInt(path.size()));
        return shorter;
    }

    private static List<Hash> changed(List<Hash> path, Random chance) {
        List<Hash> other = new ArrayList<>(path);
        int place = chance.nextInt(path.size());
        byte[] bytes = other.get(place).bytes();
        bytes[chance.nextInt(bytes.length)] ^= (byte) (1 << chance.nextInt(8));
        other.set(place, Hash.of(bytes));
        return other;
    }

    private static List<Hash> more(List<Hash> path, Random chance) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(chance.nextInt(path.size() + 1), Hash.empty());
        return longer;
    }
}
