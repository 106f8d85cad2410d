package assetledger.api.history;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What one member of a state was and is.
 * @param path such as {@code stages[1].from}
 * @param before absent where the member was not there
 * @param after absent where it is there no longer
 */
record MemberChange(
        String path, @Nullable String before, @Nullable String after) {

    /** All differences of two states, each as its members, in the order of the members. */
    static List<MemberChange> between(Map<String, Object> before, Map<String, Object> after) {
        Map<String, String> old = new LinkedHashMap<>();
        Map<String, String> young = new LinkedHashMap<>();
        flatten("", before, old);
        flatten("", after, young);
        Set<String> paths = new LinkedHashSet<>(old.keySet());
        paths.addAll(young.keySet());
        List<MemberChange> changes = new ArrayList<>();
        for (String path : paths) {
            if (!Objects.equals(old.get(path), young.get(path))) {
                changes.add(new MemberChange(path, old.get(path), young.get(path)));
            }
        }
        return changes;
    }

    private static void flatten(String path, @Nullable Object value, Map<String, String> values) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> flatten(path.isEmpty() ? "" + name : path + "." + name, member, values));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                flatten("%s[%d]".formatted(path, i), list.get(i), values);
            }
        } else if (value != null) {
            values.put(path, value.toString());
        }
    }
}
