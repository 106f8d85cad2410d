package assetledger.api.limit;

import assetledger.api.problem.Code;
import graphql.ExecutionResult;
import graphql.GraphqlErrorBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.WebSocketGraphQlRequest;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Lets an operation run on its client's allowance, and for so long; then what it is doing is given up. */
@Component
@Order(0)
class Guard implements WebGraphQlInterceptor {
    private final Allowances allowances;
    private final Limits limits;

    Guard(Allowances allowances, Limits limits) {
        this.allowances = allowances;
        this.limits = limits;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return Mono.defer(() -> {
            Allowance allowance = allowances.of(attributes(request), request.getHeaders(), request.getRemoteAddress());
            // Over HTTP this was done before the body was read.
            long retryAfterMs = request instanceof WebSocketGraphQlRequest ? allowance.tryRequest() : 0;
            if (retryAfterMs > 0) {
                return Mono.just(answer(
                        request,
                        Code.RATE_LIMITED,
                        Allowance.tooManyRequests(limits),
                        Map.of("retryAfterMs", retryAfterMs)));
            }
            Allowance.Use use = allowance.use();
            request.configureExecutionInput((input, builder) ->
                    builder.graphQLContext(Map.of(Allowance.Use.class, use)).build());
            // A mutation has limits of its own, and its client could not tell what became of it.
            Mono<Long> late =
                    Mono.delay(limits.time()).filter(tick -> !use.isMutation()).switchIfEmpty(Mono.never());
            return chain.next(request)
                    .timeout(late, Mono.fromSupplier(() -> tooLate(request)))
                    // Before the answer goes out: who has it may ask the next question.
                    .doOnTerminate(use::end)
                    .doOnCancel(use::end);
        });
    }

    /** Who sends it is known of a request over HTTP, and of a whole WebSocket from its first message on. */
    private static Map<String, Object> attributes(WebGraphQlRequest request) {
        return request instanceof WebSocketGraphQlRequest operation
                ? operation.getSessionInfo().getAttributes()
                : request.getAttributes();
    }

    private WebGraphQlResponse tooLate(WebGraphQlRequest request) {
        return answer(
                request,
                Code.TIMEOUT,
                "The question took longer than %d s and was stopped; narrow it"
                        .formatted(Math.max(1, limits.time().toSeconds())),
                Map.of());
    }

    /** An answer that is only an error. */
    private static WebGraphQlResponse answer(
            WebGraphQlRequest request, Code code, String message, Map<String, Object> more) {
        Map<String, Object> extensions = new LinkedHashMap<>(more);
        extensions.put("code", code.name());
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                request.toExecutionInput(),
                ExecutionResult.newExecutionResult()
                        .data(null)
                        .addError(GraphqlErrorBuilder.newError()
                                .message("%s", message)
                                .errorType(code)
                                .extensions(extensions)
                                .build())
                        .build()));
    }
}
