package assetledger.api.request;

import assetledger.api.problem.Code;
import assetledger.api.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the body of a GraphQL request, in one pass, and takes nothing that two readers could understand in two ways:
 * a key that comes twice, bytes that are no UTF-8, anything behind the end.
 */
final class JsonBody {
    private static final int SHOWN = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonParser parser;
    private final int nesting;

    private JsonBody(JsonParser parser, int nesting) {
        this.parser = parser;
        this.nesting = nesting;
    }

    /**
     * The request's members.
     * @param nesting of objects and lists that is allowed
     * @throws Refusal where the bytes are no request
     */
    static Map<String, Object> read(byte[] body, int nesting) {
        try (JsonParser parser = JSON.createParser(text(body))) {
            Map<String, Object> request = new JsonBody(parser, nesting).request();
            demandText(request, "query", true);
            demandText(request, "operationName", false);
            demandObject(request, "variables");
            demandObject(request, "extensions");
            return request;
        } catch (StreamReadException malformed) {
            long offset = malformed.getLocation().getCharOffset();
            throw Refusal.ofBody("The body is no good JSON at character %d".formatted(offset))
                    .with("offset", offset);
        } catch (JacksonException malformed) {
            throw Refusal.ofBody("The body is no good JSON");
        }
    }

    private static String text(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(body);
        CharBuffer out = CharBuffer.allocate(body.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw Refusal.ofBody("Body is not valid UTF-8 at byte " + in.position())
                    .with("offset", in.position());
        }
        return out.flip().toString();
    }

    private Map<String, Object> request() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw empty();
        } else if (first == JsonToken.START_ARRAY) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST,
                    Code.BATCHING_DISABLED,
                    "One request holds one operation; to record much at once there is recordBatch");
        } else if (first != JsonToken.START_OBJECT) {
            throw Refusal.ofBody("The body is no GraphQL request: send JSON such as {\"query\": \"{ __typename }\"}");
        }
        Map<String, Object> request = object(1);
        if (parser.nextToken() != null) {
            long offset = parser.currentTokenLocation().getCharOffset();
            throw Refusal.ofBody("Something comes after the request's end, at character " + offset)
                    .with("offset", offset);
        }
        return request;
    }

    static Refusal empty() {
        return Refusal.ofBody("Request body is empty");
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (members.containsKey(name)) {
                throw Refusal.ofBody("Duplicate key " + shown(name));
            }
            put(members, name, value(depth));
        }
        return members;
    }

    @SuppressWarnings("NullAway") // JSON's null is a value of a member, which is not the same as no member.
    private static void put(Map<String, Object> members, String name, @Nullable Object value) {
        members.put(name, value);
    }

    @SuppressWarnings("NullAway") // As above.
    private List<Object> list(int depth) {
        List<Object> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(depth));
        }
        return items;
    }

    private @Nullable Object value(int depth) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> list(deeper(depth));
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    private int deeper(int depth) {
        if (depth == nesting) {
            throw Refusal.ofBody("JSON nested deeper than " + nesting);
        }
        return depth + 1;
    }

    private static void demandText(Map<String, Object> request, String member, boolean required) {
        Object value = request.get(member);
        if (value == null && !required) {
            return;
        } else if (!(value instanceof String text)) {
            throw Refusal.ofBody(member + " must be a string");
        } else if (required && text.isBlank()) {
            throw Refusal.ofBody(member + " must not be empty");
        }
    }

    private static void demandObject(Map<String, Object> request, String member) {
        Object value = request.get(member);
        if (value != null && !(value instanceof Map)) {
            throw Refusal.ofBody(member + " must be an object");
        }
    }

    private static String shown(String name) {
        return name.length() <= SHOWN ? name : name.substring(0, SHOWN - 1) + "…";
    }
}
