package assetledger.importer.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directory at the end of a ZIP file, as it is written there. No comment may follow it, so that every reader finds
 * the same one.
 */
final class ZipDirectory {
    static final int MOST_ENTRIES = 1_000;

    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int BIG_LOCATOR = 0x07064b50;
    private static final int BIG_LOCATOR_LENGTH = 20;
    private static final int BIG_END = 0x06064b50;
    private static final int BIG_END_LENGTH = 56;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int LONGEST_DIRECTORY = 1 << 20;
    private static final int BIG_NUMBERS = 1;
    static final long IN_BIG_NUMBERS = 0xFFFFFFFFL;
    private static final long COUNT_IN_BIG_END = 0xFFFF;

    /** Where the directory lies. */
    private record Place(long count, long length, long offset, long end) {}

    private final SeekableByteChannel file;

    private ZipDirectory(SeekableByteChannel file) {
        this.file = file;
    }

    /**
     * The entries in the order of the directory, held against their local headers.
     *
     * @throws ArchiveException when the two differ or the directory is not in order */
    static List<Entry> read(Path path) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(path)) {
            return new ZipDirectory(file).entries();
        }
    }

    private List<Entry> entries() throws IOException {
        Place place = place();
        if (place.count > MOST_ENTRIES) {
            throw new ArchiveException(
                    "it has %d entries; at most %d are accepted".formatted(place.count, MOST_ENTRIES));
        }
        if (place.length > LONGEST_DIRECTORY || place.offset + place.length != place.end) {
            throw new ArchiveException("its directory is not where its end says");
        }
        Bytes bytes = Bytes.at(file, place.offset, (int) place.length);
        List<Entry> entries = new ArrayList<>();
        int offset = 0;
        while (offset < bytes.length()) {
            offset = readEntry(bytes, offset, entries);
        }
        if (entries.size() != place.count) {
            throw new ArchiveException(
                    "its directory has %d entries, but says that it has %d".formatted(entries.size(), place.count));
        }
        LocalHeaders.check(file, entries, place.offset);
        return entries;
    }

    private Place place() throws IOException {
        long at = file.size() - END_LENGTH;
        Bytes end = Bytes.at(file, at, END_LENGTH);
        if (end.four(0) != END || end.two(20) != 0) {
            throw new ArchiveException(
                    "it does not end as an archive does; it was cut off, or something was put behind it");
        }
        if (end.two(4) != 0 || end.two(6) != 0 || end.two(8) != end.two(10)) {
            throw new ArchiveException("it is one of several parts");
        }
        Place place = new Place(end.two(10), end.four(12), end.four(16), at);
        return bigPlace(place);
    }

    /** The place that ZIP64 gives, when it is used; it must agree with the plain one. */
    private Place bigPlace(Place plain) throws IOException {
        long at = plain.end - BIG_LOCATOR_LENGTH;
        boolean isNeeded =
                plain.count == COUNT_IN_BIG_END || plain.length == IN_BIG_NUMBERS || plain.offset == IN_BIG_NUMBERS;
        if (at < 0 || Bytes.at(file, at, BIG_LOCATOR_LENGTH).four(0) != BIG_LOCATOR) {
            if (isNeeded) {
                throw new ArchiveException("it lacks the ZIP64 numbers that it points to");
            }
            return plain;
        }
        long bigAt = at - BIG_END_LENGTH;
        Bytes end = Bytes.at(file, bigAt, BIG_END_LENGTH);
        Place big = new Place(end.eight(32), end.eight(40), end.eight(48), bigAt);
        boolean agrees = end.four(0) == BIG_END
                && Bytes.at(file, at, BIG_LOCATOR_LENGTH).eight(8) == bigAt
                && end.eight(24) == big.count
                && (plain.count == COUNT_IN_BIG_END || plain.count == big.count)
                && (plain.length == IN_BIG_NUMBERS || plain.length == big.length)
                && (plain.offset == IN_BIG_NUMBERS || plain.offset == big.offset);
        if (!agrees) {
            throw new ArchiveException("its ZIP64 numbers differ from its plain ones");
        }
        return big;
    }

    /** @return the offset after the entry */
    private static int readEntry(Bytes bytes, int offset, List<Entry> entries) throws ArchiveException {
        if (bytes.four(offset) != ENTRY) {
            throw new ArchiveException("its directory has something between its entries");
        }
        int name = bytes.two(offset + 28);
        int extra = bytes.two(offset + 30);
        int after = offset + ENTRY_LENGTH + name;
        BigNumbers big = BigNumbers.of(bytes, after, extra);
        long size = big.orPlain(bytes.four(offset + 24));
        long packed = big.orPlain(bytes.four(offset + 20));
        entries.add(new Entry(
                bytes.text(offset + ENTRY_LENGTH, name),
                bytes.two(offset + 8),
                bytes.two(offset + 10),
                bytes.four(offset + 16),
                packed,
                size,
                big.orPlain(bytes.four(offset + 42)),
                bytes.four(offset + 38)));
        return after + extra + bytes.two(offset + 32);
    }

    /** The sizes and the offset that stand in an extra field, one after the other, where a plain one says so. */
    static final class BigNumbers {
        private final Bytes bytes;
        private final int end;
        private int next;

        private BigNumbers(Bytes bytes, int start, int end) {
            this.bytes = bytes;
            this.next = start;
            this.end = end;
        }

        static BigNumbers of(Bytes bytes, int start, int length) throws ArchiveException {
            int offset = start;
            while (offset + 4 <= start + length) {
                int field = bytes.two(offset + 2);
                if (bytes.two(offset) == BIG_NUMBERS) {
                    return new BigNumbers(bytes, offset + 4, offset + 4 + field);
                }
                offset += 4 + field;
            }
            return new BigNumbers(bytes, 0, 0);
        }

        long orPlain(long plain) throws ArchiveException {
            if (plain != IN_BIG_NUMBERS) {
                return plain;
            }
            if (next + Long.BYTES > end) {
                throw new ArchiveException("it lacks the ZIP64 numbers that it points to");
            }
            next += Long.BYTES;
            return bytes.eight(next - Long.BYTES);
        }
    }
}
