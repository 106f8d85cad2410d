package assetledger.importer;

/** Nothing was sent, because the file, the mapping or the report cannot be used; the message says which and why. */
public final class ImportRefusedException extends RuntimeException {
    public ImportRefusedException(String sentence) {
        super(sentence);
    }

    ImportRefusedException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
