package assetledger.api.page;

import assetledger.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a list goes on: the sort key of the last entry seen, bound to the list, to what was asked of it and to who
 * asked. It is no secret: one that is made up leads to another place of what its maker may see anyway.
 */
public final class Cursor {
    private static final String VERSION = "2";
    private static final int BINDING_BYTES = 12;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> PARTS = new TypeReference<>() {};

    private final List<@Nullable String> asked;
    /** Found when it is first needed: most pages are shown without their cursors. */
    private @Nullable String binding;

    private Cursor(List<@Nullable String> asked) {
        this.asked = asked;
    }

    /**
     * The cursors of one list as somebody asks for it.
     * @param filters what was asked of it, in a set order; null where it was not
     */
    public static Cursor in(String list, String viewer, @Nullable Object... filters) {
        List<@Nullable String> parts = new ArrayList<>(List.of(VERSION, list, viewer));
        for (Object filter : filters) {
            parts.add(filter == null ? null : filter.toString());
        }
        return new Cursor(parts);
    }

    private String binding() {
        String known = binding;
        if (known == null) {
            byte[] digest = Arrays.copyOf(sha256(JSON.writeValueAsString(asked)), BINDING_BYTES);
            known = Base64.getUrlEncoder().encodeToString(digest);
            binding = known;
        }
        return known;
    }

    /** After the entry with this sort key. */
    public String after(String... key) {
        List<String> parts = new ArrayList<>(List.of(VERSION, binding()));
        parts.addAll(List.of(key));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The sort key in a cursor.
     * @param length of the key
     * @return empty where there is no cursor
     * @throws InvalidValue where it did not come from this list, asked for in this way by this viewer
     */
    public Optional<List<String>> read(@Nullable String cursor, int length) {
        if (cursor == null) {
            return Optional.empty();
        }
        try {
            byte[] json = Base64.getUrlDecoder().decode(cursor);
            @Nullable List<String> parts = JSON.readValue(json, PARTS);
            if (parts != null
                    && parts.size() == length + 2
                    && parts.stream().allMatch(Objects::nonNull)
                    && parts.get(0).equals(VERSION)
                    && parts.get(1).equals(binding())) {
                return Optional.of(parts.subList(2, parts.size()));
            }
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw notHere();
        }
        throw notHere();
    }

    /** A part of a sort key that is a number. */
    public static long number(String part) {
        try {
            return Long.parseLong(part);
        } catch (NumberFormatException malformed) {
            throw notHere();
        }
    }

    private static InvalidValue notHere() {
        return new InvalidValue(
                "after", "The cursor is not valid here; take endCursor from a page of this same list and filters");
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
