package assetledger.api.page;

import assetledger.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Where a list goes on: the sort key of the last entry seen, bound to the list that it came from. */
public final class Cursor {
    private static final String VERSION = "1";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<List<String>> PARTS = new TypeReference<>() {};

    private Cursor() {}

    public static String of(String list, String... key) {
        List<String> parts = new ArrayList<>(List.of(VERSION, list));
        parts.addAll(List.of(key));
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JSON.writeValueAsString(parts).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The sort key in a cursor.
     * @param length of the key
     * @return empty where there is no cursor
     * @throws InvalidValue where it did not come from this list
     */
    public static Optional<List<String>> read(@Nullable String cursor, String list, int length) {
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
                    && parts.get(1).equals(list)) {
                return Optional.of(parts.subList(2, parts.size()));
            }
        } catch (IllegalArgumentException | JacksonException malformed) {
            throw notHere();
        }
        throw notHere();
    }

    private static InvalidValue notHere() {
        return new InvalidValue("after", "The cursor is not valid here; take endCursor from a page of this same list");
    }
}
