package assetledger.model;

/** By what right a technical asset is used (A52). */
public enum Licence {
    /** It was made by or for the authority, which has all rights. */
    OWN,
    OPEN_SOURCE,
    PROPRIETARY
}
