package assetledger.api.changes;

/** Why a subscription does not begin, or goes on no longer. */
final class SubscriptionEnd extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What a client's program goes by. */
    enum Code {
        BUSY,
        UNAUTHENTICATED,
        UNAVAILABLE
    }

    private final Code code;

    SubscriptionEnd(Code code, String message) {
        super(message);
        this.code = code;
    }

    Code code() {
        return code;
    }
}
