package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row on its way into commands: what its cells say, where each went, and what is wrong with them. */
public final class Filling {
    /** Told of each cell that does not fit. */
    @FunctionalInterface
    public interface Misfits {
        void misfit(String column, String value, String sentence);
    }

    /** What a name stands for inside a spread element: a text that comes from a column of the file. */
    record Bound(String column, String text, boolean isWholeCell) {}

    private record Place(String path, String column) {}

    private final Cells cells;
    private final List<String> header;
    private final Set<String> empty;
    private final Map<String, Map<String, String>> lookups;
    private final Misfits misfits;
    private final List<Place> places = new ArrayList<>();
    private Map<String, Bound> bound = Map.of();
    private boolean clears;
    private int given;
    private int missing;
    private int absent;

    /**
     * A filling from one row.
     *
     * @param header the columns that the file has
     * @param empty the texts that mean "no value"
     * @param lookups by name, each from the text of a cell to what stands for it
     */
    public Filling(
            Cells cells,
            List<String> header,
            Set<String> empty,
            Map<String, Map<String, String>> lookups,
            Misfits misfits) {
        this.cells = cells;
        this.header = header;
        this.empty = empty;
        this.lookups = lookups;
        this.misfits = misfits;
    }

    /** The column that fed each path of the command, such as {@code register.record.function.name}. */
    Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        places.forEach(place -> columns.put(place.path(), place.column()));
        return columns;
    }

    /** Begins another command of the same row; in one that clears, an empty cell takes a value away. */
    void start(boolean clearing) {
        places.clear();
        clears = clearing;
    }

    boolean clears() {
        return clears;
    }

    /** Fills a part in which some names stand for texts of their own. */
    void within(Map<String, Bound> names, Runnable part) {
        Map<String, Bound> outside = bound;
        bound = new HashMap<>(outside);
        bound.putAll(names);
        part.run();
        bound = outside;
    }

    List<String> header() {
        return header;
    }

    boolean has(String column) {
        return bound.containsKey(column) || header.contains(column);
    }

    /** The text of a cell; empty when the cell says "no value". */
    String text(String column) {
        Bound part = bound.get(column);
        String text = CellText.of(part == null ? cells.cell(column) : part.text());
        return empty.contains(text) ? "" : text;
    }

    /** Whether the text is a whole cell that the file itself marks as a number or a day. */
    boolean isPlain(String column) {
        Bound part = bound.get(column);
        return (part == null || part.isWholeCell()) && header.contains(inFile(column)) && cells.isPlain(inFile(column));
    }

    Map<String, String> lookup(String name) {
        return lookups.getOrDefault(name, Map.of());
    }

    void placed(String path, String column, boolean hasValue) {
        places.add(new Place(path, inFile(column)));
        if (hasValue) {
            given++;
        } else {
            missing++;
        }
    }

    /** The file has none of the columns that a part could come from. */
    void absent() {
        absent++;
    }

    void misfit(String column, String sentence) {
        misfits.misfit(inFile(column), cells.cell(inFile(column)), sentence);
    }

    private String inFile(String column) {
        Bound part = bound.get(column);
        return part == null ? column : part.column();
    }

    Mark mark() {
        return new Mark(given, missing, absent, places.size());
    }

    /** Where a filling stood before a part of it. */
    final class Mark {
        private final int givenBefore;
        private final int missingBefore;
        private final int absentBefore;
        private final int placesBefore;

        private Mark(int given, int missing, int absent, int places) {
            this.givenBefore = given;
            this.missingBefore = missing;
            this.absentBefore = absent;
            this.placesBefore = places;
        }

        /** Whether the part read a cell that is empty, or a column that is not there. */
        boolean lacksAny() {
            return foundEmpty() || absent > absentBefore;
        }

        /** Whether the part read something, and nothing of it has a value. */
        boolean lacksAll() {
            return lacksAny() && given == givenBefore;
        }

        boolean foundEmpty() {
            return missing > missingBefore;
        }

        /** Forgets which cells fed the part, because it is left out. */
        void forgetPlaces() {
            places.subList(placesBefore, places.size()).clear();
        }
    }
}
