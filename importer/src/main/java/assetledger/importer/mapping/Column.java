package assetledger.importer.mapping;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A column that a mapping reads.
 *
 * @param name as it stands in the header; a {@code *} in it stands for any text, where {@code isPattern}
 * @param isNeeded whether a file without it is refused
 */
record Column(String name, boolean isNeeded, boolean isPattern) {
    static Column needed(String name) {
        return new Column(name, true, false);
    }

    static Column optional(String name) {
        return new Column(name, false, false);
    }

    /** The columns of a file that this one means. */
    List<String> in(List<String> header) {
        if (!isPattern) {
            return header.contains(name) ? List.of(name) : List.of();
        }
        return header.stream()
                .filter(column -> pattern().matcher(column).matches())
                .toList();
    }

    /** With what the {@code *} stands for as its group. */
    Pattern pattern() {
        int star = name.indexOf('*');
        return Pattern.compile(
                Pattern.quote(name.substring(0, star)) + "(.+)" + Pattern.quote(name.substring(star + 1)),
                Pattern.DOTALL);
    }
}
