package assetledger.model;

/**
 * A record as it stood at one version.
 * @param version counted from 1
 * @param position of the event that made this version, counted from 0
 */
public record Recorded<S extends State>(RecordId id, int version, long position, S state) {
    public RecordKind kind() {
        return state.kind();
    }
}
