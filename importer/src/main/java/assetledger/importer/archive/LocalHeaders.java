package assetledger.importer.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Comparator;
import java.util.List;

/** The headers before the bytes of each entry, which must say the same as the directory and leave no room between. */
final class LocalHeaders {
    private static final int HEADER = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    /** What may stand after the bytes of an entry: a signature, its checksum and its two sizes. */
    private static final int MOST_AFTERWARDS = 24;

    private final SeekableByteChannel file;

    private LocalHeaders(SeekableByteChannel file) {
        this.file = file;
    }

    /** @param directory where the directory begins, which is where the last entry has ended */
    static void check(SeekableByteChannel file, List<Entry> entries, long directory) throws IOException {
        LocalHeaders headers = new LocalHeaders(file);
        long end = 0;
        int afterwards = 0;
        for (Entry entry :
                entries.stream().sorted(Comparator.comparingLong(Entry::offset)).toList()) {
            checkNeighbours(entry.offset(), end, afterwards);
            end = headers.end(entry);
            afterwards = entry.hasSizesAfterwards() ? MOST_AFTERWARDS : 0;
        }
        checkNeighbours(directory, end, afterwards);
    }

    private static void checkNeighbours(long start, long endBefore, int afterwards) throws ArchiveException {
        if (start < endBefore) {
            throw new ArchiveException("two of its entries lie on the same bytes");
        }
        if (start > endBefore + afterwards) {
            throw new ArchiveException("it has bytes that its directory does not tell of");
        }
    }

    /** Where the bytes of the entry end. */
    private long end(Entry entry) throws IOException {
        Bytes header = Bytes.at(file, entry.offset(), HEADER_LENGTH);
        int name = header.two(26);
        int extra = header.two(28);
        Bytes rest = Bytes.at(file, entry.offset() + HEADER_LENGTH, name + extra);
        boolean isSame = header.four(0) == HEADER
                && entry.agreesWithFlags(header.two(6))
                && header.two(8) == entry.method()
                && rest.text(0, name).equals(entry.name());
        if (!isSame || !hasSameSizes(header, ZipDirectory.BigNumbers.of(rest, name, extra), entry)) {
            throw new ArchiveException(
                    "its directory and the header of an entry differ (%s)".formatted(Names.shown(entry.name())));
        }
        return entry.offset() + HEADER_LENGTH + name + extra + entry.packed();
    }

    private static boolean hasSameSizes(Bytes header, ZipDirectory.BigNumbers big, Entry entry)
            throws ArchiveException {
        long crc = header.four(14);
        long size = big.orPlain(header.four(22));
        long packed = big.orPlain(header.four(18));
        if (entry.hasSizesAfterwards() && crc == 0 && size == 0 && packed == 0) {
            return true;
        }
        return crc == entry.crc() && size == entry.size() && packed == entry.packed();
    }
}
