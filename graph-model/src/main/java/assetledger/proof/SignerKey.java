package assetledger.proof;

import assetledger.proof.VerifierKey.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A key that signs notes. Whoever has it can speak for its owner, so it is shown nowhere. */
public final class SignerKey {
    private static final byte[] PKCS8_PREFIX = HexFormat.of().parseHex("302e020100300506032b657004220420");
    private static final int SECRET_LENGTH = 32;

    private final VerifierKey verifier;
    private final byte[] secret;

    private SignerKey(VerifierKey verifier, byte[] secret) {
        this.verifier = verifier;
        this.secret = secret;
    }

    /** A new key. */
    public static SignerKey make(String name, Kind kind) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SignerKey(
                    new VerifierKey(name, kind, last(pair.getPublic().getEncoded())),
                    last(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", impossible);
        }
    }

    private static byte[] last(byte[] coded) {
        return Arrays.copyOfRange(coded, coded.length - SECRET_LENGTH, coded.length);
    }

    /** Reads the two lines that {@link #format} writes. */
    public static SignerKey of(String text) {
        String[] lines = text.strip().split("\n", -1);
        byte[] secret = lines.length == 2 ? Text.base64(lines[1]) : new byte[0];
        if (secret.length != SECRET_LENGTH) {
            throw new Unproven("A signing key is kept as two lines: the public key, and 32 secret bytes in base64");
        }
        SignerKey key = new SignerKey(VerifierKey.of(lines[0]), secret);
        if (!key.verifier.signed("", key.bare(""))) {
            throw new Unproven("The secret does not belong to the public key " + key.verifier);
        }
        return key;
    }

    /** The public key, and below it the secret. */
    public String format() {
        return "%s\n%s\n".formatted(verifier.format(), Base64.getEncoder().encodeToString(secret));
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /** Its signature under a text; a witness's tells the time, too. */
    public SignedNote.Signature sign(String text, Instant now) {
        byte[] bytes = verifier.kind() == Kind.ED25519 ? bare(text) : cosign(text, now.getEpochSecond());
        return SignedNote.Signature.of(verifier.name(), verifier.id(), bytes);
    }

    private byte[] bare(String text) {
        return verifier.kind() == Kind.ED25519 ? raw(text.getBytes(StandardCharsets.UTF_8)) : cosign(text, 0);
    }

    private byte[] cosign(String text, long seconds) {
        byte[] signature = raw(VerifierKey.cosigned(text, seconds));
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(seconds)
                .put(signature)
                .array();
    }

    private byte[] raw(byte[] message) {
        try {
            byte[] coded = ByteBuffer.allocate(PKCS8_PREFIX.length + SECRET_LENGTH)
                    .put(PKCS8_PREFIX)
                    .put(secret)
                    .array();
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(coded));
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(key);
            ed25519.update(message);
            return ed25519.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform from 15 on has Ed25519", impossible);
        }
    }
}
