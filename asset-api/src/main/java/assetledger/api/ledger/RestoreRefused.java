package assetledger.api.ledger;

/** A ledger is not restored, and nothing of it was kept; the message is a sentence for the operator. */
public final class RestoreRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RestoreRefused(String sentence) {
        super(sentence);
    }

    /** A line of the export is why, counted from 1. */
    public static RestoreRefused atLine(long line, String fault) {
        return new RestoreRefused("Line %d: %s. Nothing was restored".formatted(line, fault));
    }
}
