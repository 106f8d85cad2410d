package assetledger.importer.own;

/** The authority's own data cannot be written; the message says why. */
public final class OwnException extends RuntimeException {
    OwnException(String sentence) {
        super(sentence);
    }

    OwnException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
