package assetledger.api.access;

import assetledger.api.access.Viewers.Identified;
import assetledger.model.Viewer;
import graphql.ExecutionResult;
import graphql.GraphQLContext;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlInterceptor;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.server.WebSocketSessionInfo;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Carries who is asking from the request to every field; controllers take it as a context value named viewer, and what
 * goes on for long as one named currentViewer. On a WebSocket the token comes with the handshake, or with the first
 * message as {@code {"Authorization": "Bearer ..."}}, and counts for every operation anew.
 */
@Component
public class ViewerContext implements WebSocketGraphQlInterceptor {
    /** Its name in the context of an execution, and among the attributes of a request. */
    public static final String VIEWER = "viewer";

    /** The name of the caller, on whose rights the writer looks again; among the attributes of a WebSocket, too. */
    public static final String CALLER = "caller";

    private static final String CURRENT_VIEWER = "currentViewer";
    private static final String TOKEN = "token";

    private final Viewers viewers;

    ViewerContext(Viewers viewers) {
        this.viewers = viewers;
    }

    public static Caller caller(GraphQLContext context) {
        return Objects.requireNonNull(context.<Caller>get(CALLER), "A mutation reached its field without a caller");
    }

    public static Viewer of(GraphQLContext context) {
        return Objects.requireNonNull(context.<Viewer>get(VIEWER), "A question reached its fields without a viewer");
    }

    @Override
    public Mono<Object> handleConnectionInitialization(WebSocketSessionInfo session, Map<String, Object> payload) {
        Optional<String> token = Bearer.in(session.getHeaders())
                .or(() -> Bearer.of(payload.getOrDefault(HttpHeaders.AUTHORIZATION, "")));
        return Mono.justOrEmpty(token)
                .flatMap(viewers::of)
                .switchIfEmpty(Mono.error(() -> new IllegalStateException("The token lets nobody in")))
                .doOnNext(
                        who -> session.getAttributes().putAll(Map.of(TOKEN, token.orElseThrow(), CALLER, who.caller())))
                .then(Mono.empty());
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (request instanceof WebSocketGraphQlRequest operation) {
            Object token = operation.getSessionInfo().getAttributes().getOrDefault(TOKEN, "");
            return viewers.of((String) token)
                    .flatMap(who -> next(request, chain, who, (String) token))
                    .switchIfEmpty(Mono.fromSupplier(() -> unauthenticated(request)));
        }
        Identified who = new Identified(
                (Caller) Objects.requireNonNull(request.getAttributes().get(CALLER)),
                (Viewer) Objects.requireNonNull(request.getAttributes().get(VIEWER)));
        return next(request, chain, who, Bearer.in(request.getHeaders()).orElse(""));
    }

    private Mono<WebGraphQlResponse> next(WebGraphQlRequest request, Chain chain, Identified who, String token) {
        CurrentViewer current = () -> viewers.of(token).map(Identified::viewer);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                        Map.of(VIEWER, who.viewer(), CALLER, who.caller(), CURRENT_VIEWER, current))
                .build());
        return chain.next(request);
    }

    private static WebGraphQlResponse unauthenticated(WebGraphQlRequest request) {
        ExecutionResult refusal = ExecutionResult.newExecutionResult()
                .addError(GraphqlErrorBuilder.newError()
                        .message("The token lets nobody in any more; connect again with another")
                        .extensions(Map.of("code", "UNAUTHENTICATED"))
                        .build())
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), refusal));
    }
}
