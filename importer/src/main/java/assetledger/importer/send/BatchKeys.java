package assetledger.importer.send;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The idempotency keys of one import. The same file with the same mapping gives the same batches and the same keys,
 * so that a second run gets the first run's answers and doubles nothing.
 */
public final class BatchKeys {
    /** Made up once for imports; changes when rows are cut into batches in another way. */
    private static final UUID NAMESPACE = UUID.fromString("7d0f0c34-5c1e-4f0b-9d3a-0b1f6a3e52c1");

    private static final int VERSION = 5;

    private final String inputs;

    /** @param inputs names everything that decides what is sent, such as the digests of file, mapping and lookups */
    public BatchKeys(String inputs) {
        this.inputs = inputs;
    }

    /** @param batch counted from 0 */
    UUID key(int batch) {
        return nameBased(NAMESPACE, "%s batch %d".formatted(inputs, batch));
    }

    /**
     * A version 5 UUID as RFC 9562 says it: the first 16 bytes of the SHA-1 of namespace and name, with version and
     * variant put in.
     */
    static UUID nameBased(UUID namespace, String name) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(namespace.getMostSignificantBits())
                    .putLong(namespace.getLeastSignificantBits())
                    .array());
            ByteBuffer sum = ByteBuffer.wrap(sha1.digest(name.getBytes(StandardCharsets.UTF_8)));
            long high = (sum.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | ((long) VERSION << 12);
            long low = (sum.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new UUID(high, low);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
