package assetledger.importer.source;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** A ZIP file byte by byte, so that it can lie. */
final class RawZip {
    /** One entry, as its local header and as the directory tell of it. */
    static final class Entry {
        final byte[] packed;
        final long crc;
        String localName;
        String name;
        int flags;
        int method = 8;
        long size;
        long directorySize = -1;
        long attributes;
        int madeBy;
        long offset = -1;
        byte[] extra = {};

        Entry(String name, byte[] bytes) {
            this.name = name;
            this.localName = name;
            this.size = bytes.length;
            this.packed = deflated(bytes);
            CRC32 checksum = new CRC32();
            checksum.update(bytes);
            this.crc = checksum.getValue();
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private int count = -1;

    RawZip add(String name, byte[] bytes) {
        entries.add(new Entry(name, bytes));
        return this;
    }

    RawZip add(String name, String text) {
        return add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The entry that was added last. */
    Entry last() {
        return entries.get(entries.size() - 1);
    }

    RawZip countedAs(int count) {
        this.count = count;
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            long offset = file.size();
            entry.offset = entry.offset < 0 ? offset : entry.offset;
            file.writeBytes(local(entry));
            file.writeBytes(entry.packed);
        }
        int start = file.size();
        entries.forEach(entry -> file.writeBytes(central(entry)));
        int stated = count < 0 ? entries.size() : count;
        file.writeBytes(buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) stated)
                .putShort((short) stated)
                .putInt(file.size() - start)
                .putInt(start)
                .putShort((short) 0)
                .array());
        return file.toByteArray();
    }

    private static byte[] local(Entry entry) {
        byte[] name = entry.localName.getBytes(StandardCharsets.UTF_8);
        return buffer(30 + name.length)
                .putInt(0x04034b50)
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt(entry.packed.length)
                .putInt((int) entry.size)
                .putShort((short) name.length)
                .putShort((short) 0)
                .put(name)
                .array();
    }

    private static byte[] central(Entry entry) {
        byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
        return buffer(46 + name.length + entry.extra.length)
                .putInt(0x02014b50)
                .putShort((short) (entry.madeBy << 8 | 20))
                .putShort((short) 20)
                .putShort((short) entry.flags)
                .putShort((short) entry.method)
                .putInt(0)
                .putInt((int) entry.crc)
                .putInt(entry.packed.length)
                .putInt((int) (entry.directorySize < 0 ? entry.size : entry.directorySize))
                .putShort((short) name.length)
                .putShort((short) entry.extra.length)
                .putShort((short) 0)
                .putInt(0)
                .putInt((int) entry.attributes)
                .putInt((int) entry.offset)
                .put(name)
                .put(entry.extra)
                .array();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length + 64];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }
}
