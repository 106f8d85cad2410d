package assetledger.api.access;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away every request that does not carry a valid token, without saying what was wrong with what it carried. */
@Component
public class TokenFilter implements WebFilter {
    private static final byte[] REFUSAL =
            ("{\"errors\":[{\"message\":\"Send the header Authorization: Bearer TOKEN with a token of yours that is valid\","
                            + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Viewers viewers;

    TokenFilter(Viewers viewers) {
        this.viewers = viewers;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        if (isOpen(exchange.getRequest())) {
            return chain.filter(exchange);
        }
        return Mono.justOrEmpty(Bearer.in(exchange.getRequest().getHeaders()))
                .flatMap(viewers::of)
                .doOnNext(who -> {
                    exchange.getAttributes().put(ViewerContext.CALLER, who.caller());
                    exchange.getAttributes().put(ViewerContext.VIEWER, who.viewer());
                })
                .hasElement()
                .flatMap(known -> known ? chain.filter(exchange) : refuse(exchange.getResponse()));
    }

    /**
     * Checkpoints and hashes, which are everybody's; health, for what watches over servers; the explorer's page, on
     * which a token is typed in; and a handshake without a token, since a browser can send it only with the first
     * message: see {@link ViewerContext}.
     */
    private static boolean isOpen(ServerHttpRequest request) {
        String path = request.getPath().value();
        return isProof(path)
                || path.equals("/actuator/health")
                || path.equals("/graphiql")
                || path.startsWith("/graphiql/")
                || (path.equals("/graphql")
                        && "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade())
                        && !request.getHeaders().containsHeader(HttpHeaders.AUTHORIZATION));
    }

    /** What proves the ledger to outsiders and tells nothing of what is in it; the entries of the log do. */
    public static boolean isProof(String path) {
        return path.equals("/checkpoint")
                || path.equals("/checkpoint/keys")
                || (path.startsWith("/tile/") && !path.startsWith("/tile/entries"));
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL)));
    }
}
