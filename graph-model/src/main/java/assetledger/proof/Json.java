package assetledger.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of the ledger: objects, lists, texts, whole numbers, true, false and null, with no blanks between. What
 * else JSON allows the ledger never writes, so it is refused here.
 */
final class Json {
    private static final int DEEPEST = 40;

    private final String text;
    private int next;

    private Json(String text) {
        this.text = text;
    }

    /** An object; its members in their order. */
    static Map<String, @Nullable Object> object(String text) {
        Json json = new Json(text);
        Map<String, @Nullable Object> object = json.object(1);
        if (json.next != text.length()) {
            throw json.wrong("the end");
        }
        return object;
    }

    private Map<String, @Nullable Object> object(int depth) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        take('{');
        if (taken('}')) {
            return members;
        }
        do {
            String name = string();
            take(':');
            if (members.containsKey(name)) {
                throw new Unproven("The member '%s' stands twice in one object".formatted(name));
            }
            members.put(name, value(depth));
        } while (taken(','));
        take('}');
        return members;
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        take('[');
        if (taken(']')) {
            return items;
        }
        do {
            items.add(value(depth));
        } while (taken(','));
        take(']');
        return items;
    }

    private @Nullable Object value(int depth) {
        if (depth > DEEPEST) {
            throw new Unproven("A document is nested deeper than %d".formatted(DEEPEST));
        }
        return switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> list(depth + 1);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, next)) {
            throw wrong("a value");
        }
        next += word.length();
        return value;
    }

    private Long number() {
        int from = next;
        taken('-');
        while (next < text.length() && Character.digit(text.charAt(next), 10) >= 0) {
            next++;
        }
        try {
            return Long.valueOf(text.substring(from, next));
        } catch (NumberFormatException none) {
            throw wrong("a value");
        }
    }

    private String string() {
        take('"');
        int from = next;
        int end = next;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
            end++;
        }
        // Most texts have nothing to unescape, and are taken as they stand.
        if (end < text.length() && text.charAt(end) == '"') {
            next = end + 1;
            return text.substring(from, end);
        }
        StringBuilder read = new StringBuilder();
        while (!taken('"')) {
            char unit = peek();
            next++;
            read.append(unit == '\\' ? escaped() : unit);
        }
        return read.toString();
    }

    private char escaped() {
        char escape = peek();
        next++;
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("an escape");
        };
    }

    private char unit() {
        int end = next + 4;
        if (end > text.length() || !text.substring(next, end).matches("[0-9a-fA-F]{4}")) {
            throw wrong("four hexadecimal digits");
        }
        char unit = (char) Integer.parseInt(text.substring(next, end), 16);
        next = end;
        return unit;
    }

    private void take(char expected) {
        if (!taken(expected)) {
            throw wrong("'%s'".formatted(expected));
        }
    }

    private boolean taken(char expected) {
        if (peek() != expected) {
            return false;
        }
        next++;
        return true;
    }

    private char peek() {
        if (next >= text.length()) {
            throw wrong("more");
        }
        return text.charAt(next);
    }

    private Unproven wrong(String expected) {
        return new Unproven("At character %d there should be %s".formatted(next, expected));
    }
}
