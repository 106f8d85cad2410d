package assetledger.api.proof;

import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.SignedTree;
import assetledger.proof.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

/**
 * Begins another log of a ledger that lost what was signed of it, as by a restore of an old backup. Going on with the old one
 * would sign two different things of one size, which those who hold its checkpoints had to take for fraud.
 */
@Component
public class NewLog {
    private static final int STEP = 10_000;

    private final DatabaseClient database;
    private final LedgerReads ledger;
    private final Leaves leaves;
    private final Path data;

    NewLog(DatabaseClient database, LedgerReads ledger, Leaves leaves, @Value("${assetledger.directory}") Path data) {
        this.database = database;
        this.ledger = ledger;
        this.leaves = leaves;
        this.data = data;
    }

    /**
     * What was found of the old log, and what follows it.
     * @param log that is signed from now on
     * @param before the last checkpoint of the old one
     * @param proven so many events from the first are those that were signed
     * @param differs whether a later one is known not to be
     * @param size how many events there are
     */
    public record Opened(SignedLog log, Checkpoint before, long proven, boolean differs, long size) {
        /** What the operator and those who hold receipts must know; one sentence a line. */
        public List<String> sentences() {
            List<String> sentences = new ArrayList<>();
            if (proven > 0) {
                sentences.add("positions 0 to %d are those that were signed".formatted(proven - 1));
            }
            if (differs) {
                sentences.add(
                        "from position %d or one after it on, they are not those that were signed".formatted(proven));
            } else if (proven < size) {
                sentences.add(
                        "nothing shows whether positions %d to %d are those that were signed, for no checkpoint ends with them"
                                .formatted(proven, size - 1));
            }
            sentences.add(
                    size < before.size()
                            ? "positions %d to %d are missing".formatted(size, before.size() - 1)
                            : "no position is missing");
            return sentences;
        }
    }

    /**
     * Looks what is left of the old log, and begins another; to be called while no server signs.
     * @return fails with {@link Refused} where nothing was ever signed, or all of it is there
     */
    public Mono<Opened> open() {
        return ledger.head()
                .flatMap(head -> Mono.fromCallable(this::old)
                        .subscribeOn(Schedulers.boundedElastic())
                        .flatMap(old -> look(head, old).flatMap(tree -> begin(head, old, tree))));
    }

    /** There is no need for another log. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    private SignedLog old() {
        return SignedLog.in(data)
                .orElseThrow(() -> new Refused("Nothing was signed here yet; the server begins a log when it starts"));
    }

    private Mono<SignedTree> look(LedgerHead head, SignedLog old) {
        SignedTree tree = new SignedTree(old.all());
        return Flux.generate(() -> 0L, (Long from, SynchronousSink<Long> steps) -> {
                    if (from >= head.size()) {
                        steps.complete();
                    } else {
                        steps.next(from);
                    }
                    return from + STEP;
                })
                .concatMap(from -> leaves.hashes(from, Math.min(head.size(), from + STEP)))
                .doOnNext(hashes -> hashes.forEach(tree::add))
                .then(Mono.just(tree));
    }

    private Mono<Opened> begin(LedgerHead head, SignedLog old, SignedTree tree) {
        Checkpoint before = old.last();
        if (tree.same() == before.size()) {
            return Mono.error(new Refused("All %d events that were signed are there; the log of %s can go on"
                    .formatted(before.size(), old.origin())));
        }
        // Tiles of what is lost are of no use, and those of what is left are made again.
        return database.sql("truncate tile")
                .then()
                .then(Mono.fromCallable(() -> SignedLog.begin(data, head.origin(), before))
                        .subscribeOn(Schedulers.boundedElastic()))
                .map(log -> new Opened(log, before, tree.same(), tree.isDifferent(), head.size()));
    }
}
