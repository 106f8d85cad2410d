package assetledger.model;

/** How far two authorities have come with a transfer of assets. */
public enum TransferState {
    /** One side has agreed. */
    PROPOSED,
    /** Both have, and the assets are the taker's. */
    ACCEPTED,
    /** The other side has said no. */
    DECLINED,
    /** The side that proposed it has taken it back. */
    WITHDRAWN
}
