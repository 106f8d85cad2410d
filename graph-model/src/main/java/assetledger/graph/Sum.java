package assetledger.graph;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The digest of pieces, summed up in parts by what each piece is about: two graphs that differ do so in few parts, and
 * only these have to be looked at again.
 */
final class Sum {
    /** So many parts, whatever the size of the graph. */
    static final int PARTS = 4_096;

    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    private final BigInteger[] parts = new BigInteger[PARTS];
    private long counted;

    Sum() {
        Arrays.fill(parts, BigInteger.ZERO);
    }

    void add(Piece piece) {
        int part = part(piece);
        parts[part] = parts[part].add(piece.hash()).mod(MODULUS);
        counted++;
    }

    static int part(Piece piece) {
        return Math.floorMod(piece.owner().hashCode(), PARTS);
    }

    GraphDigest.Digest digest() {
        BigInteger sum = Arrays.stream(parts).reduce(BigInteger.ZERO, BigInteger::add);
        return new GraphDigest.Digest(counted, "%064x".formatted(sum.mod(MODULUS)));
    }

    /** The parts in which two differ, in their order. */
    List<Integer> differing(Sum other) {
        List<Integer> differing = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            if (!parts[part].equals(other.parts[part])) {
                differing.add(part);
            }
        }
        return differing;
    }
}
