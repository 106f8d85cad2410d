package assetledger.api.limit;

import assetledger.api.access.TokenFilter;
import assetledger.api.problem.Refusal;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Counts those who need no token or have none. Tells an address that it is turned away too often; only the refusal
 * changes: whoever shares the address with a flood and carries a valid token is let through as before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Strangers implements WebFilter {
    private final Cache<String, Bucket> known;
    private final Cache<String, Bucket> readers;
    private final Limits limits;

    Strangers(Limits limits) {
        this.limits = limits;
        this.known = addresses(limits);
        this.readers = addresses(limits);
    }

    private static Cache<String, Bucket> addresses(Limits limits) {
        return Caffeine.newBuilder()
                .maximumSize(limits.clients())
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String address = Allowances.address(exchange.getRequest().getRemoteAddress());
        String path = exchange.getRequest().getPath().value();
        if (TokenFilter.isProof(path) || path.startsWith("/tile/entries")) {
            return proof(address, exchange, chain);
        }
        ServerHttpResponse response = new ServerHttpResponseDecorator(exchange.getResponse()) {
            @Override
            public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
                return getStatusCode() == HttpStatus.UNAUTHORIZED ? turnAway(address, body) : super.writeWith(body);
            }

            private Mono<Void> turnAway(String from, Publisher<? extends DataBuffer> body) {
                ConsumptionProbe probe = bucket(from).tryConsumeAndReturnRemaining(1);
                return probe.isConsumed()
                        ? super.writeWith(body)
                        : Refusal.rateLimited(
                                        "Too many requests from this address without a valid token",
                                        Allowance.millis(probe))
                                .write(getDelegate(), MediaType.APPLICATION_JSON);
            }
        };
        return chain.filter(exchange.mutate().response(response).build());
    }

    /** Hashes are given without a token, so whoever asks is counted by his address; and the leaves behind them with them. */
    private Mono<Void> proof(String address, ServerWebExchange exchange, WebFilterChain chain) {
        ConsumptionProbe probe = readers.get(
                        address, from -> Allowance.bucket(10L * limits.proofsPerSecond(), limits.proofsPerSecond()))
                .tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? chain.filter(exchange)
                : Refusal.rateLimited(
                                "More than %d tiles and checkpoints a second from this address"
                                        .formatted(limits.proofsPerSecond()),
                                Allowance.millis(probe))
                        .write(exchange.getResponse(), MediaType.APPLICATION_JSON);
    }

    private Bucket bucket(String address) {
        return known.get(address, from -> Allowance.bucket(10L * limits.refusedPerSecond(), limits.refusedPerSecond()));
    }
}
