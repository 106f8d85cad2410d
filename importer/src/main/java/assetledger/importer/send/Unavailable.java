package assetledger.importer.send;

import java.time.Duration;

/** The ledger could not be reached or could not answer for now; the same request may be made again with its key. */
public final class Unavailable extends Exception {
    private final String sentence;
    private final transient Duration atLeast;
    private final boolean hopeless;

    /**
     * Why, and what to do.
     *
     * @param atLeast how long the ledger asks to wait
     * @param hopeless whether nothing listens there at all, so that waiting makes sense only for one that answered
     *     before
     */
    public Unavailable(String sentence, Duration atLeast, boolean hopeless) {
        super(sentence);
        this.sentence = sentence;
        this.atLeast = atLeast;
        this.hopeless = hopeless;
    }

    String sentence() {
        return sentence;
    }

    Duration atLeast() {
        return atLeast;
    }

    boolean isHopeless() {
        return hopeless;
    }
}
