package assetledger.api.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away every request that does not carry a valid token, without saying what was wrong with what it carried. */
@Component
class TokenFilter implements WebFilter {
    private static final String SCHEME = "Bearer ";
    private static final byte[] REFUSAL =
            ("{\"errors\":[{\"message\":\"Send the header Authorization: Bearer TOKEN with a token of yours that is valid\","
                            + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Tokens tokens;
    private final Grants grants;

    TokenFilter(Tokens tokens, Grants grants) {
        this.tokens = tokens;
        this.grants = grants;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        return caller(exchange.getRequest().getHeaders())
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller -> caller.isEmpty()
                        ? refuse(exchange.getResponse())
                        : chain.filter(identified(exchange, caller.get())));
    }

    private Mono<Caller> caller(HttpHeaders headers) {
        List<String> presented = headers.getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        // Two headers may be read differently by two programs on the way, so neither counts.
        return presented.size() == 1 && presented.get(0).startsWith(SCHEME)
                ? tokens.caller(presented.get(0).substring(SCHEME.length()))
                : Mono.empty();
    }

    private ServerWebExchange identified(ServerWebExchange exchange, Caller caller) {
        exchange.getAttributes().put(ViewerContext.CALLER, caller);
        exchange.getAttributes().put(ViewerContext.VIEWER, grants.viewer(caller));
        return exchange;
    }

    private static Mono<Void> refuse(ServerHttpResponse response) {
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL)));
    }
}
