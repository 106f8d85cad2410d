package assetledger.importer.plan;

/** Too many records wait for more of their rows; the message says what helps. */
public final class OpenGroupsException extends RuntimeException {
    OpenGroupsException(String sentence) {
        super(sentence);
    }
}
