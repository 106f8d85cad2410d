package assetledger.api.proof;

import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.proof.Checkpoints.Published;
import assetledger.proof.Checkpoint;
import assetledger.proof.ConsistencyProof;
import assetledger.proof.Hash;
import assetledger.proof.MerkleTree;
import assetledger.proof.SignedNote;
import assetledger.proof.SignerKey;
import assetledger.proof.Unproven;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Signs each second what the ledger has become, if that provably only adds to what it signed last, by its own record of it
 * outside of the database. If it does not, it never signs again, and raises the alarm. Of several servers one signs at a
 * time: whoever has the advisory lock for the length of a look.
 */
@Component
public class Signer implements SmartLifecycle {
    /** Leaves that one transaction covers with tiles: 32 full tiles. */
    static final int STEP = 8_192;

    /** Leaves at the end that are compared with the tiles at each look, and of all the rest as many, one stretch after another. */
    static final int COMPARED = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Signer.class);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration QUIET = Duration.ofSeconds(10);
    /** Any number will do that nobody else takes for a lock of his. */
    private static final long LOCK = 0x6173736574_6C6F67L;

    private final DatabaseClient database;
    private final TransactionalOperator transactions;
    private final LedgerReads ledger;
    private final Leaves leaves;
    private final Tiles tiles;
    private final Checkpoints checkpoints;
    private final Alarm alarm;
    private final Clock clock;
    private final Path data;
    private final boolean enabled;
    /** Hashes, signs and waits for the disk, which no event loop should. */
    private final Scheduler desk = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "signer", 60, true);

    private final AtomicReference<@Nullable Disposable> work = new AtomicReference<>();
    private Instant lastSaid = Instant.EPOCH;
    private long compared;

    Signer(
            DatabaseClient database,
            TransactionalOperator transactions,
            LedgerReads ledger,
            Leaves leaves,
            Tiles tiles,
            Checkpoints checkpoints,
            Alarm alarm,
            Clock clock,
            @Value("${assetledger.directory}") Path data,
            @Value("${assetledger.signer}") boolean enabled) {
        this.database = database;
        this.transactions = transactions;
        this.ledger = ledger;
        this.leaves = leaves;
        this.tiles = tiles;
        this.checkpoints = checkpoints;
        this.alarm = alarm;
        this.clock = clock;
        this.data = data;
        this.enabled = enabled;
    }

    @Override
    public void start() {
        if (enabled) {
            work.set(Flux.interval(Duration.ZERO, PERIOD, desk)
                    .onBackpressureDrop()
                    .concatMap(second -> look(), 1)
                    .takeWhile(sound -> sound)
                    .subscribe());
        }
    }

    /** One look at the ledger; false where it is not what was signed of it. */
    Mono<Boolean> look() {
        return Mono.defer(this::step)
                .repeat()
                .takeWhile(more -> more)
                .then(Mono.just(true))
                .onErrorResume(this::failed);
    }

    private Mono<Boolean> failed(Throwable failure) {
        if (failure instanceof Unsound || failure instanceof Unproven) {
            alarm.raise(String.valueOf(failure.getMessage()));
            return Mono.just(false);
        }
        // A database that does not answer now may at the next look.
        say("Signing waits: %s".formatted(failure));
        return Mono.just(true);
    }

    private void say(String sentence) {
        Instant now = clock.instant();
        if (now.isAfter(lastSaid.plus(QUIET))) {
            lastSaid = now;
            LOG.info(sentence);
        }
    }

    /** Covers some leaves and signs once all are covered; whether there is more to cover. */
    private Mono<Boolean> step() {
        return transactions
                .transactional(leads().filter(leads -> leads)
                        .flatMap(leads -> ledger.head())
                        .filter(head -> head.size() > 0)
                        .flatMap(head -> log(head).flatMap(log -> step(head, log))))
                .defaultIfEmpty(false);
    }

    private Mono<Boolean> leads() {
        return database.sql("select pg_try_advisory_xact_lock(:lock) as leads")
                .bind("lock", LOCK)
                .map(row -> Leaves.required(row, "leads", Boolean.class))
                .one();
    }

    /** The log that is signed here; begun where nobody ever signed this ledger. */
    private Mono<SignedLog> log(LedgerHead head) {
        return atDesk(() -> SignedLog.in(data))
                .flatMap(known -> known.map(Mono::just)
                        .orElseGet(() -> checkpoints
                                .last()
                                .singleOptional()
                                .flatMap(published -> atDesk(() -> begin(head, published)))));
    }

    private SignedLog begin(LedgerHead head, Optional<Published> published) {
        if (published.isPresent()) {
            throw new Unsound(("this ledger was signed already, last at %d events, and %s holds no record of it;"
                            + " bring the directory from where it was signed, or set assetledger.signer=false here"
                            + " if that goes on, or begin another log with new-log")
                    .formatted(published.get().checkpoint().size(), data.resolve("signer")));
        }
        SignedLog log = SignedLog.begin(data, head.origin(), null);
        LOG.info(
                "Checkpoints are signed from now on by {}",
                log.verifiers().get(0).format());
        return log;
    }

    private Mono<Boolean> step(LedgerHead head, SignedLog log) {
        return atDesk(log::last)
                .flatMap(last -> tiles.size().flatMap(covered -> {
                    demandAll(head, log, last, covered);
                    return covered < head.size() ? cover(covered, head, log, last) : sign(head, log, last);
                }));
    }

    private static void demandAll(LedgerHead head, SignedLog log, Checkpoint last, long covered) {
        if (!log.origin().equals(head.origin()) && !log.origin().startsWith(head.origin() + "/log")) {
            throw new Unsound(
                    "the database holds %s, and what is signed here is %s".formatted(head.origin(), log.origin()));
        }
        long known = Math.max(last.size(), covered);
        if (head.size() < known) {
            throw new Unsound("positions %d to %d are missing: the ledger has %d events, and had %d%s"
                    .formatted(
                            head.size(),
                            known - 1,
                            head.size(),
                            known,
                            last.size() > head.size() ? " when its last checkpoint was signed" : ""));
        }
    }

    private Mono<Boolean> cover(long covered, LedgerHead head, SignedLog log, Checkpoint last) {
        long to = Math.min(head.size(), covered + STEP);
        return leaves.hashes(covered, to)
                .publishOn(desk)
                .flatMap(hashes -> tiles.extend(covered, hashes))
                .flatMap(now -> {
                    if (now < head.size()) {
                        say("Tiles cover %,d of %,d events".formatted(now, head.size()));
                        return Mono.just(true);
                    }
                    return sign(head, log, last);
                });
    }

    /** Compares with what was signed before, and signs what is new. */
    private Mono<Boolean> sign(LedgerHead head, SignedLog log, Checkpoint last) {
        return compare(head.size())
                .then(tiles.ask(head.size(), tree -> Growth.of(tree, last.size())))
                .publishOn(desk)
                .doOnNext(growth -> growth.proof().demand(last.root(), growth.root()))
                .flatMap(growth -> publish(new Checkpoint(log.origin(), head.size(), growth.root()), log, last))
                .thenReturn(false);
    }

    /** The root of a tree, and that it only adds to an earlier one. */
    private record Growth(Hash root, ConsistencyProof proof) {
        static Growth of(MerkleTree tree, long earlier) {
            return new Growth(tree.root(), tree.consistency(earlier));
        }
    }

    /** What is old is looked through again and again, and the end of it always. */
    private Mono<Void> compare(long size) {
        long from = compared >= size ? 0 : compared;
        compared = from + COMPARED;
        return demandSame(Math.max(0, size - COMPARED), size)
                .then(Mono.defer(() -> demandSame(from, Math.min(size, from + COMPARED))));
    }

    private Mono<Void> demandSame(long from, long to) {
        return leaves.difference(from, to)
                .flatMap(position -> Mono.error(
                        new Unsound("position %d: the event is not the one that was signed".formatted(position))));
    }

    private Mono<Void> publish(Checkpoint checkpoint, SignedLog log, Checkpoint last) {
        return checkpoints.last(log.origin()).singleOptional().publishOn(desk).flatMap(published -> {
            demandNewest(published, log, last);
            List<SignerKey> signers = log.signers();
            if (published.map(known -> isSigned(known, checkpoint, signers)).orElse(false)) {
                return Mono.empty();
            }
            if (checkpoint.size() > last.size()) {
                log.remember(checkpoint);
            }
            return checkpoints.publish(new Published(
                    checkpoint, note(log.text(checkpoint), signers).format(), clock.instant()));
        });
    }

    /** An old copy of the signer's record would let it sign what contradicts the checkpoints that came after. */
    private void demandNewest(Optional<Published> published, SignedLog log, Checkpoint last) {
        published
                .map(known -> known.checkpoint().size())
                .filter(size -> size > last.size())
                .ifPresent(size -> {
                    throw new Unsound("a checkpoint of %s of size %d was published, and the last in %s has size %d"
                            .formatted(log.origin(), size, data.resolve("signer"), last.size()));
                });
    }

    private static boolean isSigned(Published published, Checkpoint checkpoint, List<SignerKey> signers) {
        SignedNote note = SignedNote.of(published.note());
        return published.checkpoint().equals(checkpoint)
                && signers.stream().allMatch(signer -> note.isSignedBy(signer.verifier()));
    }

    private SignedNote note(String text, List<SignerKey> signers) {
        Instant now = clock.instant();
        return new SignedNote(
                text, signers.stream().map(signer -> signer.sign(text, now)).toList());
    }

    private <T> Mono<T> atDesk(Callable<T> task) {
        return Mono.fromCallable(task).subscribeOn(desk);
    }

    @Override
    public void stop() {
        Disposable running = work.getAndSet(null);
        if (running != null) {
            running.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return work.get() != null;
    }

    /** After the pack is in the ledger. */
    @Override
    public int getPhase() {
        return 1;
    }
}
