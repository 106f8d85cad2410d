package assetledger.api.ledger;

import assetledger.proof.Checkpoint;
import assetledger.proof.Frontier;
import assetledger.proof.Hash;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The tree over the events as they are now, beside the one that was signed. It must be shown all events in their order. */
public final class SignedTree {
    private final TreeMap<Long, Hash> signed = new TreeMap<>();
    private final Frontier frontier = new Frontier();
    private long same;
    private boolean different;

    public SignedTree(List<Checkpoint> checkpoints) {
        checkpoints.forEach(checkpoint -> signed.put(checkpoint.size(), checkpoint.root()));
    }

    /** Takes the next event; a sentence at the first checkpoint that does not tell of these events. */
    public Optional<String> add(Hash leaf) {
        frontier.add(leaf);
        Hash root = signed.get(frontier.size());
        if (root == null || different) {
            return Optional.empty();
        }
        if (root.equals(frontier.root())) {
            same = frontier.size();
            return Optional.empty();
        }
        different = true;
        return Optional.of("position %d or one after it up to %d: the event is not the one that was signed"
                .formatted(same, frontier.size() - 1));
    }

    /** So many events from the first are those that were signed. */
    public long same() {
        return same;
    }

    /** Whether a later one is not. */
    public boolean isDifferent() {
        return different;
    }

    /** What was signed and is not there any more. */
    Optional<String> missing() {
        return signed.isEmpty() || signed.lastKey() <= frontier.size()
                ? Optional.empty()
                : Optional.of("position %d: the event is missing, and all after it; %d were signed"
                        .formatted(frontier.size(), signed.lastKey()));
    }
}
