package assetledger.api.upload;

import assetledger.api.access.Caller;
import assetledger.api.access.Grants;
import assetledger.api.access.ViewerContext;
import assetledger.importer.send.Patience;
import assetledger.importer.send.Unavailable;
import assetledger.importer.send.Way;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.graphql.ExecutionGraphQlRequest;
import org.springframework.graphql.ExecutionGraphQlResponse;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.support.DefaultExecutionGraphQlRequest;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way to this server's own answers, by the documents that any other client would send, in the name of whoever
 * uploaded the file and with the rights that he has at each moment.
 */
final class OwnWay implements Way {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};
    private static final Duration PATIENCE = Patience.USUAL.perRequest();

    private final ExecutionGraphQlService graphql;
    private final Grants grants;
    private final Caller caller;

    OwnWay(ExecutionGraphQlService graphql, Grants grants, Caller caller) {
        this.graphql = graphql;
        this.grants = grants;
        this.caller = caller;
    }

    @Override
    public Reply ask(String document, ObjectNode variables) throws Unavailable, InterruptedException {
        CompletableFuture<ExecutionGraphQlResponse> answer =
                graphql.execute(request(document, variables)).toFuture();
        try {
            Map<String, Object> said =
                    answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).toMap();
            return new Reply(200, JSON.writeValueAsString(said));
        } catch (TimeoutException late) {
            throw new Unavailable(
                    "No answer from the ledger within %d s".formatted(PATIENCE.toSeconds()), Duration.ZERO, false);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private ExecutionGraphQlRequest request(String document, ObjectNode variables) {
        ExecutionGraphQlRequest request = new DefaultExecutionGraphQlRequest(
                document,
                null,
                JSON.convertValue(variables, MEMBERS),
                null,
                UUID.randomUUID().toString(),
                Locale.ENGLISH);
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(
                        Map.of(ViewerContext.VIEWER, grants.viewer(caller), ViewerContext.CALLER, caller))
                .build());
        return request;
    }
}
