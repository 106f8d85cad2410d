package assetledger.api.problem;

import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ends a GraphQL request before its first field is read. */
public final class Stop {
    private Stop() {}

    public static AbortExecutionException because(Code code, String message, Map<String, Object> more) {
        return because(code, message, more, List.of());
    }

    /** The request as it was is refused: thrown where GraphQL's own steps end. */
    public static AbortExecutionException because(
            Code code, String message, Map<String, Object> more, List<SourceLocation> places) {
        Map<String, Object> extensions = new LinkedHashMap<>();
        extensions.put("code", code.name());
        extensions.putAll(more);
        return new AbortExecutionException(List.of(GraphqlErrorBuilder.newError()
                .message("%s", message)
                .errorType(code)
                .locations(places)
                .extensions(extensions)
                .build()));
    }

    /** A value that a client gave has not the right form. */
    public static AbortExecutionException badInput(
            String field, String reason, String message, List<SourceLocation> places) {
        return because(Code.BAD_USER_INPUT, message, Map.of("field", field, "reason", reason), places);
    }
}
