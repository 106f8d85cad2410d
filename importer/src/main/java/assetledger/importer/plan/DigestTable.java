package assetledger.importer.plan;

/** Finds a place by digest: an open hash table in one plain array, 16 bytes a place. */
final class DigestTable {
    private static final int WORDS = 2;

    private final long[] words;
    private final int places;

    /** @param most how many digests are set at most; a third more places are kept, so that one is always free */
    DigestTable(int most) {
        this.places = Math.addExact(most, most / 3 + 2);
        this.words = new long[Math.multiplyExact(places, WORDS)];
    }

    int places() {
        return places;
    }

    /** The place of the digest, or the free one where it belongs. */
    int place(Digest digest) {
        int place = (int) Long.remainderUnsigned(digest.high(), places);
        while (!isFree(place) && !holds(place, digest)) {
            place = place + 1 == places ? 0 : place + 1;
        }
        return place;
    }

    /** No digest of a text is two zeros, but for one chance in 2 to the 128. */
    boolean isFree(int place) {
        return words[place * WORDS] == 0 && words[place * WORDS + 1] == 0;
    }

    void set(int place, Digest digest) {
        words[place * WORDS] = digest.high();
        words[place * WORDS + 1] = digest.low();
    }

    Digest digest(int place) {
        return new Digest(words[place * WORDS], words[place * WORDS + 1]);
    }

    private boolean holds(int place, Digest digest) {
        return words[place * WORDS] == digest.high() && words[place * WORDS + 1] == digest.low();
    }
}
