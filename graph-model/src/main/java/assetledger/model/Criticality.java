package assetledger.model;

/** Whether a technical asset is among what must not fail (A53). */
public enum Criticality {
    CRITICAL,
    ORDINARY
}
