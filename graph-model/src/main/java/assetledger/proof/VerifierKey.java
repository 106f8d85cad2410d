package assetledger.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The public half of a key that signs notes, in the form {@code name+id+key} of C2SP's signed-note. */
public final class VerifierKey {
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int KEY_LENGTH = 32;
    private static final int TIME_LENGTH = 8;

    /** How a key signs. */
    public enum Kind {
        /** The text as it is, by Ed25519: what a ledger does. */
        ED25519(1),
        /** The text with the time at which it was seen, by Ed25519: what a witness does (C2SP tlog-cosignature). */
        COSIGNATURE(4);

        private final byte code;

        Kind(int code) {
            this.code = (byte) code;
        }

        byte code() {
            return code;
        }
    }

    private final String name;
    private final Kind kind;
    private final byte[] key;

    VerifierKey(String name, Kind kind, byte[] key) {
        if (name.isEmpty() || name.contains("+") || name.chars().anyMatch(Character::isWhitespace)) {
            throw new Unproven("The name of a key has no blanks and no '+', but this is '%s'".formatted(name));
        }
        this.name = name;
        this.kind = kind;
        this.key = key.clone();
    }

    /** Reads {@code name+id+key}. */
    public static VerifierKey of(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] coded = parts.length == 3 ? Text.base64(parts[2]) : new byte[0];
        if (coded.length != 1 + KEY_LENGTH) {
            throw new Unproven("A key looks like name+1a2b3c4d+base64, but this is '%s'".formatted(text));
        }
        VerifierKey key = new VerifierKey(parts[0], kind(coded[0]), Arrays.copyOfRange(coded, 1, coded.length));
        if (!parts[1].equals(key.hexId())) {
            throw new Unproven("The id of the key %s is %s, not %s: it was changed or cut"
                    .formatted(parts[0], key.hexId(), parts[1]));
        }
        return key;
    }

    private static Kind kind(byte code) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.code() == code)
                .findFirst()
                .orElseThrow(() -> new Unproven("Keys of kind %d are not known here".formatted(code)));
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    int id() {
        MessageDigest digest = Hash.sha256();
        digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(kind.code());
        return ByteBuffer.wrap(digest.digest(key)).getInt();
    }

    private String hexId() {
        return HexFormat.of().toHexDigits(id());
    }

    /** Whether it made a signature under a text. */
    boolean signed(String text, byte[] signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            if (kind == Kind.ED25519) {
                ed25519.update(text.getBytes(StandardCharsets.UTF_8));
                return ed25519.verify(signature);
            }
            long seconds = ByteBuffer.wrap(signature).getLong();
            ed25519.update(cosigned(text, seconds));
            return ed25519.verify(signature, TIME_LENGTH, signature.length - TIME_LENGTH);
        } catch (GeneralSecurityException | RuntimeException malformed) {
            return false;
        }
    }

    static byte[] cosigned(String text, long seconds) {
        return "cosignature/v1\ntime %d\n%s".formatted(seconds, text).getBytes(StandardCharsets.UTF_8);
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] coded = ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                .put(X509_PREFIX)
                .put(key)
                .array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(coded));
    }

    /** {@code name+id+key}. */
    public String format() {
        byte[] coded =
                ByteBuffer.allocate(1 + KEY_LENGTH).put(kind.code()).put(key).array();
        return "%s+%s+%s".formatted(name, hexId(), Base64.getEncoder().encodeToString(coded));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VerifierKey same && format().equals(same.format());
    }

    @Override
    public int hashCode() {
        return format().hashCode();
    }

    @Override
    public String toString() {
        return name + "+" + hexId();
    }
}
