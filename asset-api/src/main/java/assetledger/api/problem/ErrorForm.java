package assetledger.api.problem;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.execution.UnknownOperationException;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.introspection.GoodFaithIntrospection;
import graphql.language.SourceLocation;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives every error of an answer one form: a plain sentence and a code; few of them, and short. */
@Component
class ErrorForm extends SimplePerformantInstrumentation {
    private static final int MOST_ERRORS = 5;
    private static final int LONGEST_MESSAGE = 400;
    private static final int MOST_PLACES = 2;
    private static final int LONGEST_PATH = 200;

    /** Validation says first what rule it was and where; the code and the path say that. */
    private static final Pattern PREFIX = Pattern.compile("^Validation [eE]rror \\([^)]*\\) ?: ");

    private static final Pattern ARGUMENT = Pattern.compile("argument '([^']+)'");
    /** Values come as the parser's objects, such as StringValue{value='one'}. */
    private static final Pattern LITERAL =
            Pattern.compile("\\b(?:String|Int|Float|Boolean|Enum)Value\\{(?:value|name)=([^{}]*)}");

    private static final Pattern VARIABLE = Pattern.compile("\\bVariableReference\\{name='([^']*)'}");
    private static final Pattern COMPOSED = Pattern.compile("'(?:Array|Object|Null)Value\\{.*}'");

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        if (result.getErrors().isEmpty()) {
            return CompletableFuture.completedFuture(result);
        }
        List<GraphQLError> errors = result.getErrors().stream()
                .limit(MOST_ERRORS)
                .map(ErrorForm::formed)
                .toList();
        return CompletableFuture.completedFuture(result.transform(answer -> answer.errors(errors)));
    }

    private static GraphQLError formed(GraphQLError error) {
        Map<String, Object> known = error.getExtensions();
        Map<String, Object> extensions = new LinkedHashMap<>(known == null ? Map.of() : known);
        Code code = extensions.containsKey("code") ? null : code(error);
        if (code != null) {
            extensions.put("code", code.name());
        }
        String message = code == Code.INTERNAL_ERROR ? "Something went wrong here" : plain(error.getMessage());
        if (code == Code.BAD_USER_INPUT) {
            extensions.putIfAbsent("reason", reason(error));
            Matcher argument = ARGUMENT.matcher(message);
            if (argument.find()) {
                extensions.putIfAbsent("field", argument.group(1));
            }
        }
        GraphqlErrorBuilder<?> formed = GraphqlErrorBuilder.newError()
                .message("%s", shortened(message))
                .errorType(code == null ? error.getErrorType() : code)
                .extensions(extensions);
        List<SourceLocation> places = error.getLocations();
        if (places != null) {
            formed.locations(places.stream().limit(MOST_PLACES).toList());
        }
        List<Object> path = path(error);
        if (path != null && path.toString().length() <= LONGEST_PATH) {
            formed.path(path);
        }
        return formed.build();
    }

    private static Code code(GraphQLError error) {
        if (error instanceof InvalidSyntaxError) {
            return Code.GRAPHQL_PARSE_FAILED;
        } else if (error instanceof ValidationError invalid) {
            return isOfAValue(invalid) ? Code.BAD_USER_INPUT : Code.GRAPHQL_VALIDATION_FAILED;
        } else if (error instanceof UnknownOperationException) {
            return Code.GRAPHQL_VALIDATION_FAILED;
        } else if (error instanceof GoodFaithIntrospection.BadFaithIntrospectionError) {
            return Code.QUERY_TOO_COSTLY;
        }
        // Variables that do not fit their types are reported as errors of validation.
        return error.getErrorType() == ErrorType.ValidationError ? Code.BAD_USER_INPUT : Code.INTERNAL_ERROR;
    }

    private static boolean isOfAValue(ValidationError invalid) {
        return invalid.getValidationErrorType() == ValidationErrorType.WrongType
                || invalid.getValidationErrorType() == ValidationErrorType.MissingFieldArgument
                || invalid.getValidationErrorType() == ValidationErrorType.NullValueForNonNullArgument;
    }

    private static String reason(GraphQLError error) {
        return error instanceof ValidationError invalid
                        && invalid.getValidationErrorType() != ValidationErrorType.WrongType
                ? "REQUIRED"
                : "FORM";
    }

    private static @Nullable List<Object> path(GraphQLError error) {
        if (error instanceof ValidationError invalid) {
            List<String> names = invalid.getQueryPath();
            return names == null ? null : List.copyOf(names);
        }
        return error.getPath();
    }

    private static String plain(@Nullable String message) {
        if (message == null) {
            return "The request cannot be carried out";
        }
        String text = PREFIX.matcher(message).replaceFirst("");
        text = LITERAL.matcher(text).replaceAll("$1");
        text = VARIABLE.matcher(text).replaceAll("\\$$1");
        text = COMPOSED.matcher(text).replaceAll("given");
        text = text.replace("''", "'");
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
