package assetledger.model;

/** Where the rights to a technical asset lie, which tells how far its users depend on others (A52, A53). */
public enum Origin {
    DOMESTIC,
    FOREIGN,
    /** Of parts of both. */
    MIXED
}
