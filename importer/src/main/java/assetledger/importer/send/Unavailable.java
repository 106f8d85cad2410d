package assetledger.importer.send;

import java.time.Duration;

/** The server could not be reached or could not answer for now; the same batch may be sent again with the same key. */
final class Unavailable extends Exception {
    private final String sentence;
    private final transient Duration atLeast;
    private final boolean hopeless;

    /**
     * @param atLeast how long the server asks to wait
     * @param hopeless whether nothing listens there at all, so that waiting makes sense only for a server that
     *     answered before
     */
    Unavailable(String sentence, Duration atLeast, boolean hopeless) {
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
