package assetledger.api.upload;

import assetledger.api.access.Caller;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Gives out what an upload left behind: its problems, and its rows to be mended. */
@Component
@ConditionalOnWebApplication
class Reports {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv");

    private final Asking asking;
    private final Jobs jobs;
    private final Folders folders;

    Reports(Asking asking, Jobs jobs, Folders folders) {
        this.asking = asking;
        this.jobs = jobs;
        this.folders = folders;
    }

    /** Every problem; 404 while the work goes on. */
    Mono<ServerResponse> problems(ServerRequest request) {
        return report(request, folders::problems);
    }

    /** The rows that are not recorded; of a set those of one of its tables, named by {@code table}. */
    Mono<ServerResponse> skipped(ServerRequest request) {
        return report(request, id -> ofTable(folders.skipped(id), request.queryParam("table")));
    }

    /** A name that leads out of the folder leads nowhere. */
    private static Path ofTable(Path skipped, Optional<String> table) {
        return table.map(name -> skipped.resolve(name).normalize())
                .filter(file -> skipped.equals(file.getParent()))
                .orElse(skipped);
    }

    private Mono<ServerResponse> report(ServerRequest request, Function<UUID, Path> place) {
        return Mono.defer(() -> {
            Caller caller = asking.registrar(request);
            return id(request)
                    .flatMap(id -> jobs.of(caller.person(), id))
                    .filter(upload -> upload.state().isEnd())
                    .publishOn(Schedulers.boundedElastic())
                    .map(upload -> place.apply(upload.id()))
                    .filter(Files::isRegularFile)
                    .switchIfEmpty(Mono.error(Reports::missing))
                    .flatMap(Reports::answer);
        });
    }

    private static Mono<UUID> id(ServerRequest request) {
        try {
            return Mono.just(UUID.fromString(request.pathVariable("id")));
        } catch (IllegalArgumentException malformed) {
            return Mono.empty();
        }
    }

    private static Refusal missing() {
        return new Refusal(
                HttpStatus.NOT_FOUND,
                Code.NOT_FOUND,
                "There is no such report: the upload is not yours, has not ended, or left nothing to report");
    }

    private static Mono<ServerResponse> answer(Path file) {
        return ServerResponse.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"%s\"".formatted(name(file)))
                .header("X-Content-Type-Options", "nosniff")
                .bodyValue(new FileSystemResource(file));
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.chars().allMatch(letter -> letter > 31 && letter < 127 && letter != '"') ? name : "rows.csv";
    }
}
