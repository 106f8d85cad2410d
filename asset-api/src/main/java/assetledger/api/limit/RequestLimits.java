package assetledger.api.limit;

import assetledger.api.problem.Code;
import assetledger.api.problem.Stop;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.language.Document;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Holds every GraphQL request to the limits, each as early as it can be told, and says what the request cost. */
@Component
class RequestLimits extends SimplePerformantInstrumentation {
    /** The parser gives up far above the limit: what is too large by a little is told more exactly when it is parsed. */
    private static final int PARSER_TOKENS = 15_000;

    private final Limits limits;

    RequestLimits(Limits limits) {
        this.limits = limits;
    }

    @Override
    public ExecutionInput instrumentExecutionInput(
            ExecutionInput input, InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        Counted counted = Counted.begin(input.getGraphQLContext(), parameters.getSchema());
        input.getGraphQLContext()
                .put(
                        ParserOptions.class,
                        ParserOptions.newParserOptions()
                                .maxCharacters(limits.characters())
                                .maxTokens(PARSER_TOKENS)
                                .parsingListener(token -> counted.tokens++)
                                .build());
        return input;
    }

    @Override
    public InstrumentationContext<Document> beginParse(
            InstrumentationExecutionParameters parameters, @Nullable InstrumentationState state) {
        return SimpleInstrumentationContext.whenCompleted((document, failure) -> {
            if (failure instanceof ParseCancelledTooDeepException) {
                throw tooDeep();
            } else if (failure instanceof ParseCancelledException
                    || failure instanceof ParseCancelledTooManyCharsException) {
                throw tooLarge();
            } else if (document != null) {
                demandSmall(Shape.of(document), Counted.in(parameters.getGraphQLContext()));
            }
        });
    }

    private void demandSmall(Shape shape, Counted counted) {
        if (shape.aliases() > limits.aliases()) {
            throw tooMany(Code.TOO_MANY_ALIASES, "aliases", shape.aliases(), limits.aliases());
        } else if (shape.directives() > limits.directives()) {
            throw tooMany(Code.TOO_MANY_DIRECTIVES, "directives", shape.directives(), limits.directives());
        } else if (shape.depth() > limits.depth()) {
            throw tooDeep();
        } else if (shape.longestList() > limits.listItems()) {
            throw Stop.badInput(
                    "query",
                    "FORM",
                    "A list holds at most %,d items, but this one holds %,d"
                            .formatted(limits.listItems(), shape.longestList()),
                    List.of());
        } else if (counted.tokens > limits.tokens()) {
            throw tooLarge();
        }
    }

    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result,
            InstrumentationExecutionParameters parameters,
            @Nullable InstrumentationState state) {
        long cost = Counted.in(parameters.getGraphQLContext()).cost;
        return CompletableFuture.completedFuture(
                cost < 0
                        ? result
                        : result.transform(
                                answer -> answer.addExtension("cost", Map.of("cost", cost, "limit", limits.cost()))));
    }

    private RuntimeException tooDeep() {
        return Stop.because(
                Code.QUERY_TOO_DEEP,
                "Fields are nested deeper than %d".formatted(limits.depth()),
                Map.of("limit", limits.depth()));
    }

    private RuntimeException tooLarge() {
        return Stop.because(
                Code.QUERY_TOO_LARGE,
                "The query has more than %,d tokens or %,d characters; give values in variables"
                        .formatted(limits.tokens(), limits.characters()),
                Map.of("limit", limits.tokens()));
    }

    private static RuntimeException tooMany(Code code, String what, int count, int limit) {
        return Stop.because(
                code, "The query has %,d %s, more than %d".formatted(count, what, limit), Map.of("limit", limit));
    }
}
