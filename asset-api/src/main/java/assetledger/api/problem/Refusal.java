package assetledger.api.problem;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A request that HTTP refuses before GraphQL sees it; the answer has GraphQL's form all the same. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient HttpStatus status;
    private final transient HttpHeaders headers = new HttpHeaders();
    private final transient Map<String, Object> extensions = new LinkedHashMap<>();

    public Refusal(HttpStatus status, Code code, String message) {
        // Thrown at whoever floods us, so it must not cost a walk of the stack.
        super(message, null, false, false);
        this.status = status;
        extensions.put("code", code.name());
    }

    public static Refusal ofBody(String message) {
        return new Refusal(HttpStatus.BAD_REQUEST, Code.BAD_REQUEST_BODY, message);
    }

    public static Refusal rateLimited(String message, long retryAfterMs) {
        return new Refusal(HttpStatus.TOO_MANY_REQUESTS, Code.RATE_LIMITED, message)
                .with("retryAfterMs", retryAfterMs)
                .header(HttpHeaders.RETRY_AFTER, retryAfterSeconds(retryAfterMs));
    }

    /** Whole seconds, never too few, as the header has them. */
    public static String retryAfterSeconds(long retryAfterMs) {
        return Long.toString(Math.floorDiv(retryAfterMs + 999, 1_000));
    }

    /** Says something more under the error's extensions. */
    public Refusal with(String name, Object value) {
        extensions.put(name, value);
        return this;
    }

    public Refusal header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    /** Writes the answer, under a type that holds JSON. */
    public Mono<Void> write(ServerHttpResponse response, MediaType type) {
        byte[] body = JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "errors", List.of(Map.of("message", String.valueOf(getMessage()), "extensions", extensions))))
                .getBytes(StandardCharsets.UTF_8);
        response.setStatusCode(status);
        response.getHeaders().putAll(headers);
        response.getHeaders().setContentType(type);
        response.getHeaders().setContentLength(body.length);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(body)));
    }
}
