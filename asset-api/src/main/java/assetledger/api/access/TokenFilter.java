package assetledger.api.access;

import assetledger.model.Viewer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Turns away every request that does not carry the token, without saying what was wrong with what it carried. */
@Component
class TokenFilter implements WebFilter {
    private static final String SCHEME = "Bearer ";
    private static final byte[] REFUSAL =
            ("{\"errors\":[{\"message\":\"Send the header Authorization: Bearer TOKEN with this installation's token\","
                            + "\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}")
                    .getBytes(StandardCharsets.UTF_8);

    private final Token token;

    TokenFilter(Token token) {
        this.token = token;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        List<String> presented = exchange.getRequest().getHeaders().getOrDefault(HttpHeaders.AUTHORIZATION, List.of());
        if (presented.size() == 1
                && presented.get(0).startsWith(SCHEME)
                && token.matches(presented.get(0).substring(SCHEME.length()))) {
            exchange.getAttributes().put(ViewerContext.VIEWER, Viewer.server("local"));
            return chain.filter(exchange);
        }
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatus.UNAUTHORIZED);
        response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        response.getHeaders().setContentType(MediaType.APPLICATION_JSON);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(REFUSAL)));
    }
}
