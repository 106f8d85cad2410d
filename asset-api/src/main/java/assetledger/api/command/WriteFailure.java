package assetledger.api.command;

/** A request that was not answered by the ledger: the sentence says whether anything can have been recorded. */
public final class WriteFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why there is no answer. */
    public enum Reason {
        /** Too many requests wait; nothing was recorded. */
        BUSY,
        /** The ledger's database does not answer; nothing was recorded. */
        UNAVAILABLE,
        /** The database broke off at the worst moment; repeating with the same key tells and does nothing twice. */
        UNKNOWN_OUTCOME
    }

    private final Reason reason;

    WriteFailure(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    WriteFailure(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
