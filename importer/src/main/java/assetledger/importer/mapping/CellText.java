package assetledger.importer.mapping;

import java.text.Normalizer;

/** The text of a cell as it is compared and recorded: NFC, without blanks of any kind around it. */
public final class CellText {
    private CellText() {}

    public static String of(String cell) {
        int start = 0;
        int end = cell.length();
        while (start < end && isBlank(cell.charAt(start))) {
            start++;
        }
        while (start < end && isBlank(cell.charAt(end - 1))) {
            end--;
        }
        return Normalizer.normalize(cell.substring(start, end), Normalizer.Form.NFC);
    }

    private static boolean isBlank(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || character == '\uFEFF';
    }
}
