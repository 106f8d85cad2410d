package assetledger.api.limit;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import reactor.core.publisher.Mono;

class GuardTests {
    private static final Limits LIMITS = AllowanceTests.limits(
            Map.of("assetledger.limits.time", "100ms", "assetledger.limits.queries-at-once", "1"));

    private final Guard guard = new Guard(new Allowances(LIMITS), LIMITS);

    @Test
    void whatHangsIsGivenUpWithAnAnswer() {
        AtomicBoolean given = new AtomicBoolean();
        WebGraphQlResponse late = Objects.requireNonNull(guard.intercept(
                        request(), next -> Mono.<WebGraphQlResponse>never().doOnCancel(() -> given.set(true)))
                .block(Duration.ofSeconds(2)));
        assertThat(late.getErrors().get(0).getExtensions()).containsEntry("code", "TIMEOUT");
        assertThat(given).isTrue();
    }

    /** A client with as many connections as it may ask questions would else be refused now and then. */
    @Test
    void whoHasAnAnswerMayAskTheNextQuestion() {
        assertThat(guard.intercept(request(), GuardTests::answered)
                        .flatMap(first -> guard.intercept(request(), GuardTests::answered))
                        .block(Duration.ofSeconds(2)))
                .isNotNull();
    }

    /** Begins as a text that was found good does. */
    private static Mono<WebGraphQlResponse> answered(WebGraphQlRequest request) {
        ExecutionInput input = request.toExecutionInput();
        Objects.requireNonNull(input.getGraphQLContext().<Allowance.Use>get(Allowance.Use.class))
                .begin(false, 1);
        return Mono.just(new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(
                input, ExecutionResult.newExecutionResult().data(Map.of()).build())));
    }

    private static WebGraphQlRequest request() {
        return new WebGraphQlRequest(
                URI.create("/graphql"),
                new HttpHeaders(),
                new LinkedMultiValueMap<>(),
                null,
                Map.of(),
                Map.of("query", "{ __typename }"),
                "1",
                Locale.ENGLISH);
    }
}
