package assetledger.api.request;

import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import assetledger.api.problem.RequestFailures;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.graphql.ResponseError;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webflux.GraphQlSseHandler;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
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
    private final Bodies bodies;

    GraphqlOverHttp(WebGraphQlHandler graphql, GraphQlSseHandler events, Bodies bodies) {
        this.graphql = graphql;
        this.events = events;
        this.bodies = bodies;
    }

    Mono<ServerResponse> handle(ServerRequest request) {
        return Mono.defer(() -> {
            MediaType answer = answerType(request);
            return bodies.of(request).flatMap(bytes -> {
                Map<String, Object> read = bodies.members(bytes);
                return answer.equals(MediaType.TEXT_EVENT_STREAM)
                        ? events.handleRequest(again(request, bytes))
                        : graphql.handleRequest(Bodies.operation(request, read))
                                .flatMap(result -> answer(result, answer));
            });
        });
    }

    /** Refuses what is no POST, or wants an answer that there is not; whatever is refused later is answered by the type. */
    private static MediaType answerType(ServerRequest request) {
        Bodies.demandPost(request);
        MediaType type = MediaChoice.of(Bodies.accepted(request));
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

    /** The same request for Spring's own handler of streams, which reads the body itself. */
    private static ServerRequest again(ServerRequest request, byte[] bytes) {
        return ServerRequest.from(request)
                .body(Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes)))
                .build();
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
