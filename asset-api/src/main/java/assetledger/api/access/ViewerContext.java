package assetledger.api.access;

import assetledger.model.Viewer;
import graphql.GraphQLContext;
import java.util.Map;
import java.util.Objects;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Carries who is asking from the request to every field; controllers take it as a context value named viewer. */
@Component
public class ViewerContext implements WebGraphQlInterceptor {
    /** Its name in the context of an execution, and among the attributes of a request. */
    public static final String VIEWER = "viewer";

    /** The name of the caller, on whose rights the writer looks again. */
    public static final String CALLER = "caller";

    public static Caller caller(GraphQLContext context) {
        return Objects.requireNonNull(context.<Caller>get(CALLER), "A mutation reached its field without a caller");
    }

    public static Viewer of(GraphQLContext context) {
        return Objects.requireNonNull(context.<Viewer>get(VIEWER), "A question reached its fields without a viewer");
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Object viewer = Objects.requireNonNull(request.getAttributes().get(VIEWER));
        Object caller = Objects.requireNonNull(request.getAttributes().get(CALLER));
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(Map.of(VIEWER, viewer, CALLER, caller)).build());
        return chain.next(request);
    }
}
