package assetledger.api.limit;

import assetledger.api.access.Caller;
import assetledger.api.access.ViewerContext;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.server.ServerRequest;

/** The allowance of each client; one that has been quiet for long enough to have all of it back is forgotten. */
@Component
public class Allowances {
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final Cache<String, Allowance> known;
    private final Limits limits;

    Allowances(Limits limits) {
        this.limits = limits;
        this.known = Caffeine.newBuilder()
                .maximumSize(limits.clients())
                .expireAfterAccess(QUIET)
                .build();
    }

    /** Counts a request over HTTP as one of its client's, or refuses it. */
    public void takeRequest(ServerRequest request) {
        of(
                        request.attributes(),
                        request.headers().asHttpHeaders(),
                        request.remoteAddress().orElse(null))
                .takeRequest();
    }

    Allowance of(Map<String, Object> attributes, HttpHeaders headers, @Nullable InetSocketAddress from) {
        return known.get(key(attributes, headers, from), key -> new Allowance(limits));
    }

    /** Whose allowance it is: the person's who asks, or else of whoever carries the same token, or else an address's. */
    private static String key(Map<String, Object> attributes, HttpHeaders headers, @Nullable InetSocketAddress from) {
        if (attributes.get(ViewerContext.CALLER) instanceof Caller caller) {
            return "person " + caller.person();
        }
        String token = headers.getFirst(HttpHeaders.AUTHORIZATION);
        return token == null ? "address " + address(from) : "token " + token.hashCode();
    }

    static String address(@Nullable InetSocketAddress from) {
        return from == null || from.getAddress() == null
                ? "unknown"
                : from.getAddress().getHostAddress();
    }
}
