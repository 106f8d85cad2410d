package assetledger.api.projection;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Says with every answer how far the graph was behind the ledger when it was given. */
@Component
@Order(-1)
class LagShown implements WebGraphQlInterceptor {
    private final Lag lag;

    LagShown(Lag lag) {
        this.lag = lag;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request).map(response -> {
            Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
            extensions.put("ledger", lag.shown());
            return response.transform(answer -> answer.extensions(extensions));
        });
    }
}
