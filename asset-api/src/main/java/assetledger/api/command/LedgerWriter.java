package assetledger.api.command;

import assetledger.api.access.AccessDenied;
import assetledger.api.access.Caller;
import assetledger.api.access.Grants;
import assetledger.api.ledger.AnswerKey;
import assetledger.api.ledger.ImportRow;
import assetledger.api.ledger.LedgerHead;
import assetledger.api.ledger.LedgerReads;
import assetledger.api.ledger.LedgerTransactions;
import assetledger.api.ledger.LedgerTransactions.Addition;
import assetledger.api.ledger.StoredAnswer;
import assetledger.decide.Beyond;
import assetledger.decide.Command;
import assetledger.decide.Decide;
import assetledger.decide.Decision;
import assetledger.decide.Heads;
import assetledger.decide.Needs;
import assetledger.decide.Remains;
import assetledger.event.Event;
import assetledger.model.ImportPlace;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Carries submissions out: all that they need is read once, all that they record is appended in one transaction. */
@Component
class LedgerWriter {
    /** What is recorded of nobody's records is recorded on behalf of the register itself. */
    private static final String NOBODY = "register";

    private final LedgerReads reads;
    private final LedgerTransactions transactions;
    private final Grants grants;
    private final Packs packs;
    private final Clock clock;
    /** Deciding a thousand commands takes a while, and must not hold up the event loop. */
    private final Scheduler deciding = Schedulers.newSingle("deciding", true);

    LedgerWriter(LedgerReads reads, LedgerTransactions transactions, Grants grants, Packs packs, Clock clock) {
        this.reads = reads;
        this.transactions = transactions;
        this.grants = grants;
        this.packs = packs;
        this.clock = clock;
    }

    /**
     * Decides, by the rights that hold under the lock, and appends.
     * @return the answers in the order of the submissions; fails as a whole, with nothing recorded, where the database
     *     does, but for a commit whose outcome the database did not tell
     */
    Mono<List<Verdict>> write(List<Submission> submissions) {
        return transactions.locked(head -> known(submissions)
                .flatMap(known -> heads(fresh(submissions, known))
                        .publishOn(deciding)
                        .map(heads -> new Batch(head, heads, known).decide(submissions))
                        .flatMap(batch -> transactions
                                .append(head, batch.additions)
                                .then(transactions.keep(batch.imported()))
                                .then(transactions.remember(batch.remembered))
                                .then(transactions.erase(batch.additions))
                                .then(Mono.defer(() -> answers(submissions, batch))))));
    }

    /** What was answered before, and beside it the grants of this moment; neither waits for the other. */
    private Mono<Map<AnswerKey, StoredAnswer>> known(List<Submission> submissions) {
        return Mono.zip(
                grants.refresh().thenReturn(true),
                reads.answers(
                        submissions.stream().map(LedgerWriter::key).distinct().toList()),
                (refreshed, known) -> known);
    }

    /** What would come of commands, with nothing recorded and no turn taken. */
    Mono<List<Outcome>> preview(Submission submission) {
        return reads.head()
                .flatMap(head -> heads(List.of(submission))
                        .publishOn(deciding)
                        .map(heads -> new Batch(head, heads, Map.of()).preview(submission)));
    }

    /** The answers that were given to submissions, seen when no writer can still be about to give them. */
    Mono<Map<AnswerKey, StoredAnswer>> given(List<Submission> submissions) {
        return transactions.locked(head ->
                reads.answers(submissions.stream().map(LedgerWriter::key).toList()));
    }

    /** A remembered answer in full. */
    Mono<Verdict> replay(Submission submission, StoredAnswer stored) {
        if (stored.isErased()) {
            return Mono.just(
                    new Verdict.Answered(new Answer(List.of(Outcome.refused(List.of(erased(submission)))), false)));
        }
        if (!stored.requestHash().equals(submission.requestHash())) {
            return Mono.just(
                    new Verdict.Answered(new Answer(List.of(Outcome.refused(List.of(keyReused(submission)))), false)));
        }
        return reads.at(AnswerJson.positions(stored.body()))
                .collectList()
                .map(records -> new Verdict.Answered(new Answer(AnswerJson.read(stored.body(), records), true)));
    }

    static AnswerKey key(Submission submission) {
        return new AnswerKey(submission.caller().person(), submission.key());
    }

