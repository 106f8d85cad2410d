package assetledger.importer.table;

/** No table can be made; the message says why, and what a right query or value looks like. */
public final class TableException extends RuntimeException {
    public TableException(String sentence) {
        super(sentence);
    }

    TableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
