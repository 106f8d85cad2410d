package assetledger.graph;

/** A reader wants to see a position that the graph has not come to yet. */
public final class ProjectionBehind extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long wanted;
    private final long projected;

    ProjectionBehind(long wanted, long projected) {
        super("The graph shows the ledger up to position %d; position %d is not in it yet"
                .formatted(projected - 1, wanted));
        this.wanted = wanted;
        this.projected = projected;
    }

    /** How many events are still to be projected before the wanted one is seen; at least 1. */
    public long lag() {
        return wanted + 1 - projected;
    }
}