    private static Problem keyReused(Submission submission) {
        return new Problem(
                null,
                "idempotencyKey",
                Problem.Code.KEY_REUSED,
                "The key %s stands for another request already; give every new request a new UUID"
                        .formatted(submission.key()));
    }

    private static Problem erased(Submission submission) {
        return new Problem(
                null,
                "idempotencyKey",
                Problem.Code.ERASED,
                "The request of the key %s described a person who was erased since; it is not carried out again"
                        .formatted(submission.key()));
    }

    private static List<Submission> fresh(List<Submission> submissions, Map<AnswerKey, StoredAnswer> known) {
        return submissions.stream()
                .filter(submission -> !known.containsKey(key(submission)))
                .toList();
    }

    private Mono<Heads> heads(List<Submission> submissions) {
        List<Command> commands = submissions.stream()
                .flatMap(submission -> submission.commands().stream())
                .toList();
        List<RecordId> imports =
                submissions.stream().flatMap(Submission::imports).toList();
        return reads.heads(Needs.of(commands).with(imports))
                .map(Heads::new)
                .flatMap(heads -> behind(commands, heads))
                .flatMap(heads -> {
                    Beyond beyond = Decide.beyond(commands, heads);
                    return reads.links(beyond.pairs())
                            .doOnNext(heads::putBeyond)
                            .then(reads.declarations(beyond.declarers()))
                            .doOnNext(heads::putBeyond)
                            .then(named(beyond))
                            .doOnNext(heads::putBeyond)
                            .then(reads.ancestry(beyond.climbs()))
                            .doOnNext(heads::putAncestry)
                            .then(reads.along(beyond.ways()))
                            .doOnNext(heads::putWays)
                            .then(remains(beyond, heads))
                            .thenReturn(heads);
                });
    }

    /** Most commands name all that they need, and then nothing more is asked. */
    private Mono<Heads> behind(List<Command> commands, Heads heads) {
        Needs behind = Decide.behind(commands, heads);
        return behind.isEmpty()
                ? Mono.just(heads)
                : reads.heads(behind).doOnNext(heads::putBeyond).thenReturn(heads);
    }

    private Mono<Void> remains(Beyond beyond, Heads heads) {
        return Flux.fromIterable(beyond.closing().entrySet())
                .concatMap(closing -> {
                    RecordId authority = closing.getKey();
                    Remains remains = new Remains(authority, closing.getValue(), packs.current());
                    heads.putRemains(authority, remains);
                    return reads.belongings(authority)
                            .doOnNext(remains::add)
                            .then(Mono.defer(() -> reads.heads(new Needs(remains.functions(), Set.of()))))
                            .doOnNext(heads::putBeyond);
                })
                .then();
    }

    private Mono<List<Recorded<State>>> named(Beyond beyond) {
        return beyond.claims().isEmpty() && beyond.ends().isEmpty()
                ? Mono.just(List.of())
                : reads.heads(new Needs(beyond.ends(), beyond.claims()));
    }

    private Mono<List<Verdict>> answers(List<Submission> submissions, Batch batch) {
        return Flux.fromIterable(submissions)
                .concatMap(submission -> {
                    Verdict decided = batch.verdicts.get(submission);
                    return decided != null
                            ? Mono.just(decided)
                            : replay(submission, Objects.requireNonNull(batch.known.get(key(submission))));
                })
                .collectList();
    }

    /** One batch under decision: what is appended, answered and remembered of it. */
    private final class Batch {
        private final Heads heads;
        private final Map<AnswerKey, StoredAnswer> known;
        private final List<Addition> additions = new ArrayList<>();
        /** By identity: the same request sent twice is decided once, and the second time replayed. */
        private final IdentityHashMap<Submission, Verdict> verdicts = new IdentityHashMap<>();

        private final Map<AnswerKey, StoredAnswer> remembered = new LinkedHashMap<>();
        private final Map<RowAndRecord, ImportRow> imported = new LinkedHashMap<>();
        private long position;

        Batch(LedgerHead head, Heads heads, Map<AnswerKey, StoredAnswer> known) {
            this.known = new HashMap<>(known);
            this.heads = heads;
            this.position = head.size();
        }

        Batch decide(List<Submission> submissions) {
            for (Submission submission : submissions) {
                if (!known.containsKey(key(submission))) {
                    verdicts.put(submission, decide(submission));
                }
            }
            return this;
        }

