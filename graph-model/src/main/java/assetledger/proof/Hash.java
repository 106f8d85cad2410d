package assetledger.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value: of a leaf, or of two hashes below it in the tree (RFC 6962 section 2.1). */
public final class Hash {
    /** In bytes. */
    public static final int LENGTH = 32;

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The hash whose 32 bytes are given. */
    public static Hash of(byte[] bytes) {
        return at(bytes, 0, bytes.length);
    }

    static Hash at(byte[] bytes, int from, int length) {
        if (length != LENGTH) {
            throw new Unproven("A hash has %d bytes, but this one has %d".formatted(LENGTH, length));
        }
        return new Hash(Arrays.copyOfRange(bytes, from, from + LENGTH));
    }

    /** Reads the form that checkpoints and proofs have. */
    static Hash ofBase64(String text) {
        return of(Text.base64(text));
    }

    /** The hash of a leaf's bytes. */
    public static Hash leaf(byte[] leaf) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return new Hash(digest.digest(leaf));
    }

    /** The hash above two. */
    static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes);
        return new Hash(digest.digest(right.bytes));
    }

    /** The root of a tree without leaves. */
    static Hash empty() {
        return new Hash(sha256().digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** One of its four groups of eight bytes. */
    long part(int number) {
        return ByteBuffer.wrap(bytes).getLong(number * Long.BYTES);
    }

    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }
}
