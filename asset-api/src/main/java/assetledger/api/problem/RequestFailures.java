package assetledger.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers, in GraphQL's own form, a request that failed before any field of it was reached. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestFailures implements WebFilter {
    private static final String NO_REQUEST =
            "The body is no GraphQL request: send JSON such as {\"query\": \"{ coverageCounts { state count } }\"}";
    private static final Map<Integer, String> SENTENCES = Map.of(
            400, NO_REQUEST,
            404, "There is nothing here; the API is at /graphql",
            405, "The API takes requests by POST",
            413, "The body is larger than the 8 MB that a request may have; send less at once",
            415, "The API takes bodies of the type application/json");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        return chain.filter(exchange)
                .onErrorResume(failure -> response.isCommitted() ? Mono.error(failure) : answer(response, failure))
                // Where there was no request in the body, nothing failed, and nothing was answered either.
                .then(Mono.defer(() -> response.isCommitted()
                        ? Mono.empty()
                        : refuse(response, HttpStatus.BAD_REQUEST, HttpHeaders.EMPTY)));
    }

    private static Mono<Void> answer(ServerHttpResponse response, Throwable failure) {
        if (isTooLarge(failure)) {
            return refuse(response, HttpStatus.CONTENT_TOO_LARGE, HttpHeaders.EMPTY);
        }
        return failure instanceof ErrorResponse known && known.getStatusCode().is4xxClientError()
                ? refuse(response, known.getStatusCode(), known.getHeaders())
                : Mono.error(failure);
    }

    private static boolean isTooLarge(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataBufferLimitException) {
                return true;
            }
        }
        return false;
    }

    private static Mono<Void> refuse(ServerHttpResponse response, HttpStatusCode status, HttpHeaders headers) {
        String sentence = SENTENCES.getOrDefault(status.value(), "The request cannot be taken as it is");
        byte[] body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "errors", List.of(Map.of("message", sentence, "extensions", Map.of("code", "BAD_REQUEST")))))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(status);
        response.getHeaders().putAll(headers);
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
