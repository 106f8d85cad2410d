package assetledger.api.proof;

import assetledger.model.InvalidValue;
import assetledger.model.Viewer;
import assetledger.proof.Hash;
import assetledger.proof.Receipt;
import assetledger.proof.VerifierKey;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.ContextValue;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Questions for what proves the ledger to an outsider. */
@Controller
class ProofQueries {
    private final Checkpoints checkpoints;
    private final Tiles tiles;
    private final Receipts receipts;
    private final Path data;

    ProofQueries(
            Checkpoints checkpoints, Tiles tiles, Receipts receipts, @Value("${assetledger.directory}") Path data) {
        this.checkpoints = checkpoints;
        this.tiles = tiles;
        this.receipts = receipts;
        this.data = data;
    }

    /** What was signed, with its parts beside the note that holds them. */
    record Signed(String origin, long size, String root, String note, Instant signed) {}

    record Inclusion(long position, long size, List<String> path) {}

    record Consistency(long from, long to, List<String> path) {}

    @QueryMapping
    Mono<Signed> checkpoint() {
        return checkpoints
                .last()
                .map(published -> new Signed(
                        published.checkpoint().origin(),
                        published.checkpoint().size(),
                        published.checkpoint().root().base64(),
                        published.note(),
                        published.signed()));
    }

    @QueryMapping
    Mono<List<String>> ledgerKeys() {
        return Mono.fromCallable(() -> SignedLog.verifiersIn(data))
                .subscribeOn(Schedulers.boundedElastic())
                .map(keys -> keys.stream().map(VerifierKey::format).toList());
    }

    @QueryMapping
    Mono<String> receipt(@Argument long position, @ContextValue Viewer viewer) {
        return receipts.at(Set.of(position), viewer)
                .flatMap(found -> Mono.justOrEmpty(found.get(position)).map(Receipt::format));
    }

    @QueryMapping
    Mono<Inclusion> inclusionProof(@Argument long position, @Argument @Nullable Long size) {
        return signed(size, "size")
                .filter(tree -> position < tree)
                .flatMap(tree -> tiles.ask(tree, asked -> asked.inclusion(position)))
                .map(proof -> new Inclusion(proof.index(), proof.size(), texts(proof.path())));
    }

    @QueryMapping
    Mono<Consistency> consistencyProof(@Argument long from, @Argument @Nullable Long to) {
        return signed(to, "to")
                .doOnNext(tree -> demandEarlier(from, tree))
                .flatMap(tree -> tiles.ask(tree, asked -> asked.consistency(from)))
                .map(proof -> new Consistency(proof.earlier(), proof.later(), texts(proof.path())));
    }

    /** The size of the newest checkpoint, or one that is asked for and is no larger; empty where nothing was signed yet. */
    private Mono<Long> signed(@Nullable Long asked, String argument) {
        return checkpoints
                .last()
                .map(published -> published.checkpoint().size())
                .map(size -> {
                    if (asked != null && asked > size) {
                        throw new InvalidValue(
                                argument,
                                "The newest checkpoint has %d events; ask for so many or fewer, not for %d"
                                        .formatted(size, asked));
                    }
                    return asked == null ? size : asked;
                });
    }

    private static void demandEarlier(long from, long to) {
        if (from > to) {
            throw new InvalidValue(
                    "from",
                    "A ledger of %d events does not follow one of %d; give the smaller size first".formatted(to, from));
        }
    }

    private static List<String> texts(List<Hash> path) {
        return path.stream().map(Hash::base64).toList();
    }
}
