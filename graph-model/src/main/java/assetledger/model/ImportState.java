package assetledger.model;

/** How far an import is. */
public enum ImportState {
    /** Items may come from it. */
    OPEN,
    /** All of its files were read to their ends. */
    COMPLETED,
    /** It was given up; what it recorded until then stays. */
    STOPPED
}
