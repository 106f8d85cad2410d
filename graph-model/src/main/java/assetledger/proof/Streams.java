package assetledger.proof;

import java.util.Arrays;
import java.util.UUID;

/**
 * The last version of every record of a ledger, in plain arrays: 36 bytes a record beside the empty places. Of the leaf
 * hashes it keeps the first 128 bits, which is enough to find a wrong link; that no leaf was changed the tree proves.
 */
final class Streams {
    private static final int FIRST_PLACES = 1 << 12;
    private static final int LONGS = 4;

    /** Of each place: the record's id and half of its last leaf hash. */
    private long[] entries = new long[FIRST_PLACES * LONGS];

    /** Of each place; 0 where it is free. */
    private int[] versions = new int[FIRST_PLACES];

    private int size;

    /**
     * Takes in the next version of a record.
     * @param previous the leaf hash that the event names as its record's last
     * @throws Unproven where the record is not at the version before, or its last leaf is another
     */
    void follow(UUID record, int version, Hash previous, Hash leaf) {
        int place = place(record);
        if (version != versions[place] + 1) {
            throw new Unproven("it is version %d of %s, which was at version %d before"
                    .formatted(version, record, versions[place]));
        }
        boolean first = version == 1;
        long high = first ? 0 : entries[place * LONGS + 2];
        long low = first ? 0 : entries[place * LONGS + 3];
        if (previous.part(0) != high || previous.part(1) != low) {
            throw new Unproven("it does not follow the event before of %s".formatted(record));
        }
        put(place, record, version, leaf.part(0), leaf.part(1));
        if (first && ++size * 4L > versions.length * 3L) {
            grow();
        }
    }

    int size() {
        return size;
    }

    private void put(int place, UUID record, int version, long high, long low) {
        int at = place * LONGS;
        entries[at] = record.getMostSignificantBits();
        entries[at + 1] = record.getLeastSignificantBits();
        entries[at + 2] = high;
        entries[at + 3] = low;
        versions[place] = version;
    }

    /** Where a record stands, or the free place where it belongs; there is always a free one. */
    private int place(UUID record) {
        long high = record.getMostSignificantBits();
        long low = record.getLeastSignificantBits();
        int place = (int) (high ^ low) & (versions.length - 1);
        while (versions[place] != 0 && (entries[place * LONGS] != high || entries[place * LONGS + 1] != low)) {
            place = (place + 1) & (versions.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldEntries = entries;
        int[] oldVersions = versions;
        entries = new long[oldEntries.length * 2];
        versions = new int[oldVersions.length * 2];
        for (int old = 0; old < oldVersions.length; old++) {
            if (oldVersions[old] != 0) {
                long[] entry = Arrays.copyOfRange(oldEntries, old * LONGS, (old + 1) * LONGS);
                UUID record = new UUID(entry[0], entry[1]);
                put(place(record), record, oldVersions[old], entry[2], entry[3]);
            }
        }
    }
}
