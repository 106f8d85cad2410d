package assetledger.api.ledger;

/** The ledger's database did not let a writer begin; nothing can have been recorded. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(Throwable cause) {
        super("The ledger's database did not let a writer begin", cause);
    }
}
