package assetledger.api.ledger;

import assetledger.model.Declaration;
import assetledger.model.Link;
import assetledger.model.RecordId;
import assetledger.model.State;
import assetledger.model.Transfer;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger keeps beside the head of a record, so that it is found from other records.
 *
 * @param tail of a link its tail, of a declaration the authority that made it, of a transfer its giver; else null
 * @param head of a link its head, of a transfer its taker; else null
 */
record Tie(@Nullable RecordId tail, @Nullable RecordId head) {
    private static final Tie NONE = new Tie(null, null);

    static Tie of(State state) {
        if (state instanceof Link link) {
            return new Tie(link.tail(), link.head());
        }
        if (state instanceof Transfer transfer) {
            return new Tie(transfer.from(), transfer.to());
        }
        return state instanceof Declaration declaration ? new Tie(declaration.subject(), null) : NONE;
    }
}
