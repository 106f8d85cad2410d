package assetledger.importer.archive;

/**
 * What the directory of an archive says of one entry.
 *
 * @param packed bytes in the file
 * @param size bytes once inflated
 * @param offset of its local header
 */
public record Entry(
        String name, int flags, int method, long crc, long packed, long size, long offset, long attributes) {
    static final int STORED = 0;
    static final int DEFLATED = 8;
    private static final int ENCRYPTED = 0x2041;
    private static final int SIZES_FOLLOW = 0x8;
    private static final int UNIX_TYPE = 0xF000;
    private static final int UNIX_LINK = 0xA000;

    boolean isEncrypted() {
        return (flags & ENCRYPTED) != 0;
    }

    /** Whether its sizes stand after its bytes, so that its local header may leave them out. */
    boolean hasSizesAfterwards() {
        return (flags & SIZES_FOLLOW) != 0;
    }

    /** Whether the flags of its local header say the same of encryption and of where its sizes stand. */
    boolean agreesWithFlags(int local) {
        return ((flags ^ local) & (ENCRYPTED | SIZES_FOLLOW)) == 0;
    }

    boolean isLink() {
        return (attributes >>> Short.SIZE & UNIX_TYPE) == UNIX_LINK;
    }

    boolean isFolder() {
        return name.endsWith("/");
    }
}
