package assetledger.importer.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.reader.Sheet;
import org.dhatim.fastexcel.reader.SheetVisibility;

/**
 * Which sheet of a workbook is read.
 *
 * @param notes which others are not, and why
 */
record SheetChoice(Sheet sheet, List<String> notes) {
    private static final String SHEET_NUMBER = "[1-9][0-9]{0,2}";

    /**
     * Chooses among those that are not hidden.
     *
     * @param wanted a name, or a number counted from 1; empty for the first
     * @throws SourceException when there is none, naming those that there are */
    static SheetChoice of(String file, List<Sheet> sheets, String wanted) {
        List<Sheet> visible = sheets.stream()
                .filter(sheet -> sheet.getVisibility() == SheetVisibility.VISIBLE)
                .toList();
        List<Sheet> hidden =
                sheets.stream().filter(sheet -> !visible.contains(sheet)).toList();
        Sheet chosen = chosen(visible, wanted)
                .orElseThrow(() -> new SourceException("%s has no sheet '%s' that can be seen; %s"
                        .formatted(file, wanted, wanted.isEmpty() ? "all are hidden" : "it has " + names(visible))));
        List<String> notes = new ArrayList<>();
        if (wanted.isEmpty() && visible.size() > 1) {
            notes.add("Read is the first sheet of %s".formatted(names(visible)));
        }
        if (!hidden.isEmpty()) {
            notes.add("Not read, because hidden: " + names(hidden));
        }
        return new SheetChoice(chosen, notes);
    }

    private static Optional<Sheet> chosen(List<Sheet> visible, String wanted) {
        Optional<Sheet> named =
                visible.stream().filter(sheet -> wanted.equals(sheet.getName())).findFirst();
        int number = wanted.isEmpty() ? 1 : wanted.matches(SHEET_NUMBER) ? Integer.parseInt(wanted) : 0;
        return named.or(() ->
                number >= 1 && number <= visible.size() ? Optional.of(visible.get(number - 1)) : Optional.empty());
    }

    private static String names(List<Sheet> sheets) {
        return sheets.stream().map(sheet -> "'%s'".formatted(sheet.getName())).collect(Collectors.joining(", "));
    }
}
