package assetledger.importer.table;

import java.util.ArrayList;
import java.util.List;

/**
 * Several values in one cell, with {@code "; "} between them. A {@code ;} or {@code \} in a value gets a {@code \} before
 * it, so that the values can be told apart again.
 */
public final class JoinedText {
    private JoinedText() {}

    public static String join(List<String> values) {
        return String.join(
                "; ",
                values.stream()
                        .map(value -> value.replace("\\", "\\\\").replace(";", "\\;"))
                        .toList());
    }

    /** The values again; one empty value and none look alike, and are told as none. */
    public static List<String> split(String text) {
        List<String> values = new ArrayList<>();
        if (text.isEmpty()) {
            return values;
        }
        StringBuilder value = new StringBuilder();
        for (int place = 0; place < text.length(); place++) {
            char character = text.charAt(place);
            if (character == '\\' && place + 1 < text.length()) {
                value.append(text.charAt(++place));
            } else if (text.startsWith("; ", place)) {
                values.add(value.toString());
                value.setLength(0);
                place++;
            } else {
                value.append(character);
            }
        }
        values.add(value.toString());
        return values;
    }
}
