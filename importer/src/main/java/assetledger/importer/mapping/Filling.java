package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One row on its way into a command: what its cells say, where each went, and what is wrong with them. */
public final class Filling {
    /** Told of each cell that does not fit. */
    @FunctionalInterface
    public interface Misfits {
        void misfit(String column, String value, String sentence);
    }

    private record Place(String path, String column) {}

    private final Cells cells;
    private final Set<String> empty;
    private final Map<String, Map<String, String>> lookups;
    private final Misfits misfits;
    private final List<Place> places = new ArrayList<>();
    private int given;
    private int missing;

    /**
     * A filling from one row.
     *
     * @param empty the texts that mean "no value"
     * @param lookups by name, each from the text of a cell to what stands for it
     */
    public Filling(Cells cells, Set<String> empty, Map<String, Map<String, String>> lookups, Misfits misfits) {
        this.cells = cells;
        this.empty = empty;
        this.lookups = lookups;
        this.misfits = misfits;
    }

    /** The column that fed each path of the command, such as {@code register.record.function.name}. */
    public Map<String, String> columns() {
        Map<String, String> columns = new LinkedHashMap<>();
        places.forEach(place -> columns.put(place.path(), place.column()));
        return columns;
    }

    /** The text of a cell; empty when the cell says "no value". */
    String text(String column) {
        String text = CellText.of(cells.cell(column));
        return empty.contains(text) ? "" : text;
    }

    Map<String, String> lookup(String name) {
        return lookups.getOrDefault(name, Map.of());
    }

    void placed(String path, String column, boolean hasValue) {
        places.add(new Place(path, column));
        if (hasValue) {
            given++;
        } else {
            missing++;
        }
    }

    void misfit(String column, String sentence) {
        misfits.misfit(column, cells.cell(column), sentence);
    }

    Mark mark() {
        return new Mark(given, missing, places.size());
    }

    /** Where a filling stood before a part of it. */
    final class Mark {
        private final int givenBefore;
        private final int missingBefore;
        private final int placesBefore;

        private Mark(int given, int missing, int places) {
            this.givenBefore = given;
            this.missingBefore = missing;
            this.placesBefore = places;
        }

        boolean missedAny() {
            return missing > missingBefore;
        }

        boolean missedAll() {
            return missedAny() && given == givenBefore;
        }

        /** Forgets which cells fed the part, because it is left out. */
        void forgetPlaces() {
            places.subList(placesBefore, places.size()).clear();
        }
    }
}
