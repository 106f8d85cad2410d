package assetledger.model;

import java.util.UUID;
import java.util.regex.Pattern;

/** The opaque, random name of a record; it says nothing about the record and never changes. */
public record RecordId(UUID value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public static RecordId random() {
        return new RecordId(UUID.randomUUID());
    }

    /**
     * Reads an id.
     * @throws InvalidValue where the text is not a UUID in lower case with hyphens
     */
    public static RecordId of(String text) {
        return of("id", text);
    }

    /** The same, for a field of another name. */
    public static RecordId of(String field, String text) {
        if (!FORM.matcher(text).matches()) {
            throw new InvalidValue(
                    field,
                    "An id looks like 1b4e28ba-2fa1-41d2-883f-0016d3cca427, but this is '%s'".formatted(shown(text)));
        }
        return new RecordId(UUID.fromString(text));
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
