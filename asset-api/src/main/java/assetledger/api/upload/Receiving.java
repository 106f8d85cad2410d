package assetledger.api.upload;

import assetledger.api.access.Caller;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.api.upload.Upload.State;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes an upload in, or leaves nothing of it. */
@Component
@ConditionalOnWebApplication
class Receiving {
    private static final Duration DAY = Duration.ofDays(1);

    /** What is answered, in this order. */
    private record Taken(UUID id, State state, String file, String problems, String skipped) {
        static Taken of(Upload upload) {
            String reports = "/imports/" + upload.id();
            return new Taken(
                    upload.id(), upload.state(), upload.file(), reports + "/problems.csv", reports + "/skipped.csv");
        }
    }

    private final Asking asking;
    private final Intake intake;
    private final Jobs jobs;
    private final Uploads uploads;
    private final Folders folders;
    private final UploadLimits limits;
    private final Clock clock;

    Receiving(
            Asking asking,
            Intake intake,
            Jobs jobs,
            Uploads uploads,
            Folders folders,
            UploadLimits limits,
            Clock clock) {
        this.asking = asking;
        this.intake = intake;
        this.jobs = jobs;
        this.uploads = uploads;
        this.folders = folders;
        this.limits = limits;
        this.clock = clock;
    }

    /** Answers 202 when all of the upload has arrived; what becomes of it is asked for by its id. */
    Mono<ServerResponse> receive(ServerRequest request) {
        return Mono.defer(() -> {
                    Caller caller = asking.registrar(request);
                    demandMultipart(request);
                    if (request.headers().contentLength().orElse(0)
                            > limits.size().toBytes()) {
                        throw intake.tooLarge();
                    }
                    return received(request, caller);
                })
                .flatMap(upload -> ServerResponse.accepted()
                        .contentType(MediaType.APPLICATION_JSON)
                        .bodyValue(Taken.of(upload)));
    }

    private static void demandMultipart(ServerRequest request) {
        if (!isMultipart(request)) {
            throw new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            Code.UNSUPPORTED_MEDIA_TYPE,
                            "Files are sent as multipart/form-data, with the parts file, mapping and mode")
                    .header("Accept-Post", MediaType.MULTIPART_FORM_DATA_VALUE);
        }
    }

    private static boolean isMultipart(ServerRequest request) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.equalsTypeAndSubtype(MediaType.MULTIPART_FORM_DATA)
                            && type.getParameter("boundary") != null)
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    /** The place and the folder are given back wherever it does not come to a job, however that ends. */
    private Mono<Upload> received(ServerRequest request, Caller caller) {
        UUID id = UUID.randomUUID();
        AtomicBoolean isJob = new AtomicBoolean();
        return Mono.using(
                () -> {
                    jobs.turns().take(caller.person());
                    return id;
                },
                taken -> demandQuota(caller)
                        .then(Mono.fromCallable(() -> folder(id)).subscribeOn(Schedulers.boundedElastic()))
                        .flatMap(folder -> intake.read(request.exchange().getRequest(), folder))
                        .flatMap(form -> jobs.begin(id, form, caller).doOnNext(begun -> isJob.set(true))),
                taken -> {
                    if (!isJob.get()) {
                        jobs.turns().free(caller.person());
                        Schedulers.boundedElastic().schedule(() -> folders.remove(id));
                    }
                },
                false);
    }

    private Mono<Void> demandQuota(Caller caller) {
        Instant now = clock.instant();
        return uploads.ago(caller.person(), limits.perDay(), now.minus(DAY))
                .flatMap(oldest -> Mono.error(Refusal.rateLimited(
                        "You have sent %d uploads in 24 hours; you may send the next from %s on"
                                .formatted(
                                        limits.perDay(),
                                        oldest.received().plus(DAY).truncatedTo(ChronoUnit.SECONDS)),
                        Duration.between(now, oldest.received().plus(DAY)).toMillis())));
    }

    private Path folder(UUID id) {
        if (folders.usable() < limits.free().toBytes() + limits.size().toBytes()) {
            throw new Refusal(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    Code.UNAVAILABLE,
                    "The server's disk has no room for uploads now; try again later, or tell the operator");
        }
        return folders.make(id);
    }
}
