package assetledger.model;

/** The four groups of IT assets in the wide sense. */
public enum AssetGroup {
    TECHNICAL,
    REGULATORY,
    FINANCIAL,
    COMPETENCY
}
