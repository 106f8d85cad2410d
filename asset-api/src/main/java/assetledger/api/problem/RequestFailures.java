package assetledger.api.problem;

import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
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

/** Answers, in GraphQL's own form, a request that failed before any field of it was reached. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class RequestFailures implements WebFilter {
    /** The exchange attribute with the type that the client takes answers in; plain JSON where nobody has set it. */
    public static final String ANSWER_TYPE = RequestFailures.class.getName();

    private static final Map<Integer, Code> CODES = Map.of(404, Code.NOT_FOUND, 405, Code.METHOD_NOT_ALLOWED);
    private static final Map<Integer, String> SENTENCES = Map.of(
            404, "There is nothing here; the API is at /graphql",
            405, "Nothing here takes this method");

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        ServerHttpResponse response = exchange.getResponse();
        return chain.filter(exchange)
                .onErrorResume(failure -> response.isCommitted() ? Mono.error(failure) : answer(exchange, failure))
                // Where nothing failed, and nothing was answered either.
                .then(Mono.defer(() -> response.isCommitted()
                        ? Mono.empty()
                        : refusal(HttpStatus.BAD_REQUEST).write(response, MediaType.APPLICATION_JSON)));
    }

    private static Mono<Void> answer(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        MediaType type = exchange.getAttributeOrDefault(ANSWER_TYPE, MediaType.APPLICATION_JSON);
        if (failure instanceof Refusal refusal) {
            return refusal.write(response, type);
        } else if (failure instanceof ErrorResponse known
                && known.getStatusCode().is4xxClientError()) {
            response.getHeaders().putAll(known.getHeaders());
            return refusal(known.getStatusCode()).write(response, type);
        }
        return Mono.error(failure);
    }

    private static Refusal refusal(HttpStatusCode status) {
        HttpStatus named = HttpStatus.resolve(status.value());
        return new Refusal(
                named == null ? HttpStatus.BAD_REQUEST : named,
                CODES.getOrDefault(status.value(), Code.BAD_REQUEST),
                SENTENCES.getOrDefault(status.value(), "The request cannot be taken as it is"));
    }
}
