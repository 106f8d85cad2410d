package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds the columns that a mapping reads against those that a file has. */
final class ColumnCheck {
    private static final int SHOWN = 40;
    private static final String OTHER_SEPARATORS = ",;\t|";

    private ColumnCheck() {}

    /**
     * Everything that is wrong, in one list.
     *
     * @param wanted the columns that the mapping reads
     * @param header those that the file has
     * @param problems what is wrong with the header itself
     */
    static List<String> faults(Set<Column> wanted, List<String> header, List<String> problems) {
        List<String> faults = new ArrayList<>(problems);
        List<String> missing = wanted.stream()
                .filter(column -> column.isNeeded() && column.in(header).isEmpty())
                .map(Column::name)
                .toList();
        missing.forEach(column -> faults.add(Likeness.closest(column, header)
                .map(like -> "the file has no column '%s', but it has '%s'%s"
                        .formatted(column, like.name(), like.difference()))
                .orElse("the file has no column '%s'".formatted(column))));
        if (!missing.isEmpty()) {
            faults.add(has(header));
        }
        return faults;
    }

    private static String has(List<String> header) {
        String only = header.size() == 1 ? header.get(0) : "";
        if (only.chars().anyMatch(letter -> OTHER_SEPARATORS.indexOf(letter) >= 0)) {
            return "it has one column, '%s': the mapping may have to say another separator".formatted(only);
        }
        String listed = header.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return header.size() <= SHOWN
                ? "it has the columns " + listed
                : "it has the columns %s and %d more".formatted(listed, header.size() - SHOWN);
    }
}
