package assetledger.model;

/** How far a system supports a function; auxiliary support does not cover a duty. */
public enum Degree {
    FULL,
    PARTIAL,
    AUXILIARY
}
