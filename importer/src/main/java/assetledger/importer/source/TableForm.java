package assetledger.importer.source;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How a table stands in its file.
 *
 * @param encoding of a CSV or JSON-lines file; the others say it themselves
 * @param separator between the cells of a CSV file
 * @param sheet of a spreadsheet, by its name or by its number counted from 1; empty for the first that is not hidden
 * @param element the path of the XML element that is a row, from the root, such as {@code program/measures/measure};
 *     a step may ask for an attribute: {@code table[@id=KBKs]}
 */
public record TableForm(Format format, Charset encoding, char separator, String sheet, String element) {

    /** The kinds of file, by the word for each that a mapping has. */
    public enum Format {
        CSV,
        XLSX,
        XML,
        JSONL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static TableForm csv(Charset encoding, char separator) {
        return new TableForm(Format.CSV, encoding, separator, "", "");
    }

    /** A sheet of a spreadsheet, by name or number; empty for the first that is not hidden. */
    public static TableForm xlsx(String sheet) {
        return new TableForm(Format.XLSX, StandardCharsets.UTF_8, ',', sheet, "");
    }

    public static TableForm xml(String element) {
        return new TableForm(Format.XML, StandardCharsets.UTF_8, ',', "", element);
    }

    public static TableForm jsonl() {
        return new TableForm(Format.JSONL, StandardCharsets.UTF_8, ',', "", "");
    }

    /** How the lookup files beside a table of this form are written: as the table if it is CSV, else as plain CSV. */
    public TableForm ofLookups() {
        return format == Format.CSV ? this : csv(StandardCharsets.UTF_8, ',');
    }
}
