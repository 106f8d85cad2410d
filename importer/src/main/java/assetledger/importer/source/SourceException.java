package assetledger.importer.source;

/** The file as a whole cannot be read; the message names the file and the place. */
public final class SourceException extends RuntimeException {
    public SourceException(String sentence) {
        super(sentence);
    }

    SourceException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
