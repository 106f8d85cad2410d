package assetledger.model;

import java.util.Optional;
import java.util.UUID;

/** The opaque, random name of a record; it says nothing about the record and never changes. */
public record RecordId(UUID value) {
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
        return read(text)
                .orElseThrow(() -> new InvalidValue(
                        field,
                        "An id looks like 1b4e28ba-2fa1-41d2-883f-0016d3cca427, but this is '%s'"
                                .formatted(shown(text))));
    }

    /** The id that a text is, empty where it is none. Java reads other forms too; ours is the one that it writes. */
    public static Optional<RecordId> read(String text) {
        try {
            UUID value = UUID.fromString(text);
            return value.toString().equals(text) ? Optional.of(new RecordId(value)) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "...";
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
