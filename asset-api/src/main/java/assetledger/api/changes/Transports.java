package assetledger.api.changes;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.SubscriptionExecutionStrategy;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the ways of carrying a subscription leave open. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class Transports implements WebGraphQlInterceptor {
    private static final ExecutionResult NOT_HERE = ExecutionResult.newExecutionResult()
            .addError(GraphqlErrorBuilder.newError()
                    .message("A subscription goes over a WebSocket, or with the header Accept: text/event-stream alone")
                    .extensions(Map.of("code", "BAD_USER_INPUT"))
                    .build())
            .build();

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        // Without this, an event whose fields are there earlier overtakes the one before, and a client that goes on
        // after the last position it has misses what was overtaken.
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                        Map.of(SubscriptionExecutionStrategy.KEEP_SUBSCRIPTION_EVENTS_ORDERED, true))
                .build());
        return chain.next(request).map(response -> told(request, response));
    }

    private static WebGraphQlResponse told(WebGraphQlRequest request, WebGraphQlResponse response) {
        Object data = response.getData();
        if (data instanceof Publisher && isPlain(request)) {
            return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), NOT_HERE));
        }
        if (data == null && !response.getErrors().isEmpty() && !isPlain(request)) {
            List<GraphQLError> errors = response.getExecutionResult().getErrors();
            return response.transform(
                    builder -> builder.data(Flux.error(new SubscriptionPublisherException(errors, null))));
        }
        return response;
    }

    /** Whether the answer goes out as one piece of JSON, by the same rule as the server's routes have it. */
    private static boolean isPlain(WebGraphQlRequest request) {
        List<MediaType> accepted = request.getHeaders().getAccept();
        return !(request instanceof WebSocketGraphQlRequest)
                && (accepted.isEmpty()
                        || accepted.stream()
                                .anyMatch(type -> type.isCompatibleWith(MediaType.APPLICATION_JSON)
                                        || type.isCompatibleWith(MediaType.APPLICATION_GRAPHQL_RESPONSE)));
    }
}
