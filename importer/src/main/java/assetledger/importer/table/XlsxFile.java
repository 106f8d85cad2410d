package assetledger.importer.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A workbook with one sheet, written as it goes. A text is typed as a text, so that no spreadsheet takes it for a
 * formula, a day or a number; only what GraphQL gives as a number is one, and only if a spreadsheet keeps all its digits.
 */
final class XlsxFile implements TableFile {
    private static final int LONGEST_CELL = 32_767;
    private static final Pattern EXACT = Pattern.compile("-?[0-9]{1,15}");
    private static final int HELD_ROWS = 500;

    private static final String NOT_XML = "[\\p{Cc}\\p{Cs}\uFFFE\uFFFF&&[^\\t\\n\\r]]";

    /**
     * What a workbook writes as {@code _x000B_} (ECMA-376, 22.9.2.19): characters that XML does not have, and the
     * beginning of a text that would then look like that, also for what comes behind it.
     */
    private static final Pattern ESCAPED = Pattern.compile("%1$s|_(?=x[0-9A-Fa-f]{4}(?:_|%1$s))".formatted(NOT_XML));

    private final OutputStream bytes;
    private final Workbook workbook;
    private final Worksheet sheet;
    private int row;

    XlsxFile(OutputStream bytes) {
        this.bytes = bytes;
        this.workbook = new Workbook(bytes, "IT Asset Ledger", "0.1");
        this.sheet = workbook.newWorksheet("table");
        sheet.freezePane(0, 1);
    }

    @Override
    public void row(List<Cell> cells) throws IOException {
        for (int column = 0; column < cells.size(); column++) {
            put(column, cells.get(column));
        }
        row++;
        if (row % HELD_ROWS == 0) {
            sheet.flush();
        }
    }

    private void put(int column, Cell cell) {
        String text = cell.text();
        if (text.length() > LONGEST_CELL) {
            throw new TableException(
                    "Row %d, column %d has %,d characters; a cell of a workbook holds %,d, so write a .csv instead"
                            .formatted(row + 1, column + 1, text.length(), LONGEST_CELL));
        }
        if (cell.number() && EXACT.matcher(text).matches()) {
            sheet.value(row, column, Long.valueOf(text));
        } else if (!text.isEmpty()) {
            // As a run, since only its blanks at both ends are kept.
            sheet.inlineString(
                    row, column, RichText.builder().run(escaped(text)).end().build());
        }
    }

    private static String escaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        "_x%04X_".formatted((int) found.group().charAt(0))));
    }

    @Override
    public void close() throws IOException {
        try (bytes) {
            workbook.close();
        }
    }
}
