package assetledger.api.upload;

import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.importer.source.FileName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.springframework.core.ResolvableType;
import org.springframework.core.codec.DecodingException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.context.Context;

/** Reads an upload into its folder, part by part as they come, and breaks off one that is too large or too slow. */
@Component
class Intake {
    private static final ResolvableType EVENT = ResolvableType.forClass(PartEvent.class);
    /** A word, or a mapping that comes as one. */
    private static final int LONGEST_WORD = 1 << 20;

    private static final int LONGEST_HEADERS = 16 << 10;

    private static final String ERROR_DROPPED = "reactor.onErrorDropped.local";

    private final UploadLimits limits;
    private final PartEventHttpMessageReader reader = new PartEventHttpMessageReader();

    Intake(UploadLimits limits) {
        this.limits = limits;
        reader.setMaxInMemorySize(LONGEST_WORD);
        reader.setMaxHeadersSize(LONGEST_HEADERS);
    }

    /**
     * All parts.
     * @param folder which gets the files
     * @return fails with a {@link Refusal}, or as the connection does
     */
    Mono<Form> read(ServerHttpRequest request, Path folder) {
        Form form = new Form(folder);
        Consumer<Throwable> dropped = Intake::isTold;
        return reader.read(EVENT, new Meter().metered(request), Map.of())
                .cast(PartEvent.class)
                .publishOn(Schedulers.boundedElastic())
                .windowUntil(PartEvent::isLast)
                .index()
                .concatMap(part -> part.getT2().switchOnFirst((first, events) -> {
                    if (part.getT1() >= limits.parts()) {
                        throw tooLarge();
                    }
                    return first.hasValue() ? part(form, Objects.requireNonNull(first.get()), events) : events.then();
                }))
                .doOnDiscard(PartEvent.class, event -> DataBufferUtils.release(event.content()))
                .then(Mono.fromSupplier(form::complete))
                .onErrorMap(DataBufferLimitException.class, many -> tooLarge())
                .onErrorMap(DecodingException.class, broken -> unreadable())
                .onErrorMap(DisconnectedClientHelper::isClientDisconnectedException, gone -> unreadable())
                .contextWrite(Context.of(ERROR_DROPPED, dropped));
    }

    /** A connection that breaks off fails each open window of the body; the first failure is told, and the same as the rest. */
    private static void isTold(Throwable again) {}

    private static Mono<Void> part(Form form, PartEvent first, Flux<PartEvent> events) {
        Flux<DataBuffer> content = events.map(PartEvent::content);
        if (first instanceof FilePartEvent file) {
            return switch (first.name()) {
                case "file" -> DataBufferUtils.write(content, form.placeOfFile(file.filename()));
                case "mapping" -> DataBufferUtils.write(content, form.placeOfMapping(file.filename()));
                default ->
                    throw Refusal.ofBody("Files come as the parts file and mapping, but here is one as the part '%s'"
                            .formatted(FileName.shown(first.name())));
            };
        }
        String word = ((FormPartEvent) first).value();
        if (first.name().equals("mapping") && word.indexOf('\n') >= 0) {
            return events.then(write(word, form.placeOfMapping("mapping.yaml")));
        } else if (first.name().equals("file")) {
            throw Refusal.ofBody("The part 'file' has a file name, as in filename=\"table.csv\"");
        }
        return events.then(Mono.fromRunnable(() -> form.say(first.name(), word.strip())));
    }

    private static Mono<Void> write(String text, Path place) {
        return Mono.fromCallable(() -> Files.writeString(place, text, StandardCharsets.UTF_8))
                .then();
    }

    Refusal tooLarge() {
        return new Refusal(
                        HttpStatus.CONTENT_TOO_LARGE,
                        Code.PAYLOAD_TOO_LARGE,
                        "An upload has at most %d MB and %d parts; split the table"
                                .formatted(limits.size().toMegabytes(), limits.parts()))
                .with("limit", limits.size().toBytes());
    }

    private static Refusal unreadable() {
        return Refusal.ofBody(
                "The body is no multipart/form-data, or ends before its last part does; send it as a browser's form does, or curl -F");
    }

    /** Counts the bytes as they come; what they are in stays with who reads them. */
    private final class Meter {
        private final AtomicLong sinceLook = new AtomicLong();
        private final Sinks.Empty<Void> tooMany = Sinks.empty();
        private long all;

        ServerHttpRequest metered(ServerHttpRequest request) {
            return new ServerHttpRequestDecorator(request) {
                @Override
                public Flux<DataBuffer> getBody() {
                    // An error reaches every reader in its turn, where a cancellation would find them at work.
                    return super.getBody()
                            .doOnNext(bytes -> count(bytes.readableByteCount()))
                            .takeUntilOther(broken());
                }
            };
        }

        private void count(int bytes) {
            all += bytes;
            sinceLook.addAndGet(bytes);
            if (all > limits.size().toBytes()) {
                tooMany.tryEmitError(tooLarge());
            }
        }

        /** Fails when too much has come, or too little for too long. */
        private Mono<Void> broken() {
            Mono<Void> tooSlow = Flux.interval(limits.slow())
                    .filter(tick -> sinceLook.getAndSet(0) < limits.slowest().toBytes())
                    .next()
                    .flatMap(tick -> Mono.error(tooSlow()));
            return Mono.firstWithSignal(tooMany.asMono(), tooSlow);
        }

        private Refusal tooSlow() {
            return new Refusal(
                            HttpStatus.REQUEST_TIMEOUT,
                            Code.TIMEOUT,
                            "Less than %d KB came in %d s, so nothing of the upload is kept; send it again over a faster line, or split the table"
                                    .formatted(
                                            limits.slowest().toKilobytes(),
                                            limits.slow().toSeconds()))
                    // Or else the rest would be waited for, to make room for the next request.
                    .header(HttpHeaders.CONNECTION, "close");
        }
    }
}
