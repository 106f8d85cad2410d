package assetledger.api.ledger;

/**
 * An event exactly as it is kept. Nothing here was checked: see {@link EventCheck}.
 * @param leaf canonical JSON
 * @param leafHash 64 hexadecimal digits
 * @param salt 64 hexadecimal digits
 * @param body canonical JSON, the payload
 */
public record StoredEvent(long position, String leaf, String leafHash, String salt, String body) {}
