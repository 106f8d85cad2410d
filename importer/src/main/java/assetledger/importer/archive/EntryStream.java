package assetledger.importer.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipException;

/** The bytes of an entry, held against what the directory says of them. */
final class EntryStream extends FilterInputStream {
    private final Entry entry;
    private final CRC32 checksum = new CRC32();
    private long count;

    EntryStream(InputStream bytes, Entry entry) {
        super(bytes);
        this.entry = entry;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = inflated(into, offset, length);
        if (read > 0) {
            count += read;
            checksum.update(into, offset, read);
        }
        boolean isWrongEnd = read < 0 && (count < entry.size() || checksum.getValue() != entry.crc());
        if (isWrongEnd || count > entry.size()) {
            throw new ArchiveException(
                    "an entry holds other bytes than the directory tells of (%s)".formatted(Names.shown(entry.name())));
        }
        return read;
    }

    private int inflated(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (ZipException e) {
            throw new ArchiveException(
                    "an entry cannot be inflated (%s): %s".formatted(Names.shown(entry.name()), e.getMessage()));
        }
    }

    @Override
    public long skip(long length) throws IOException {
        return readNBytes((int) Math.min(length, 1 << 13)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
