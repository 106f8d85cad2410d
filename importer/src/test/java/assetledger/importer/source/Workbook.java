package assetledger.importer.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A spreadsheet file under construction: its parts by name, each replaceable by a bad one. */
final class Workbook {
    static final String SHEET = "xl/worksheets/sheet1.xml";
    static final String TEXTS = "xl/sharedStrings.xml";
    static final String STYLES = "xl/styles.xml";
    static final String BOOK = "xl/workbook.xml";
    static final String BOOK_LINKS = "xl/_rels/workbook.xml.rels";
    static final String TYPES = "[Content_Types].xml";

    private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static final String LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();
    private final List<String> sheets = new ArrayList<>();
    private String book = "";

    private Workbook() {}

    /** A workbook of one sheet named Table, from what stands between {@code <sheetData>} and its end. */
    static Workbook ofRows(String rows) {
        return new Workbook()
                .sheet("Table", "", rows)
                .part(STYLES, styles("0", "14", "9", "164"))
                .part(TEXTS, texts("id", "name", "Seven"));
    }

    /** A table of texts and numbers, each row as {@code id|name|...}; numbers are cells with numbers. */
    static Workbook ofTable(String... lines) {
        StringBuilder rows = new StringBuilder();
        for (int line = 0; line < lines.length; line++) {
            rows.append("<row r=\"%d\">".formatted(line + 1));
            String[] cells = lines[line].split("\\|", -1);
            for (int column = 0; column < cells.length; column++) {
                rows.append(cell("" + (char) ('A' + column) + (line + 1), cells[column]));
            }
            rows.append("</row>");
        }
        return ofRows(rows.toString());
    }

    static String cell(String place, String text) {
        return text.matches("-?[0-9]+(\\.[0-9]+)?")
                ? "<c r=\"%s\"><v>%s</v></c>".formatted(place, text)
                : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(place, text);
    }

    /** The styles of cells: the first has the format General, the others those of the given numbers; 164 is dd.mm.yyyy. */
    static String styles(String... formats) {
        StringBuilder styles = new StringBuilder();
        for (String format : formats) {
            styles.append("<xf numFmtId=\"%s\"/>".formatted(format));
        }
        return "<styleSheet xmlns=\"%s\"><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd\\.mm\\.yyyy;@\"/></numFmts><cellXfs>%s</cellXfs></styleSheet>"
                .formatted(MAIN, styles);
    }

    static String texts(String... texts) {
        StringBuilder items = new StringBuilder();
        for (String text : texts) {
            items.append("<si><t>%s</t></si>".formatted(text));
        }
        return "<sst xmlns=\"%s\">%s</sst>".formatted(MAIN, items);
    }

    Workbook sheet(String name, String attributes, String rows) {
        int number = sheets.size() + 1;
        sheets.add("<sheet name=\"%s\" sheetId=\"%d\" r:id=\"rId%d\" %s/>".formatted(name, number, number, attributes));
        return part(
                "xl/worksheets/sheet%d.xml".formatted(number),
                "<worksheet xmlns=\"%s\"><sheetData>%s</sheetData></worksheet>".formatted(MAIN, rows));
    }

    /** What stands in the workbook before its list of sheets. */
    Workbook book(String properties) {
        book = properties;
        return this;
    }

    Workbook part(String name, String text) {
        return part(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Workbook part(String name, byte[] bytes) {
        parts.put(name, bytes);
        return this;
    }

    Workbook without(String name) {
        parts.remove(name);
        return this;
    }

    Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The bytes of one part. */
    byte[] bytes(String name) {
        return Objects.requireNonNull(all().get(name), name);
    }

    byte[] bytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> part : all().entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private Map<String, byte[]> all() {
        Map<String, byte[]> all = new LinkedHashMap<>(frame());
        all.putAll(parts);
        return all;
    }

    private Map<String, byte[]> frame() {
        Map<String, byte[]> frame = new LinkedHashMap<>();
        frame.put(TYPES, types().getBytes(StandardCharsets.UTF_8));
        frame.put(
                BOOK,
                "<workbook xmlns=\"%s\" xmlns:r=\"%s\">%s<sheets>%s</sheets></workbook>"
                        .formatted(MAIN, LINK, book, String.join("", sheets))
                        .getBytes(StandardCharsets.UTF_8));
        frame.put(BOOK_LINKS, links().getBytes(StandardCharsets.UTF_8));
        return frame;
    }

    private String types() {
        StringBuilder types = new StringBuilder("<Types xmlns=\"%scontent-types\">".formatted(PACKAGE));
        type(types, BOOK, "sheet.main");
        if (parts.containsKey(STYLES)) {
            type(types, STYLES, "styles");
        }
        if (parts.containsKey(TEXTS)) {
            type(types, TEXTS, "sharedStrings");
        }
        return types.append("</Types>").toString();
    }

    private static void type(StringBuilder types, String part, String kind) {
        types.append("<Override PartName=\"/%s\" ContentType=\"%s%s+xml\"/>".formatted(part, SPREADSHEET, kind));
    }

    private String links() {
        StringBuilder links = new StringBuilder("<Relationships xmlns=\"%srelationships\">".formatted(PACKAGE));
        for (int number = 1; number <= sheets.size(); number++) {
            links.append("<Relationship Id=\"rId%d\" Type=\"%s/worksheet\" Target=\"worksheets/sheet%d.xml\"/>"
                    .formatted(number, LINK, number));
        }
        return links.append("</Relationships>").toString();
    }
}
