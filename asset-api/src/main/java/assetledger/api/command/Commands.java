package assetledger.api.command;

import assetledger.api.access.AccessDenied;
import assetledger.api.ledger.AnswerKey;
import assetledger.api.ledger.LedgerUnavailable;
import assetledger.api.ledger.StoredAnswer;
import io.r2dbc.spi.R2dbcException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Takes requests in and lets the one writer carry them out, as many at once as gathered while it was at work. A request
 * that is in is carried out, whether or not its client still waits.
 */
@Component
public class Commands {
    /** So many requests may wait. */
    static final int QUEUE = 1_000;

    /** The writer takes requests together until they hold this many commands. */
    static final int MOST_COMMANDS = 1_000;

    /** So long a request may wait for the writer to take it; only a database that hangs makes it that long. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

    private static final Duration SEARCH_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final LedgerWriter writer;
    private final ApplicationEventPublisher appended;
    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean working = new AtomicBoolean();

    Commands(LedgerWriter writer, ApplicationEventPublisher appended) {
        this.writer = writer;
        this.appended = appended;
    }

    /** A request in the queue; either the writer takes it, or its client is sent away. */
    private record Waiting(Submission submission, Sinks.One<Answer> reply, AtomicBoolean gone) {
        boolean take() {
            return gone.compareAndSet(false, true);
        }
    }

    /** Says that the ledger has grown. */
    public record Appended() {}

    /**
     * Carries a request out.
     * @return the answer, once what it records is durable; fails with {@link WriteFailure}, or with {@link AccessDenied}
     *     where any of its commands was forbidden, and then nothing of it is recorded
     */
    public Mono<Answer> submit(Submission submission) {
        return Mono.defer(() -> {
            Waiting waiting = new Waiting(submission, Sinks.one(), new AtomicBoolean());
            if (!queue.offer(waiting)) {
                return Mono.error(new WriteFailure(
                        WriteFailure.Reason.BUSY,
                        "%d requests wait already; nothing of this one was recorded, send it again later"
                                .formatted(QUEUE)));
            }
            work();
            return Mono.firstWithSignal(waiting.reply().asMono(), tooLong(waiting));
        });
    }

    /** Says nothing where the writer has taken the request in time. */
    private static Mono<Answer> tooLong(Waiting waiting) {
        return Mono.delay(LONGEST_WAIT)
                .flatMap(tick -> waiting.take()
                        ? Mono.error(new WriteFailure(
                                WriteFailure.Reason.BUSY,
                                "The writer did not come to this in %d s; nothing of it was recorded, send it again later"
                                        .formatted(LONGEST_WAIT.toSeconds())))
                        : Mono.never());
    }

    /** What would come of a request; nothing is recorded. */
    public Mono<List<Outcome>> preview(Submission submission) {
        return writer.preview(submission).onErrorMap(Commands::isDatabase, Commands::unavailable);
    }

    private void work() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        List<Waiting> batch = next();
        if (batch.isEmpty()) {
            working.set(false);
            if (!queue.isEmpty()) {
                work();
            }
            return;
        }
        carryOut(batch)
                .onErrorResume(failure -> {
                    LOG.error("A batch of requests ended without an answer", failure);
                    batch.forEach(waiting -> waiting.reply().tryEmitError(failure));
                    return Mono.empty();
                })
                .doFinally(end -> {
                    working.set(false);
                    work();
                })
                .subscribe();
    }

    private List<Waiting> next() {
        List<Waiting> batch = new ArrayList<>();
        int commands = 0;
        boolean more = true;
        while (more && commands < MOST_COMMANDS) {
            Waiting waiting = queue.peek();
            if (waiting == null || (waiting.submission().standsAlone() && !batch.isEmpty())) {
                break;
            }
            queue.remove();
            if (!waiting.take()) {
                continue;
            }
            batch.add(waiting);
            commands += waiting.submission().commands().size();
            // A batch is decided by the rights of its beginning: what comes after a change of rights is of the next.
            more = !waiting.submission().changesRights()
                    && !waiting.submission().standsAlone();
        }
        return batch;
    }

    private Mono<Void> carryOut(List<Waiting> batch) {
        List<Submission> submissions = batch.stream().map(Waiting::submission).toList();
        return writer.write(submissions)
                .doOnNext(answers -> {
                    for (int i = 0; i < batch.size(); i++) {
                        answers.get(i).tell(batch.get(i).reply());
                    }
                    appended.publishEvent(new Appended());
                })
                .then()
                .onErrorResume(
                        LedgerUnavailable.class,
                        failure -> Mono.fromRunnable(() -> {
                            LOG.warn("The ledger's database does not answer: {}", String.valueOf(failure.getCause()));
                            batch.forEach(waiting -> waiting.reply().tryEmitError(unavailable(failure)));
                        }))
                .onErrorResume(failure -> settle(batch, failure));
    }

    /** After a failure each request is looked up by its key: a commit may have come through without its answer. */
    private Mono<Void> settle(List<Waiting> batch, Throwable failure) {
        LOG.warn("A batch of {} requests failed; looking up what was recorded", batch.size(), failure);
        return given(batch)
                .flatMapMany(given -> Flux.fromIterable(batch).concatMap(waiting -> {
                    StoredAnswer answer = given.get(LedgerWriter.key(waiting.submission()));
                    return answer == null
                            ? unanswered(waiting, batch.size(), failure)
                            : writer.replay(waiting.submission(), answer)
                                    .doOnNext(replay -> replay.tell(waiting.reply()))
                                    .then();
                }))
                .then()
                .onErrorResume(second -> {
                    batch.forEach(waiting -> waiting.reply()
                            .tryEmitError(new WriteFailure(
                                    WriteFailure.Reason.UNKNOWN_OUTCOME,
                                    "The ledger's database broke off; repeat the request with the same idempotency key"
                                            + " to learn what became of it",
                                    second)));
                    return Mono.empty();
                });
    }

    /** Asked again for some seconds: where one connection broke others did, and a database that died is soon back. */
    private Mono<Map<AnswerKey, StoredAnswer>> given(List<Waiting> batch) {
        return Mono.defer(() -> {
            long deadline = System.nanoTime() + LONGEST_SEARCH.toNanos();
            return writer.given(batch.stream().map(Waiting::submission).toList())
                    .retryWhen(Retry.fixedDelay(Long.MAX_VALUE, SEARCH_PAUSE)
                            .filter(failure -> System.nanoTime() - deadline < 0));
        });
    }

    /** Nothing of it was recorded. One bad request must not take its neighbours down, so each is tried alone once. */
    private Mono<Void> unanswered(Waiting waiting, int neighbours, Throwable failure) {
        if (neighbours > 1) {
            return carryOut(List.of(waiting));
        }
        waiting.reply().tryEmitError(isDatabase(failure) ? unavailable(failure) : failure);
        return Mono.empty();
    }

    private static boolean isDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof R2dbcException) {
                return true;
            }
        }
        return false;
    }

    private static WriteFailure unavailable(Throwable failure) {
        return new WriteFailure(
                WriteFailure.Reason.UNAVAILABLE,
                "The ledger's database does not answer; nothing was recorded, send the request again later",
                failure);
    }
}
