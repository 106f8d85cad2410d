package assetledger.api.request;

import assetledger.api.limit.Allowances;
import assetledger.api.limit.Limits;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.api.problem.RequestFailures;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webflux.GraphQlSseHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes GraphQL requests by POST, one a body, and says by HTTP's own means what is wrong with any other. */
@Component
@ConditionalOnWebApplication
class GraphqlOverHttp {
    private final WebGraphQlHandler graphql;
    private final GraphQlSseHandler events;
    private final Allowances allowances;
    private final Limits limits;

    GraphqlOverHttp(WebGraphQlHandler graphql, GraphQlSseHandler events, Allowances allowances, Limits limits) {
        this.graphql = graphql;
        this.events = events;
        this.allowances = allowances;
        this.limits = limits;
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        return Mono.defer(() -> {
            MediaType answer = answerType(request);
            demandReadable(request);
            allowances
                    .of(
                            request.attributes(),
                            request.headers().asHttpHeaders(),
                            request.remoteAddress().orElse(null))
                    .takeRequest();
            return body(request).flatMap(bytes -> {
                Map<String, Object> read = JsonBody.read(bytes, limits.nesting());
                return answer.equals(MediaType.TEXT_EVENT_STREAM)
                        ? events.handleRequest(again(request, bytes))
                        : graphql.handleRequest(operation(request, read)).flatMap(result -> answer(result, answer));
            });
        });
    }

    /** Refuses what is no POST, or wants an answer that there is not; whatever is refused later is answered by the type. */
    private static MediaType answerType(ServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED, "The API takes requests by POST")
                    .header(HttpHeaders.ALLOW, HttpMethod.POST.name());
        }
        MediaType type = MediaChoice.of(accepted(request));
        if (type == null) {
            throw new Refusal(
                    HttpStatus.NOT_ACCEPTABLE,
                    Code.NOT_ACCEPTABLE,
                    "Answers come as application/graphql-response+json or application/json, in UTF-8");
        }
        if (!type.equals(MediaType.TEXT_EVENT_STREAM)) {
            request.attributes().put(RequestFailures.ANSWER_TYPE, type);
        }
        return type;
    }

    private static List<MediaType> accepted(ServerRequest request) {
        try {
            return request.headers().accept();
        } catch (InvalidMediaTypeException unreadable) {
            throw new Refusal(HttpStatus.NOT_ACCEPTABLE, Code.NOT_ACCEPTABLE, "The header Accept cannot be read");
        }
    }

    private void demandReadable(ServerRequest request) {
        List<String> encodings = request.headers().header(HttpHeaders.CONTENT_ENCODING);
        if (!encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            Code.UNSUPPORTED_ENCODING,
                            "Bodies are taken as they are, without a Content-Encoding")
                    .header(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        if (!isJson(request)) {
            throw new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            Code.UNSUPPORTED_MEDIA_TYPE,
                            "The API takes bodies of the type application/json, in UTF-8")
                    .header("Accept-Post", MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private static boolean isJson(ServerRequest request) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                            && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8)))
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private Mono<byte[]> body(ServerRequest request) {
        int most = (int) limits.body().toBytes();
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), most)
                .map(GraphqlOverHttp::bytes)
                .filter(bytes -> bytes.length > 0)
                .switchIfEmpty(Mono.error(JsonBody::empty))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refusal(
                                        HttpStatus.CONTENT_TOO_LARGE,
                                        Code.PAYLOAD_TOO_LARGE,
                                        "The body is larger than the %d MB that a request may have; send less at once"
                                                .formatted(limits.body().toMegabytes()))
                                .with("limit", limits.body().toBytes()));
    }

    private static byte[] bytes(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }

    /** The same request for Spring's own handler of streams, which reads the body itself. */
    private static ServerRequest again(ServerRequest request, byte[] bytes) {
        return ServerRequest.from(request)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)))
                .build();
    }

    private static WebGraphQlRequest operation(ServerRequest request, Map<String, Object> read) {
        return new WebGraphQlRequest(
                request.uri(),
                request.headers().asHttpHeaders(),
                request.cookies(),
                request.remoteAddress().orElse(null),
                request.attributes(),
                read,
                request.exchange().getRequest().getId(),
                request.exchange().getLocaleContext().getLocale());
    }

    private static Mono<ServerResponse> answer(WebGraphQlResponse result, MediaType type) {
        if (result.getData() instanceof Publisher) {
            // Nobody subscribes to it, so nothing has begun.
            throw new Refusal(
                    HttpStatus.NOT_ACCEPTABLE,
                    Code.NOT_ACCEPTABLE,
                    "A subscription is answered as text/event-stream, or over WebSocket");
        }
        Long retryAfterMs = retryAfterMs(result);
        ServerResponse.BodyBuilder answer = ServerResponse.status(status(result, type, retryAfterMs != null))
                .headers(headers -> headers.putAll(result.getResponseHeaders()))
                .contentType(type);
        if (retryAfterMs != null) {
            answer.header(HttpHeaders.RETRY_AFTER, Refusal.retryAfterSeconds(retryAfterMs));
        }
        return answer.bodyValue(result.toMap());
    }

    /** Of a request that was refused before it was carried out, older clients want the errors under 200. */
    private static HttpStatus status(WebGraphQlResponse result, MediaType type, boolean rateLimited) {
        if (rateLimited) {
            return HttpStatus.TOO_MANY_REQUESTS;
        }
        boolean carriedOut = result.getExecutionResult().isDataPresent();
        return carriedOut || type.equals(MediaType.APPLICATION_JSON) ? HttpStatus.OK : HttpStatus.BAD_REQUEST;
    }

    private static @Nullable Long retryAfterMs(WebGraphQlResponse result) {
        return result.getErrors().stream()
                .map(ResponseError::getExtensions)
                .filter(extensions -> Code.RATE_LIMITED.name().equals(extensions.get("code")))
                .map(extensions -> extensions.get("retryAfterMs") instanceof Long wait ? wait : Long.valueOf(0))
                .findFirst()
                .orElse(null);
    }
}
