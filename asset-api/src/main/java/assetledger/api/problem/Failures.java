package assetledger.api.problem;

import assetledger.api.access.AccessDenied;
import assetledger.api.command.WriteFailure;
import assetledger.graph.ProjectionBehind;
import assetledger.model.InvalidValue;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.schema.DataFetchingEnvironment;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.RetryableException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.graphql.execution.DataFetcherExceptionResolverAdapter;
import org.springframework.stereotype.Component;

/** Gives every failure of a field its code. */
@Component
class Failures extends DataFetcherExceptionResolverAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private static final String TIMED_OUT = "TransactionTimedOut";

    @Override
    protected GraphQLError resolveToSingleError(Throwable failure, DataFetchingEnvironment field) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof AccessDenied denied) {
            return error(field, Code.FORBIDDEN, message(denied), Map.of());
        } else if (cause instanceof InvalidValue invalid) {
            return error(
                    field, Code.BAD_USER_INPUT, message(invalid), Map.of("field", invalid.field(), "reason", "FORM"));
        } else if (cause instanceof ProjectionBehind behind) {
            return error(field, Code.PROJECTION_LAG, message(behind), Map.of("lag", behind.lag()));
        } else if (cause instanceof WriteFailure write) {
            return error(field, Code.valueOf(write.reason().name()), message(write), Map.of());
        } else if (cause instanceof ServiceUnavailableException || cause instanceof RetryableException) {
            return error(field, Code.UNAVAILABLE, "The graph does not answer now; ask again in a moment", Map.of());
        }
        if (cause instanceof DatabaseException broken) {
            // Such as after its disk was full: it lives, and answers nothing until it is started again.
            LOG.warn("The graph's database is broken: {}", broken.getMessage());
            return error(field, Code.UNAVAILABLE, "The graph does not answer now; ask again later", Map.of());
        }
        if (cause instanceof DataAccessException) {
            return error(
                    field, Code.UNAVAILABLE, "The ledger's database does not answer now; ask again later", Map.of());
        }
        if (cause instanceof ClientException refused && refused.code().contains(TIMED_OUT)) {
            return error(
                    field, Code.TIMEOUT, "The question took longer than it may and was stopped; narrow it", Map.of());
        }
        if (cause instanceof AbortExecutionException) {
            return error(field, Code.UNAVAILABLE, "The request was given up, since nobody waits for it", Map.of());
        }
        UUID incident = UUID.randomUUID();
        LOG.error("Incident {} at {}", incident, field.getExecutionStepInfo().getPath(), cause);
        return error(
                field,
                Code.INTERNAL_ERROR,
                "Something went wrong here; tell the operator the incident " + incident,
                Map.of("incident", incident.toString()));
    }

    private static String message(Throwable failure) {
        return failure.getMessage() == null ? "The value is not valid" : failure.getMessage();
    }

    private static GraphQLError error(
            DataFetchingEnvironment field, Code code, String message, Map<String, Object> more) {
        Map<String, Object> extensions = new LinkedHashMap<>(more);
        extensions.put("code", code.name());
        return GraphqlErrorBuilder.newError(field)
                .message("%s", message)
                .errorType(code)
                .extensions(extensions)
                .build();
    }
}
