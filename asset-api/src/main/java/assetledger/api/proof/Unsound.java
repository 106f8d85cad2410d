package assetledger.api.proof;

/** The ledger is not what was signed of it, so nothing more is signed; the sentence tells the operator what and where. */
public final class Unsound extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unsound(String sentence) {
        super(sentence);
    }
}
