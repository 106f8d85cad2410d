package assetledger.api.ledger;

import assetledger.model.Declaration;
import assetledger.model.Link;
import assetledger.model.RecordId;
import assetledger.model.State;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps beside the head of a record, so that it is found from other records.
 *
 * @param tail of a link its tail, of a declaration the authority that made it; else null
 * @param head of a link its head; else null
 */
record Tie(@Nullable RecordId tail, @Nullable RecordId head) {
    private static final Tie NONE = new Tie(null, null);

    static Tie of(State state) {
        if (state instanceof Link link) {
            return new Tie(link.tail(), link.head());
        }
        return state instanceof Declaration declaration ? new Tie(declaration.subject(), null) : NONE;
    }
}
