package assetledger.importer.send;

/** What a command did to a record or a link; the words of the server's schema. */
public enum ChangeOutcome {
    ADDED,
    CHANGED,
    UNCHANGED
}
