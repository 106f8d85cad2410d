package assetledger.importer.source;

import assetledger.importer.archive.ArchiveException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;

/**
 * Looks through the cells of one sheet for what would lead the library astray: places that no sheet has or that come
 * twice, texts that are not there, formulas without number.
 */
final class SheetCheck {
    static final int MOST_ROWS = 1_048_576;
    static final int MOST_COLUMNS = 16_384;

    private static final Pattern PLACE = Pattern.compile("([A-Z]{1,3})([0-9]{1,7})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,7}");
    private static final Set<String> TYPES = Set.of("b", "e", "n", "s", "str", "inlineStr");
    private static final int LETTERS = 26;
    private static final int MOST_FORMULAS = 100_000;
    private static final int MOST_ARRAYS = 100;
    private static final int LONGEST_FORMULA = 8_192;
    private static final int LONGEST_TEXT = 1 << 20;

    private int row;
    private int column;
    private String cell = "";
    private String type = "";
    private boolean isInValue;
    private boolean isInFormula;
    private final StringBuilder index = new StringBuilder();
    private int length;
    private int formulas;
    private int arrays;
    private int highestShared = -1;
    private String highestCell = "";

    /** Takes the next piece of the sheet. */
    void take(int kind, XMLStreamReader reader) throws ArchiveException {
        switch (kind) {
            case XMLStreamConstants.START_ELEMENT -> start(reader);
            case XMLStreamConstants.END_ELEMENT -> end(reader.getLocalName());
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text(reader);
            default -> {
                // Comments and the like are not read.
            }
        }
    }

    /** @param count how many texts the workbook's table has */
    void checkShared(int count) throws ArchiveException {
        if (highestShared >= count) {
            throw new ArchiveException("cell %s refers to text %d of the workbook, which has %d"
                    .formatted(highestCell, highestShared, count));
        }
    }

    private void start(XMLStreamReader reader) throws ArchiveException {
        switch (reader.getLocalName()) {
            case "row" -> startRow(String.valueOf(reader.getAttributeValue(null, "r")));
            case "c" -> startCell(reader);
            case "v" -> isInValue = true;
            case "f" -> startFormula(reader);
            default -> {
                // Nothing else places a cell.
            }
        }
    }

    private void startRow(String number) throws ArchiveException {
        int next = NUMBER.matcher(number).matches() ? Integer.parseInt(number) : 0;
        if (next <= row || next > MOST_ROWS) {
            throw new ArchiveException(
                    "after row %d comes a row with the number '%s'; rows are numbered upwards to %d; open the file in a spreadsheet program and save it anew"
                            .formatted(row, shown(number), MOST_ROWS));
        }
        row = next;
        column = 0;
    }

    private void startCell(XMLStreamReader reader) throws ArchiveException {
        cell = String.valueOf(reader.getAttributeValue(null, "r"));
        Matcher place = PLACE.matcher(cell);
        int next = place.matches() ? column(place.group(1)) : 0;
        if (next <= column || next > MOST_COLUMNS || Integer.parseInt(place.group(2)) != row) {
            throw new ArchiveException(
                    "row %d has a cell at '%s'; the cells of a row stand in their order, each once; open the file in a spreadsheet program and save it anew"
                            .formatted(row, shown(cell)));
        }
        column = next;
        String given = reader.getAttributeValue(null, "t");
        type = given == null ? "n" : given;
        String style = reader.getAttributeValue(null, "s");
        if (!TYPES.contains(type) || !(style == null || NUMBER.matcher(style).matches())) {
            throw new ArchiveException("cell %s is of a kind that no spreadsheet program writes".formatted(cell));
        }
        length = 0;
        index.setLength(0);
    }

    private static int column(String letters) {
        int column = 0;
        for (int place = 0; place < letters.length(); place++) {
            column = column * LETTERS + letters.charAt(place) - 'A' + 1;
        }
        return column;
    }

    private void startFormula(XMLStreamReader reader) throws ArchiveException {
        isInFormula = true;
        length = 0;
        formulas++;
        arrays += "array".equals(reader.getAttributeValue(null, "t")) ? 1 : 0;
        if (formulas > MOST_FORMULAS || arrays > MOST_ARRAYS) {
            throw new ArchiveException("it has too many formulas; copy the table and paste its values only");
        }
    }

    private void text(XMLStreamReader reader) throws ArchiveException {
        length += reader.getTextLength();
        if (length > (isInFormula ? LONGEST_FORMULA : LONGEST_TEXT)) {
            throw new ArchiveException("cell %s is too long".formatted(cell));
        }
        if (isInValue && "s".equals(type)) {
            index.append(reader.getText());
        }
    }

    private void end(String element) throws ArchiveException {
        switch (element) {
            case "v" -> {
                isInValue = false;
                endValue();
            }
            case "f" -> isInFormula = false;
            case "c" -> length = 0;
            default -> {
                // Nothing else ends a cell.
            }
        }
    }

    private void endValue() throws ArchiveException {
        if (!"s".equals(type)) {
            return;
        }
        if (!NUMBER.matcher(index).matches()) {
            throw new ArchiveException("cell %s refers to text '%s' of the workbook; texts are counted from 0"
                    .formatted(cell, shown(index.toString())));
        }
        int shared = Integer.parseInt(index.toString());
        if (shared > highestShared) {
            highestShared = shared;
            highestCell = cell;
        }
    }

    private static String shown(String text) {
        return CellFaults.shown(text);
    }
}