        private record RowAndRecord(ImportPlace place, RecordId record) {}

        List<ImportRow> imported() {
            return List.copyOf(imported.values());
        }

        List<Outcome> preview(Submission submission) {
            Decide decide = decide(submission.caller());
            Optional<Problem> misplaced = decide.misplaced(submission.places());
            if (misplaced.isPresent()) {
                return List.of(Outcome.refused(List.of(misplaced.get())));
            }
            List<Outcome> outcomes = outcomes(decide, submission.commands(), (accepted, item) -> {});
            return isGivenUp(submission, outcomes) ? givenUp(outcomes) : outcomes;
        }

        private Verdict decide(Submission submission) {
            Decide decide = decide(submission.caller());
            Optional<Problem> misplaced = decide.misplaced(submission.places());
            if (misplaced.isPresent()) {
                return new Verdict.Answered(new Answer(List.of(Outcome.refused(List.of(misplaced.get()))), false));
            }
            List<Addition> added = new ArrayList<>();
            long before = position;
            List<Outcome> outcomes;
            try {
                outcomes = outcomes(
                        decide,
                        submission.commands(),
                        (accepted, item) -> accepted.events()
                                .forEach(event -> added.add(addition(decide, event, submission, item))));
            } catch (AccessDenied denied) {
                // All or nothing here: who asks for what is not his gets nothing of the request that asks it.
                takeBack(before);
                return new Verdict.Denied(denied);
            }
            if (isGivenUp(submission, outcomes)) {
                takeBack(before);
                return new Verdict.Answered(new Answer(givenUp(outcomes), false));
            }
            heads.keep();
            additions.addAll(added);
            place(submission, outcomes);
            if (!added.isEmpty()) {
                // What recorded nothing is not remembered: a refused request may be mended and sent again as it is.
                StoredAnswer answer = new StoredAnswer(submission.requestHash(), AnswerJson.write(outcomes));
                known.put(key(submission), answer);
                remembered.put(key(submission), answer);
            }
            return new Verdict.Answered(new Answer(outcomes, false));
        }

        private void takeBack(long before) {
            heads.takeBack();
            position = before;
        }

        private static boolean isGivenUp(Submission submission, List<Outcome> outcomes) {
            return submission.atomic() && outcomes.stream().anyMatch(Outcome::isRefused);
        }

        private static List<Outcome> givenUp(List<Outcome> outcomes) {
            return outcomes.stream().map(Outcome::orNotRecorded).toList();
        }

        private Decide decide(Caller caller) {
            return new Decide(heads, packs.current(), LocalDate.now(clock), RecordId::random, grants.viewer(caller));
        }

        private void place(Submission submission, List<Outcome> outcomes) {
            for (int i = 0; i < submission.places().size(); i++) {
                ImportPlace place = submission.places().get(i);
                outcomes.get(i)
                        .row(place)
                        .ifPresent(row -> imported.merge(new RowAndRecord(place, row.record()), row, ImportRow::then));
            }
        }

        private Addition addition(Decide decide, Event event, Submission submission, int item) {
            RecordId owner = decide.ownerOf(event.record());
            return new Addition(
                    event,
                    owner == null ? NOBODY : owner.toString(),
                    submission.caller().person(),
                    submission.key(),
                    submission.places().isEmpty() ? null : submission.places().get(item));
        }

        private List<Outcome> outcomes(
                Decide decide, List<Command> commands, ObjIntConsumer<Decision.Accepted> onAccepted) {
            List<Outcome> outcomes = new ArrayList<>();
            for (Command command : commands) {
                outcomes.add(decide.decide(command, position)
                        .fold(
                                accepted -> {
                                    position = accepted.next();
                                    onAccepted.accept(accepted, outcomes.size());
                                    return Outcome.happened(accepted.event().at(accepted.position()));
                                },
                                unchanged -> Outcome.unchanged(unchanged.record()),
                                refused -> Outcome.refused(refused.problems()),
                                denied -> {
                                    throw new AccessDenied(
                                            commands.size() == 1
                                                    ? denied.sentence()
                                                    : "input.items[%d]: %s"
                                                            .formatted(outcomes.size(), denied.sentence()));
                                }));
            }
            return outcomes;
        }
    }
}
