package assetledger.api.ledger;

import assetledger.model.Recorded;
import assetledger.model.State;

/** An event as readers follow it: the record after it, and the hash of its leaf in hexadecimal digits. */
public record LedgerEvent(Recorded<State> record, String leafHash) {
    public long position() {
        return record.position();
    }
}
