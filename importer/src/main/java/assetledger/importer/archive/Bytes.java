package assetledger.importer.archive;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/** A stretch of a ZIP file: little-endian numbers without signs, by their offset in the stretch. */
final class Bytes {
    private final ByteBuffer buffer;

    private Bytes(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    /** @throws ArchiveException when the file ends before the stretch does */
    static Bytes at(SeekableByteChannel file, long position, int length) throws IOException {
        if (position < 0 || position > file.size() - length) {
            throw new ArchiveException("it points outside itself; it may have been cut off");
        }
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(position);
        while (buffer.hasRemaining()) {
            if (file.read(buffer) < 0) {
                throw new EOFException("The file became shorter while it was read");
            }
        }
        return new Bytes(buffer);
    }

    int length() {
        return buffer.limit();
    }

    int two(int offset) throws ArchiveException {
        return Short.toUnsignedInt(buffer.getShort(within(offset, Short.BYTES)));
    }

    long four(int offset) throws ArchiveException {
        return Integer.toUnsignedLong(buffer.getInt(within(offset, Integer.BYTES)));
    }

    long eight(int offset) throws ArchiveException {
        long number = buffer.getLong(within(offset, Long.BYTES));
        if (number < 0) {
            throw new ArchiveException("it states a size that no file has");
        }
        return number;
    }

    String text(int offset, int length) throws ArchiveException {
        return StandardCharsets.UTF_8
                .decode(buffer.slice(within(offset, length), length))
                .toString();
    }

    private int within(int offset, int length) throws ArchiveException {
        if (offset < 0 || offset > length() - length) {
            throw new ArchiveException("its directory is cut off");
        }
        return offset;
    }
}
