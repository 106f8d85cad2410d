package assetledger.api.request;

import assetledger.api.limit.Allowances;
import assetledger.api.limit.Limits;
import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.BodyExtractors;
import org.springframework.web.reactive.function.server.ServerRequest;
import reactor.core.publisher.Mono;

/** Takes the bodies of GraphQL requests from those who may ask now, and refuses by HTTP's own means what is none. */
@Component
@ConditionalOnWebApplication
class Bodies {
    private final Allowances allowances;
    private final Limits limits;

    Bodies(Allowances allowances, Limits limits) {
        this.allowances = allowances;
        this.limits = limits;
    }

    static void demandPost(ServerRequest request) {
        if (!request.method().equals(HttpMethod.POST)) {
            throw new Refusal(HttpStatus.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED, "The API takes requests by POST")
                    .header(HttpHeaders.ALLOW, HttpMethod.POST.name());
        }
    }

    static List<MediaType> accepted(ServerRequest request) {
        try {
            return request.headers().accept();
        } catch (InvalidMediaTypeException unreadable) {
            throw new Refusal(HttpStatus.NOT_ACCEPTABLE, Code.NOT_ACCEPTABLE, "The header Accept cannot be read");
        }
    }

    /** The body of a request as it came; the request counts as one of its client's. */
    Mono<byte[]> of(ServerRequest request) {
        demandReadable(request);
        allowances.takeRequest(request);
        return bytes(request);
    }

    /** What a body says. */
    Map<String, Object> members(byte[] body) {
        return JsonBody.read(body, limits.nesting());
    }

    private static void demandReadable(ServerRequest request) {
        List<String> encodings = request.headers().header(HttpHeaders.CONTENT_ENCODING);
        if (!encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
            throw new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            Code.UNSUPPORTED_ENCODING,
                            "Bodies are taken as they are, without a Content-Encoding")
                    .header(HttpHeaders.ACCEPT_ENCODING, "identity");
        }
        if (!isJson(request)) {
            throw new Refusal(
                            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                            Code.UNSUPPORTED_MEDIA_TYPE,
                            "The API takes bodies of the type application/json, in UTF-8")
                    .header("Accept-Post", MediaType.APPLICATION_JSON_VALUE);
        }
    }

    private static boolean isJson(ServerRequest request) {
        try {
            return request.headers()
                    .contentType()
                    .filter(type -> type.equalsTypeAndSubtype(MediaType.APPLICATION_JSON)
                            && (type.getCharset() == null || type.getCharset().equals(StandardCharsets.UTF_8)))
                    .isPresent();
        } catch (InvalidMediaTypeException unreadable) {
            return false;
        }
    }

    private Mono<byte[]> bytes(ServerRequest request) {
        int most = (int) limits.body().toBytes();
        return DataBufferUtils.join(request.body(BodyExtractors.toDataBuffers()), most)
                .map(Bodies::bytes)
                .filter(bytes -> bytes.length > 0)
                .switchIfEmpty(Mono.error(JsonBody::empty))
                .onErrorMap(
                        DataBufferLimitException.class,
                        tooLarge -> new Refusal(
                                        HttpStatus.CONTENT_TOO_LARGE,
                                        Code.PAYLOAD_TOO_LARGE,
                                        "The body is larger than the %d MB that a request may have; send less at once"
                                                .formatted(limits.body().toMegabytes()))
                                .with("limit", limits.body().toBytes()));
    }

    private static byte[] bytes(DataBuffer joined) {
        byte[] bytes = new byte[joined.readableByteCount()];
        joined.read(bytes);
        DataBufferUtils.release(joined);
        return bytes;
    }

    /** What a request asks for, in the name of who sent it. */
    static WebGraphQlRequest operation(ServerRequest request, Map<String, Object> members) {
        return new WebGraphQlRequest(
                request.uri(),
                request.headers().asHttpHeaders(),
                request.cookies(),
                request.remoteAddress().orElse(null),
                request.attributes(),
                members,
                request.exchange().getRequest().getId(),
                request.exchange().getLocaleContext().getLocale());
    }
}
