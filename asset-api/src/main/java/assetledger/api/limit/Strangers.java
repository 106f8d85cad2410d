package assetledger.api.limit;

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
 * Tells an address that it is turned away too often. Only the refusal changes: whoever shares the address with a flood
 * and carries a valid token is let through as before.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class Strangers implements WebFilter {
    private final Cache<String, Bucket> known;
    private final Limits limits;

    Strangers(Limits limits) {
        this.limits = limits;
        this.known = Caffeine.newBuilder()
                .maximumSize(limits.clients())
                .expireAfterAccess(Duration.ofMinutes(10))
                .build();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String address = Allowances.address(exchange.getRequest().getRemoteAddress());
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

    private Bucket bucket(String address) {
        return known.get(address, from -> Allowance.bucket(10L * limits.refusedPerSecond(), limits.refusedPerSecond()));
    }
}
