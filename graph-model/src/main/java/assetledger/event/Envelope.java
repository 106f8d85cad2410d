package assetledger.event;

import assetledger.model.ImportPlace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger proves of an event: who recorded what kind of thing, when, and a commitment to the payload that
 * reveals nothing of it. Its canonical bytes are the leaf; the position is not in them, because that is what a tree of
 * leaves proves.
 * @param origin the name of this ledger
 * @param id of the event
 * @param authority on whose behalf it was recorded
 * @param actor a pseudonym of who did it, never a person's name
 * @param command the idempotency key of the request
 * @param recorded never earlier than that of the event before
 * @param previous leaf hash of the record's event before, {@link #NOTHING_BEFORE} for its first
 * @param commitment to salt and payload
 * @param payloadLength in bytes
 * @param place where in an import it comes from; absent for what is of none
 */
public record Envelope(
        String origin,
        UUID id,
        String authority,
        String actor,
        UUID command,
        Instant recorded,
        Event event,
        String previous,
        String commitment,
        int payloadLength,
        @Nullable ImportPlace place) {
    /** What comes before the first event of a record. */
    public static final String NOTHING_BEFORE = "0".repeat(64);

    private static final byte[] COMMITMENT_DOMAIN = "asset-ledger/payload/v1\0".getBytes(StandardCharsets.UTF_8);

    /** What comes from no import. */
    public Envelope(
            String origin,
            UUID id,
            String authority,
            String actor,
            UUID command,
            Instant recorded,
            Event event,
            String previous,
            String commitment,
            int payloadLength) {
        this(origin, id, authority, actor, command, recorded, event, previous, commitment, payloadLength, null);
    }

    /** The canonical bytes that are kept and hashed. */
    public byte[] leaf() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("v", 1);
        members.put("origin", origin);
        members.put("id", id.toString());
        members.put("stream", event.stream());
        members.put("ver", event.version());
        members.put("type", event.type().name());
        members.put("tv", 1);
        members.put("auth", authority);
        members.put("actor", actor);
        members.put("cmd", command.toString());
        members.put("eff", event.effective().toString());
        members.put("rec", recorded.truncatedTo(ChronoUnit.MILLIS).toString());
        members.put("prev", previous);
        members.put("pc", commitment);
        members.put("pl", payloadLength);
        members.put("pf", "jcs-strict/1");
        if (place != null) {
            members.put("imp", Map.of("id", place.run().toString(), "table", place.table(), "row", place.row()));
        }
        return CanonicalJson.bytes(members);
    }

    /** What stands for the payload in the leaf: without the salt nobody can tell, or try out, what was in it. */
    public static String commitment(byte[] salt, byte[] payload) {
        return HexFormat.of().formatHex(sha256(COMMITMENT_DOMAIN, salt, payload));
    }

    public static byte[] sha256(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.wrap(part));
        }
        return digest.digest();
    }

    /** A SHA-256 to be fed, for what is too large to be given at once. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
