package assetledger.model;

/** What sort of public function it is. */
public enum FunctionKind {
    SERVICE,
    CONTROL,
    STATE_FUNCTION,
    SUPPORTING
}
