package assetledger.model;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The demands that several values make of their texts. */
public final class Require {
    /** Line breaks and tabs belong in free text; other control characters and bidirectional overrides never do. */
    private static final Pattern HIDDEN =
            Pattern.compile("[\\p{Cc}&&[^\\n\\r\\t]]|[\\u202A-\\u202E\\u2066-\\u2069]|\\p{Cs}");

    private Require() {}

    /** A text of 1 to {@code limit} characters that shows something, in Unicode's composed form (NFC). */
    public static void text(String field, String value, int limit) {
        if (value.isBlank()) {
            throw new InvalidValue(field, "%s must not be blank".formatted(field));
        }
        if (value.length() > limit) {
            throw new InvalidValue(
                    field, "%s may have at most %d characters, but has %d".formatted(field, limit, value.length()));
        }
        if (HIDDEN.matcher(value).find()) {
            throw new InvalidValue(
                    field, "%s must not contain control characters or direction overrides".formatted(field));
        }
        if (!Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
            throw new InvalidValue(field, "%s must be in Unicode's composed form (NFC)".formatted(field));
        }
    }

    static void optionalText(String field, @Nullable String value, int limit) {
        if (value != null) {
            text(field, value, limit);
        }
    }

    static void year(String field, int year) {
        if (year < 1900 || year > 2200) {
            throw new InvalidValue(field, "%s is a year from 1900 to 2200, but this is %d".formatted(field, year));
        }
    }
}
