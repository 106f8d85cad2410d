package assetledger.model;

/** What somebody may be granted to be. */
public enum Role {
    /** Records what an authority has: for one authority, or for all in a take-over of earlier inventories. */
    REGISTRAR,
    /** Asks every question across authorities: duplicates, gaps, findings. */
    ANALYST,
    /** Asks what the money achieved, across authorities. */
    BUDGET_REVIEWER,
    /** Reads everything, restricted records too, and changes nothing. */
    AUDITOR,
    /** Runs the installation and proposes and decides grants; has no business with its data. */
    OPERATOR
}
