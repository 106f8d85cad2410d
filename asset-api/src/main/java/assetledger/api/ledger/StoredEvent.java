package assetledger.api.ledger;

/**
 * An event exactly as it is kept. Nothing here was checked: see {@link EventCheck}.
 * @param leaf canonical JSON
 * @param leafHash 64 hexadecimal digits
 * @param salt 64 hexadecimal digits; empty where the payload is gone
 * @param body canonical JSON, the payload; empty where it is gone
 */
public record StoredEvent(long position, String leaf, String leafHash, String salt, String body) {
    /** Whether neither payload nor salt is there. */
    public boolean isErased() {
        return salt.isEmpty() && body.isEmpty();
    }
}
