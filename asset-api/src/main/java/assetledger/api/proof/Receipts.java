package assetledger.api.proof;

import assetledger.api.changes.ChangeReader;
import assetledger.api.proof.Checkpoints.Published;
import assetledger.model.Viewer;
import assetledger.proof.InclusionProof;
import assetledger.proof.Receipt;
import assetledger.proof.SignedNote;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives receipts for events to those who may read these events, since a receipt holds the leaf. */
@Component
public class Receipts {
    private final ChangeReader changes;
    private final Leaves leaves;
    private final Tiles tiles;
    private final Checkpoints checkpoints;

    Receipts(ChangeReader changes, Leaves leaves, Tiles tiles, Checkpoints checkpoints) {
        this.changes = changes;
        this.leaves = leaves;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
    }

    /**
     * The receipts of the events at some positions, by the newest checkpoint.
     * @return without those that no checkpoint covers yet, and those that the viewer may not read
     */
    public Mono<Map<Long, Receipt>> at(Set<Long> positions, Viewer viewer) {
        return checkpoints
                .last()
                .flatMap(published -> changes.visible(covered(positions, published), viewer)
                        .flatMap(visible -> receipts(visible, published)))
                .defaultIfEmpty(Map.of());
    }

    private static Set<Long> covered(Set<Long> positions, Published published) {
        return positions.stream()
                .filter(position -> position < published.checkpoint().size())
                .collect(Collectors.toSet());
    }

    private Mono<Map<Long, Receipt>> receipts(Set<Long> positions, Published published) {
        SignedNote note = SignedNote.of(published.note());
        return Mono.zip(
                leaves.texts(positions),
                tiles.ask(
                        published.checkpoint().size(),
                        tree -> positions.stream().map(tree::inclusion).toList()),
                (texts, proofs) -> receipts(texts, proofs, note));
    }

    private static Map<Long, Receipt> receipts(Map<Long, String> texts, List<InclusionProof> proofs, SignedNote note) {
        Map<Long, Receipt> receipts = new HashMap<>();
        for (InclusionProof proof : proofs) {
            String leaf = texts.get(proof.index());
            if (leaf != null) {
                receipts.put(proof.index(), new Receipt(leaf, proof, note));
            }
        }
        return receipts;
    }
}
