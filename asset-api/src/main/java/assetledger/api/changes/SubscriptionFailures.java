package assetledger.api.changes;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.execution.SubscriptionExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** Gives the end of a subscription its code. */
@Component
class SubscriptionFailures extends SubscriptionExceptionResolverAdapter {
    @Override
    protected @Nullable GraphQLError resolveToSingleError(Throwable failure) {
        return failure instanceof SubscriptionEnd end
                ? GraphqlErrorBuilder.newError()
                        .message("%s", end.getMessage())
                        .extensions(Map.of("code", end.code().name()))
                        .build()
                : null;
    }
}
