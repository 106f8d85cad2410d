package assetledger.decide;

/** Ends a decision because who asks has no right to it; never leaves this package. */
final class Forbidden extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Forbidden(String message) {
        super(message, null, false, false);
    }

    /** The sentence for a person. */
    String sentence() {
        return String.valueOf(getMessage());
    }
}
