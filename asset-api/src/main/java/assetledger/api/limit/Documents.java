package assetledger.api.limit;

import assetledger.api.limit.Allowance.Use;
import assetledger.api.problem.Code;
import assetledger.api.problem.Stop;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import graphql.ExecutionInput;
import graphql.execution.UnknownOperationException;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.language.Document;
import graphql.language.NodeUtil;
import graphql.language.OperationDefinition;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The texts that were found good, so that they are parsed, measured and validated once; what depends on who sends them
 * with which variables is looked at every time.
 */
@Component
class Documents implements PreparsedDocumentProvider {
    /** Of all texts together; what is made of one takes some fifty bytes for each of its characters. */
    private static final long KEPT_CHARACTERS = 500_000;

    /** Such a text may hold what is known of somebody, of which no copy is made that an erasure does not reach. */
    private static final String DESCRIBES_A_PERSON = "describePerson";

    private final Cache<String, PreparsedDocumentEntry> good = Caffeine.newBuilder()
            .maximumWeight(KEPT_CHARACTERS)
            .weigher((String text, PreparsedDocumentEntry document) -> text.length())
            .build();
    private final Limits limits;

    Documents(Limits limits) {
        this.limits = limits;
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        PreparsedDocumentEntry document = good.getIfPresent(input.getQuery());
        if (document == null) {
            document = parseAndValidate.apply(input);
            if (!document.hasErrors() && !input.getQuery().contains(DESCRIBES_A_PERSON)) {
                good.put(input.getQuery(), document);
            }
        }
        if (!document.hasErrors()) {
            demandCheap(input, document.getDocument());
        }
        return CompletableFuture.completedFuture(document);
    }

    private void demandCheap(ExecutionInput input, Document document) {
        NodeUtil.GetOperationResult found = operation(document, input.getOperationName());
        if (found == null) {
            return;
        }
        Counted counted = Counted.in(input.getGraphQLContext());
        OperationDefinition operation = found.operationDefinition;
        Map<String, Object> variables = input.getRawVariables().toMap();
        Inputs.demand(counted.schema, limits, operation, variables);
        counted.cost = Cost.of(counted.schema, found.fragmentsByName, operation, variables);
        if (counted.cost > limits.cost()) {
            throw Stop.because(
                    Code.QUERY_TOO_COSTLY,
                    "This may cost %,d units, more than the %,d that a request may; ask for smaller pages or fewer fields"
                            .formatted(counted.cost, limits.cost()),
                    Map.of("cost", counted.cost, "limit", limits.cost()));
        }
        Use use = input.getGraphQLContext().get(Use.class);
        if (use != null) {
            use.begin(operation.getOperation() == OperationDefinition.Operation.MUTATION, counted.cost);
        }
    }

    /** Absent where the request does not say which of several operations it means, which is refused later. */
    private static NodeUtil.@Nullable GetOperationResult operation(Document document, @Nullable String name) {
        try {
            return NodeUtil.getOperation(document, name);
        } catch (UnknownOperationException none) {
            return null;
        }
    }
}
