package assetledger.api.ledger;

/**
 * What a request was answered when it came first.
 * @param requestHash of the request, in hexadecimal digits; another one under the same key is another request
 * @param body canonical JSON, as the writer wrote it
 */
public record StoredAnswer(String requestHash, String body) {
    /** The hash of no request: what was asked is forgotten. */
    private static final String FORGOTTEN = "0".repeat(64);

    /** Whether what was asked is forgotten, because it described a person who was erased since. */
    public boolean isErased() {
        return requestHash.equals(FORGOTTEN);
    }
}
