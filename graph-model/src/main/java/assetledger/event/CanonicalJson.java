package assetledger.event;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in one form only, so that equal documents have equal bytes: RFC 8785 over objects, arrays, texts, booleans and
 * whole numbers within ±(2^53-1). Decimals, money and dates are texts; a number with a fraction is refused, because
 * readers round it differently.
 */
public final class CanonicalJson {
    private static final long LARGEST = (1L << 53) - 1;
    private static final int DEEPEST = 32;
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final StringBuilder out = new StringBuilder(256);

    private CanonicalJson() {}

    /**
     * Writes an object in the one form.
     * @throws IllegalArgumentException where the document holds what the form does not allow
     */
    public static byte[] bytes(Map<String, ?> document) {
        return text(document).getBytes(StandardCharsets.UTF_8);
    }

    public static String text(Map<String, ?> document) {
        CanonicalJson json = new CanonicalJson();
        json.object(document, 1);
        return json.out.toString();
    }

    /** Reads an object back; the order of its members is that of the bytes. */
    public static Map<String, Object> read(byte[] bytes) {
        return JSON.readValue(bytes, OBJECT);
    }

    public static Map<String, Object> read(String text) {
        return JSON.readValue(text, OBJECT);
    }

    private void value(@Nullable Object value, int depth) {
        if (value == null || value instanceof Boolean) {
            out.append(value);
        } else if (value instanceof String text) {
            text(text);
        } else if (value instanceof Integer || value instanceof Long) {
            number(((Number) value).longValue());
        } else if (value instanceof Map<?, ?> map) {
            object(map, depth + 1);
        } else if (value instanceof List<?> list) {
            array(list, depth + 1);
        } else {
            throw new IllegalArgumentException("Canonical JSON has no form for a "
                    + value.getClass().getSimpleName() + "; give decimals and dates as text");
        }
    }

    private void object(Map<?, ?> map, int depth) {
        demandDepth(depth);
        // String's own order is by UTF-16 units, as RFC 8785 section 3.2.3 asks.
        TreeMap<String, Object> sorted = new TreeMap<>();
        map.forEach((name, value) -> sorted.put((String) name, value));
        char before = '{';
        for (Map.Entry<String, Object> member : sorted.entrySet()) {
            out.append(before);
            text(member.getKey());
            out.append(':');
            value(member.getValue(), depth);
            before = ',';
        }
        out.append(before == '{' ? "{}" : "}");
    }

    private void array(List<?> list, int depth) {
        demandDepth(depth);
        char before = '[';
        for (Object element : list) {
            out.append(before);
            value(element, depth);
            before = ',';
        }
        out.append(before == '[' ? "[]" : "]");
    }

    private void number(long number) {
        if (number > LARGEST || number < -LARGEST) {
            throw new IllegalArgumentException("A number beyond 2^53-1 must be given as text, but this is " + number);
        }
        out.append(number);
    }

    private void text(String text) {
        if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
            throw new IllegalArgumentException("Text must be in Unicode's composed form (NFC) before it is recorded");
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                demandPair(text, i);
                out.append(unit).append(text.charAt(++i));
            } else {
                character(unit);
            }
        }
        out.append('"');
    }

    private void character(char unit) {
        switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 0 -> throw new IllegalArgumentException("U+0000 is not allowed in a text");
            default -> {
                if (unit < ' ') {
                    out.append("\\u%04x".formatted((int) unit));
                } else {
                    out.append(unit);
                }
            }
        }
    }

    private static void demandPair(String text, int i) {
        if (!Character.isHighSurrogate(text.charAt(i))
                || i + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(i + 1))) {
            throw new IllegalArgumentException("A text holds half of a surrogate pair at character " + i);
        }
    }

    private static void demandDepth(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("A document may be nested %d deep at most".formatted(DEEPEST));
        }
    }
}
