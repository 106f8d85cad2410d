package assetledger.api.ledger;

/**
 * What a request was answered when it came first.
 * @param requestHash of the request, in hexadecimal digits; another one under the same key is another request
 * @param body canonical JSON, as the writer wrote it
 */
public record StoredAnswer(String requestHash, String body) {}
