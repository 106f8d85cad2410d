package assetledger.importer.source;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a file's columns in their order, each once: in composed form (NFC), without blanks around them. Where
 * the file names a column twice or not at all, that is a problem of the header, and every row has a fault.
 */
public final class Header {
    static final int MOST_COLUMNS = 256;
    private static final int LONGEST_NAME = 255;

    private final Map<String, Integer> places;
    private final int width;
    private final List<String> problems;

    private Header(Map<String, Integer> places, int width, List<String> problems) {
        this.places = Collections.unmodifiableMap(places);
        this.width = width;
        this.problems = List.copyOf(problems);
    }

    /**
     * The header that stands in a row.
     *
     * @throws SourceException when it has more columns than a file may have */
    static Header of(String file, int row, List<String> cells) {
        refuseTooMany(file, cells.size());
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> problems = new ArrayList<>();
        for (int place = 0; place < cells.size(); place++) {
            String name = Normalizer.normalize(stripped(cells.get(place)), Normalizer.Form.NFC);
            boolean isName = !name.isEmpty() && name.length() <= LONGEST_NAME;
            Integer earlier = !isName ? null : places.putIfAbsent(name, place);
            if (name.length() > LONGEST_NAME) {
                problems.add("row %d: the name of column %d has more than %d characters"
                        .formatted(row, place + 1, LONGEST_NAME));
            } else if (name.isEmpty()) {
                problems.add("row %d gives column %d no name".formatted(row, place + 1));
            } else if (earlier != null) {
                problems.add("row %d names two columns '%s': %d and %d".formatted(row, name, earlier + 1, place + 1));
            } else if (name.indexOf(CellFaults.UNREADABLE) >= 0) {
                problems.add("row %d: the name of column %d has bytes that are not in the declared encoding"
                        .formatted(row, place + 1));
            }
        }
        return new Header(places, cells.size(), problems);
    }

    /** The header of a file that names the columns in every row, gathered from all of them. */
    static Header gathered(Set<String> names) {
        Map<String, Integer> places = new LinkedHashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        return new Header(places, places.size(), List.of());
    }

    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    /** What is wrong with the names, all of it; empty when nothing is. */
    public List<String> problems() {
        return problems;
    }

    int width() {
        return width;
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("There is no column '%s'".formatted(column));
        }
        return place;
    }

    /** @throws SourceException when a file may not have so many columns */
    static void refuseTooMany(String file, int columns) {
        if (columns > MOST_COLUMNS) {
            throw new SourceException(
                    "%s: a file has at most %d columns, but this one has %d".formatted(file, MOST_COLUMNS, columns));
        }
    }

    private static String stripped(String name) {
        int start = 0;
        int end = name.length();
        while (start < end && isBlank(name.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(start, end);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }
}
