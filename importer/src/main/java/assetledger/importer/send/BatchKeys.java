package assetledger.importer.send;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/**
 * The idempotency keys of one import. Its tables give the same batches whenever they are read, so an import that goes
 * on gets the answers that it had got and doubles nothing.
 */
final class BatchKeys {
    private static final int VERSION = 5;

    private final UUID importId;

    BatchKeys(UUID importId) {
        this.importId = importId;
    }

    /**
     * That of a batch.
     *
     * @param batch counted from 0 over all tables
     * @param leftOut the rows of it that a preview found wrong; when the import goes on they may be others, and the
     *     batch is then another request
     */
    UUID ofBatch(int batch, List<Integer> leftOut) {
        return nameBased(
                importId, leftOut.isEmpty() ? Integer.toString(batch) : "%d without %s".formatted(batch, leftOut));
    }

    UUID ofEnd() {
        return nameBased(importId, "end");
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
