package assetledger.importer.source;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with the cells of one row, before anybody asks what they mean. */
final class CellFaults {
    /** What a decoder puts where the bytes are not of the declared encoding. */
    static final char UNREADABLE = '\uFFFD';

    static final int LONGEST_CELL = 32 * 1024;
    private static final int SHOWN = 80;

    private CellFaults() {}

    static List<Fault> of(Header header, List<String> cells) {
        if (!header.problems().isEmpty()) {
            return List.of(ofWholeRow("The names of the columns are not in order: %s"
                    .formatted(header.problems().get(0))));
        }
        if (cells.size() != header.width()) {
            return List.of(ofWholeRow(("A row has %d cells as the header has, but this one has %d;"
                            + " a cell with the separator or a line break in it stands in quotes")
                    .formatted(header.width(), cells.size())));
        }
        List<Fault> faults = new ArrayList<>();
        List<String> names = header.names();
        for (int place = 0; place < cells.size(); place++) {
            String sentence = wrongWith(cells.get(place));
            if (!sentence.isEmpty()) {
                faults.add(new Fault(names.get(place), shown(cells.get(place)), sentence));
            }
        }
        return faults;
    }

    static Fault ofWholeRow(String sentence) {
        return new Fault("", "", sentence);
    }

    private static String wrongWith(String cell) {
        if (cell.length() > LONGEST_CELL) {
            return "A cell has at most %d characters, but this one has %d".formatted(LONGEST_CELL, cell.length());
        }
        if (cell.indexOf(UNREADABLE) >= 0) {
            return "The cell has bytes that are not in the encoding that the mapping declares";
        }
        if (cell.indexOf('\0') >= 0) {
            return "The cell has a NUL character, which no text has";
        }
        return hasHalfCharacter(cell) ? "The cell has half of a character (a surrogate without its other one)" : "";
    }

    private static boolean hasHalfCharacter(String cell) {
        return cell.codePoints()
                .anyMatch(letter -> letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE);
    }

    static String shown(String cell) {
        return cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN) + "...";
    }
}
