package assetledger.api.request;

import assetledger.api.limit.Allowances;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.importer.send.Patience;
import assetledger.importer.send.QuestionRefused;
import assetledger.importer.send.Questions;
import assetledger.importer.send.SendException;
import assetledger.importer.send.Unavailable;
import assetledger.importer.send.Way;
import assetledger.importer.table.AnswerTable;
import assetledger.importer.table.TableException;
import assetledger.importer.table.TableFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Answers a query by a table, as the command {@code table} makes it: the same pages are asked for, each in the name of
 * who asks and on his allowance, and go out row by row. What fails after the first page ends the answer before its end.
 */
@Component
@ConditionalOnWebApplication
class TablesOverHttp implements DisposableBean {
    /** Each keeps a thread for as long as its client takes to read. */
    private static final int AT_ONCE = 16;

    private static final Duration LONGEST_PAGE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int QUIET_SECONDS = 60;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final WebGraphQlHandler graphql;
    private final Bodies bodies;
    private final Allowances allowances;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final Scheduler threads = Schedulers.newBoundedElastic(AT_ONCE, AT_ONCE, "tables", QUIET_SECONDS, true);

    TablesOverHttp(WebGraphQlHandler graphql, Bodies bodies, Allowances allowances) {
        this.graphql = graphql;
        this.bodies = bodies;
        this.allowances = allowances;
    }

    @Override
    public void destroy() {
        threads.dispose();
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        return Mono.defer(() -> {
            Bodies.demandPost(request);
            TableFile.Form form = form(request);
            return ServerResponse.ok()
                    .build((exchange, context) -> bodies.of(request)
                            .map(bodies::members)
                            .flatMap(body -> Mono.using(
                                    this::place,
                                    place -> begun(request, body).flatMap(table -> write(table, form, exchange)),
                                    Semaphore::release)));
        });
    }

    /** By the parameter {@code format}, for which a link can be made, or else by what the client takes. */
    private static TableFile.Form form(ServerRequest request) {
        Optional<TableFile.Form> form = request.queryParam("format")
                .map(TableFile.Form::ofEnding)
                .orElseGet(() -> accepted(Bodies.accepted(request)));
        return form.orElseThrow(() -> new Refusal(
                HttpStatus.NOT_ACCEPTABLE,
                Code.NOT_ACCEPTABLE,
                "Tables come as csv, tsv or xlsx: say ?format=csv, or Accept: " + TableFile.Form.CSV.mediaType()));
    }

    private static Optional<TableFile.Form> accepted(List<MediaType> types) {
        return types.stream()
                .sorted((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()))
                .filter(MediaType::isConcrete)
                .flatMap(type -> List.of(TableFile.Form.values()).stream()
                        .filter(form ->
                                MediaType.parseMediaType(form.mediaType()).equalsTypeAndSubtype(type)))
                .findFirst();
    }

    private Semaphore place() {
        if (!places.tryAcquire()) {
            throw new Refusal(
                            HttpStatus.SERVICE_UNAVAILABLE,
                            Code.BUSY,
                            "%d tables are being written; ask again in a moment".formatted(AT_ONCE))
                    .header(HttpHeaders.RETRY_AFTER, "1");
        }
        return places;
    }

    /** Whatever is wrong with the question is said before the first byte of a table. */
    private Mono<AnswerTable> begun(ServerRequest request, Map<String, Object> members) {
        return Mono.fromCallable(() -> {
                    AnswerTable table = AnswerTable.whole(
                            String.valueOf(members.get("query")),
                            variables(members),
                            request.queryParam("each")
                                    .map(list -> List.of(list.split("\\.")))
                                    .orElse(List.of()),
                            new Questions("The server", way(request), Patience.USUAL, (why, pause) -> {}));
                    table.begin();
                    return table;
                })
                .subscribeOn(threads)
                .onErrorMap(TableException.class, wrong -> refusal(Code.BAD_USER_INPUT, wrong))
                .onErrorMap(QuestionRefused.class, refused -> refusal(code(refused), refused))
                .onErrorMap(
                        SendException.class,
                        away -> new Refusal(
                                HttpStatus.SERVICE_UNAVAILABLE, Code.BUSY, String.valueOf(away.getMessage())));
    }

    private static ObjectNode variables(Map<String, Object> members) {
        Object given = members.get("variables");
        return given == null ? JSON.createObjectNode() : JSON.valueToTree(given);
    }

    private static Refusal refusal(Code code, RuntimeException why) {
        return new Refusal(HttpStatus.BAD_REQUEST, code, String.valueOf(why.getMessage()));
    }

    private static Code code(QuestionRefused refused) {
        return List.of(Code.values()).stream()
                .filter(code -> code.name().equals(refused.code()))
                .findFirst()
                .orElse(Code.BAD_REQUEST);
    }

    /** This server's own way to an answer; each page counts as a request. */
    private Way way(ServerRequest request) {
        return (document, variables) -> {
            count(request);
            Map<String, Object> members = Map.of("query", document, "variables", JSON.convertValue(variables, MEMBERS));
            WebGraphQlResponse answer =
                    graphql.handleRequest(Bodies.operation(request, members)).block(LONGEST_PAGE);
            if (answer == null) {
                throw new Unavailable("The server gave no answer", PAUSE, false);
            }
            return new Way.Reply(HttpStatus.OK.value(), JSON.writeValueAsString(answer.toMap()));
        };
    }

    private void count(ServerRequest request) throws Unavailable {
        try {
            allowances.takeRequest(request);
        } catch (Refusal tooMany) {
            throw new Unavailable(String.valueOf(tooMany.getMessage()), PAUSE, false);
        }
    }

    private Mono<Void> write(AnswerTable table, TableFile.Form form, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getResponse().getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, form.mediaType());
        headers.set(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"table.%s\"".formatted(form.ending()));
        return exchange.getResponse()
                .writeWith(Flux.from(DataBufferUtils.outputStreamPublisher(
                        bytes -> write(table, form, bytes),
                        exchange.getResponse().bufferFactory(),
                        threads::schedule)));
    }

    private static void write(AnswerTable table, TableFile.Form form, OutputStream bytes) {
        try {
            TableFile file = TableFile.to(bytes, form);
            if (!table.write(file).isWhole()) {
                throw new TableException("The list goes on behind the last row that a table has");
            }
            // Only a whole table is ended as one.
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
