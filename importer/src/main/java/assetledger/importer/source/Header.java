package assetledger.importer.source;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of a file's columns in their order, each once. */
public final class Header {
    static final int MOST_COLUMNS = 256;

    private final Map<String, Integer> places;

    private Header(Map<String, Integer> places) {
        this.places = places;
    }

    /** @throws SourceException naming every column without a name or with a name that is taken */
    static Header of(String file, List<String> names) {
        if (names.size() > MOST_COLUMNS) {
            throw new SourceException("%s, row 1: a file has at most %d columns, but this one has %d"
                    .formatted(file, MOST_COLUMNS, names.size()));
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            String name = names.get(place).strip();
            if (name.isEmpty()) {
                faults.add("column %d has no name".formatted(place + 1));
            } else if (name.indexOf(CellFaults.UNREADABLE) >= 0) {
                faults.add(
                        "the name of column %d has bytes that are not in the declared encoding".formatted(place + 1));
            } else if (places.putIfAbsent(name, place) != null) {
                faults.add("two columns are named '%s'".formatted(name));
            }
        }
        if (!faults.isEmpty()) {
            throw new SourceException(
                    "%s, row 1 (the names of the columns): %s".formatted(file, String.join("; ", faults)));
        }
        return new Header(Collections.unmodifiableMap(places));
    }

    public List<String> names() {
        return List.copyOf(places.keySet());
    }

    int width() {
        return places.size();
    }

    int place(String column) {
        Integer place = places.get(column);
        if (place == null) {
            throw new IllegalArgumentException("There is no column '%s'".formatted(column));
        }
        return place;
    }
}
