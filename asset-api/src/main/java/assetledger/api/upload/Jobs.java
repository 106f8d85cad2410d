package assetledger.api.upload;

import assetledger.api.access.Caller;
import assetledger.api.access.Grants;
import assetledger.importer.send.GraphqlLedger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/** Works on uploads, a few at a time, on threads that nothing else waits for. */
@Component
@ConditionalOnWebApplication
class Jobs implements SmartLifecycle {
    private static final String GOES_ON = "Send the same file again: it goes on where it stopped";

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String SERVER_STOPPED = "The server stopped while it worked on this. " + GOES_ON;
    /** As long as a database that was killed usually takes to come back. */
    private static final RetryBackoffSpec SAVING = Retry.backoff(6, Duration.ofSeconds(1));

    private static final Duration SWEEP = Duration.ofHours(1);
    private static final Duration LONGEST_START = Duration.ofSeconds(30);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

    private final Uploads uploads;
    private final Folders folders;
    private final ExecutionGraphQlService graphql;
    private final Grants grants;
    private final Clock clock;
    private final UploadLimits limits;
    private final Turns turns;
    private final Map<UUID, Job> live = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ExecutorService> working = new AtomicReference<>();
    private final AtomicReference<@Nullable Disposable> sweeping = new AtomicReference<>();

    Jobs(
            Uploads uploads,
            Folders folders,
            ExecutionGraphQlService graphql,
            Grants grants,
            Clock clock,
            UploadLimits limits) {
        this.uploads = uploads;
        this.folders = folders;
        this.graphql = graphql;
        this.grants = grants;
        this.clock = clock;
        this.limits = limits;
        this.turns = new Turns(limits, this::work);
    }

    Turns turns() {
        return turns;
    }

    /** Keeps an upload whose place is taken, and works on it when its turn comes; then its place is free. */
    Mono<Upload> begin(UUID id, Form form, Caller caller) {
        Upload received = Upload.received(id, caller.person(), folders.place().toString(), form, clock.instant());
        return uploads.add(received).doOnNext(added -> {
            Job job = new Job(
                    added, form, folders, new GraphqlLedger("The server", new OwnWay(graphql, grants, caller)), clock);
            live.put(id, job);
            turns.queue(caller.person(), () -> carryOut(job));
        });
    }

    /** Somebody's upload as it is at this moment; empty where there is none, or it is another's. */
    Mono<Upload> of(String person, UUID id) {
        return Mono.justOrEmpty(job(person, id)).map(Job::now).switchIfEmpty(Mono.defer(() -> uploads.of(person, id)));
    }

    /** The same with every change until its end. */
    Flux<Upload> follow(String person, UUID id) {
        Job job = job(person, id);
        return job == null ? uploads.of(person, id).flux() : job.progress();
    }

    /** Asks it to end; one that has ended stays as it is. */
    Mono<Upload> stop(String person, UUID id) {
        Job job = job(person, id);
        if (job != null) {
            job.stop("Stopped as asked. " + GOES_ON);
        }
        return of(person, id);
    }

    /** One that is read from the table, as it is at this moment. */
    Upload fresh(Upload upload) {
        Job job = live.get(upload.id());
        return job == null ? upload : job.now();
    }

    private @Nullable Job job(String person, UUID id) {
        Job job = live.get(id);
        return job != null && job.now().person().equals(person) ? job : null;
    }

    /** Whatever comes when the server stops is not begun, and said to be stopped when it starts again. */
    private void work(Runnable work) {
        ExecutorService threads = working.get();
        if (threads != null) {
            threads.execute(work);
        }
    }

    private void carryOut(Job job) {
        UUID id = job.now().id();
        Upload end = job.run();
        try {
            folders.removeFiles(id);
            uploads.save(end).retryWhen(SAVING).block();
        } catch (RuntimeException failure) {
            LOG.warn("What became of upload {} is not kept", id, failure);
        } finally {
            job.end(end);
            live.remove(id);
        }
    }

    @Override
    public void start() {
        working.set(Executors.newFixedThreadPool(limits.atOnce(), new CustomizableThreadFactory("upload-")));
        if (folders.own()) {
            folders.removeLeftFiles();
            uploads.stopUnfinished(folders.place().toString(), SERVER_STOPPED, clock.instant())
                    .block(LONGEST_START);
            sweeping.set(Flux.interval(Duration.ZERO, SWEEP)
                    .onBackpressureDrop()
                    .concatMap(tick -> sweep().onErrorResume(failure -> {
                        LOG.warn("Old uploads are not removed: {}", failure.getMessage());
                        return Mono.empty();
                    }))
                    .subscribe());
        }
    }

    /** Removes reports whose time is over. */
    private Mono<Void> sweep() {
        Instant moment = clock.instant().minus(limits.kept());
        return uploads.endedBefore(folders.place().toString(), moment)
                .publishOn(Schedulers.boundedElastic())
                .flatMapIterable(old -> old)
                .doOnNext(old -> folders.remove(old.id()))
                .concatMap(uploads::remove)
                .then();
    }

    /** Work in progress is left between two batches, and goes on when the same file is sent again. */
    @Override
    public void stop() {
        Disposable sweep = sweeping.getAndSet(null);
        if (sweep != null) {
            sweep.dispose();
        }
        live.values().forEach(job -> job.stop(SERVER_STOPPED));
        Flux.fromIterable(live.values())
                .flatMap(Job::progress)
                .then()
                .timeout(LONGEST_STOP, Mono.empty())
                .block();
        ExecutorService threads = working.getAndSet(null);
        if (threads != null) {
            threads.shutdownNow();
        }
        folders.disown();
    }

    @Override
    public boolean isRunning() {
        return working.get() != null;
    }
}
