package assetledger.importer.source;

import assetledger.importer.source.RawZip.Entry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Files that people with bad luck or bad intent send, and what each is answered with. */
final class HostileFiles {
    static final TableForm CSV = TableForm.csv(StandardCharsets.UTF_8, ',');
    static final TableForm XLSX = TableForm.xlsx("");
    static final TableForm XML = TableForm.xml("list/row");
    static final TableForm JSONL = TableForm.jsonl();

    private static final String GOOD_SHEET = "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c></row>"
            + "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row>";
    private static final byte[] OLE = {
        (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
    };

    /** Writes a file. */
    @FunctionalInterface
    interface Writer {
        void write(OutputStream bytes) throws IOException;
    }

    /**
     * One file.
     *
     * @param number of the case in the list of hostile inputs
     * @param answer a part of what the reader says of it: the sentence that refuses it, or the count of its rows with
     *     the faults of some
     */
    record Case(int number, String what, TableForm form, Writer content, String answer) {
        Path write(Path file) {
            try (OutputStream bytes = Files.newOutputStream(file)) {
                content.write(bytes);
                return file;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return "%d %s".formatted(number, what);
        }
    }

    private final List<Case> cases = new ArrayList<>();
    private final String trap;

    private HostileFiles(String trap) {
        this.trap = trap;
    }

    /** @param trap an address that nobody may ask */
    static List<Case> all(String trap) {
        HostileFiles files = new HostileFiles(trap);
        files.empty();
        files.ofOtherKinds();
        files.archives();
        files.entities();
        files.active();
        files.cells();
        files.texts();
        files.encodings();
        files.headers();
        files.json();
        return files.cases;
    }

    private void empty() {
        String empty = "contains no data rows: it is empty";
        text(50, "no bytes", CSV, "", empty);
        text(50, "a byte order mark only", CSV, "\uFEFF", empty);
        text(50, "a header only", CSV, "id,name\n", "0 good, 0 reported");
        text(50, "no bytes", XLSX, "", empty);
        book(50, "a header only", Workbook.ofTable("id|name"), "0 good, 0 reported");
        book(50, "an empty sheet", Workbook.ofRows(""), "contains no data rows: the sheet is empty");
        text(50, "no bytes", JSONL, "", empty);
        text(50, "blank lines only", JSONL, "\n \n", "contains no data rows; it is empty");
        text(
                50,
                "no element of the path",
                XML,
                "<list><line/></list>",
                "it has no element list/row with anything in it; it has list, list/line");
    }

    private void ofOtherKinds() {
        String declared = "is declared as csv, but by its first bytes it is ";
        book(51, "a spreadsheet", Workbook.ofTable("id", "1"), CSV, declared + "a spreadsheet (XLSX)");
        bytes(51, "an old spreadsheet", CSV, OLE, declared + "a spreadsheet of the old kind (XLS)");
        bytes(51, "a spreadsheet with a password", XLSX, OLE, "save it as XLSX without a password");
        text(51, "a program", CSV, "MZ\u0000\u0003", declared + "a program");
        text(51, "a page", CSV, "\uFEFF\n<!DOCTYPE HTML><html><body>", declared + "an HTML page");
        text(51, "a PDF", CSV, "%PDF-1.7", declared + "a PDF document");
        text(
                51,
                "XML",
                JSONL,
                "<?xml version='1.0'?><a/>",
                "is declared as jsonl, but by its first bytes it is an XML");
        text(
                51,
                "a text as a spreadsheet",
                XLSX,
                "id,name\n1,a\n",
                "is declared as xlsx, but by its first bytes it is a text");
        bytes(
                51,
                "an archive of other things",
                XLSX,
                new RawZip().add("a.txt", "a").bytes(),
                "it is an archive, but no spreadsheet");
    }

    private void archives() {
        archive(
                "zeros that inflate a thousand times",
                zip -> zip.add("xl/media/a.bin", new byte[10 << 20]),
                "inflates more than 200 times (xl/media/a.bin)");
        archive(
                "an archive inside",
                zip -> zip.add("xl/a.bin", new RawZip().add("b", "b").bytes()),
                "it has an archive, a document or macros inside");
        archive(
                "entries on the same bytes",
                zip -> zip.add("xl/a.xml", "<a/>").last().offset = 0,
                "two of its entries lie on the same bytes");
        archive("a hundred thousand entries", zip -> addMany(zip, 100_000), "it has 34464 entries; at most 1000");
        archive("a count of entries that is none", zip -> zip.countedAs(3), "but says that it has 3");
        archive(
                "two entries of a name",
                zip -> zip.add("xl/A.xml", "<a/>").add("xl/a.xml", "<b/>"),
                "two entries of the same name");
        archive("a name that climbs", zip -> zip.add("../../x", "x"), "a name that leads outside ('../../x')");
        archive("a name from the root", zip -> zip.add("/etc/x", "x"), "a name that leads outside");
        archive("a name of a drive", zip -> zip.add("C:\\x", "x"), "a name that leads outside");
        archive("a link", HostileFiles::addLink, "it has an entry that is a link (xl/link)");
        archive("an encrypted entry", zip -> zip.add("xl/a.xml", "<a/>").last().flags = 1, "it is encrypted");
        archive(
                "an entry packed in an odd way",
                zip -> zip.add("xl/a.xml", "<a/>").last().method = 14,
                "packed in an unusual way");
        archive(
                "ZIP64 sizes that are not there",
                zip -> zip.add("xl/a.xml", "<a/>").last().size = 0xFFFFFFFFL,
                "lacks the ZIP64 numbers");
        archive("a ZIP64 size that lies", HostileFiles::addBigSize, "its directory and the header of an entry differ");
        archive(
                "a directory that names another entry",
                zip -> zip.add("xl/a.xml", "<a/>").last().localName = "xl/b.xml",
                "its directory and the header of an entry differ");
        archive(
                "an entry that is longer than it says",
                zip -> zip.add("xl/a.xml", "<a>" + "x".repeat(99) + "</a>").last().size = 9,
                "an entry holds other bytes than the directory tells of (xl/a.xml)");
        bytes(
                52,
                "a file that was cut off",
                XLSX,
                cut(bytes(Workbook.ofTable("id", "1")), 100),
                "it was cut off, or something was put behind it");
        bytes(
                52,
                "something before the archive",
                XLSX,
                joined(bytes(Workbook.ofTable("id", "1")), bytes(Workbook.ofTable("id", "2"))),
                "its directory is not where its end says");
        book(
                52,
                "a part of many megabytes that says nothing",
                Workbook.ofTable("id", "1").part("xl/a.xml", "<a>" + noise(3 << 20) + "</a>"),
                "1 good, 0 reported");
        book(
                52,
                "a tag of three megabytes",
                Workbook.ofTable("id", "1").part("xl/a.xml", "<a b='" + noise(3 << 20) + "'/>"),
                "a tag, text or comment is longer than 1048576 bytes");
        book(
                52,
                "elements a hundred thousand deep",
                Workbook.ofTable("id", "1").part("xl/a.xml", "<a>".repeat(100_000)),
                "elements are more than 64 deep");
    }

    private void entities() {
        String outside = "<!DOCTYPE x SYSTEM '%s/x.dtd' [<!ENTITY e SYSTEM '%s/e'>]>".formatted(trap, trap);
        String laughs =
                "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;&b;'>]>";
        String refused = "a document type and entities of its own are not accepted";
        for (String part : List.of(
                Workbook.TYPES, Workbook.BOOK, Workbook.BOOK_LINKS, Workbook.SHEET, Workbook.TEXTS, Workbook.STYLES)) {
            book(
                    53,
                    "an outside document type in " + part,
                    Workbook.ofTable("id", "1").part(part, outside + "<x>&e;</x>"),
                    refused);
        }
        book(
                53,
                "entities that multiply",
                Workbook.ofTable("id", "1").part(Workbook.SHEET, laughs + "<worksheet>&c;</worksheet>"),
                refused);
        book(
                53,
                "a sheet elsewhere",
                Workbook.ofTable("id", "1")
                        .part(
                                Workbook.BOOK_LINKS,
                                "<Relationships><Relationship Id='rId1' Type='x/worksheet' TargetMode='External' Target='%s/s'/></Relationships>"
                                        .formatted(trap)),
                "it refers to something outside the file");
        book(
                53,
                "a hyperlink in a sheet",
                Workbook.ofTable("id", "1")
                        .part(
                                "xl/worksheets/_rels/sheet1.xml.rels",
                                "<Relationships><Relationship Id='a' Type='x/hyperlink' TargetMode='External' Target='%s/h'/></Relationships>"
                                        .formatted(trap)),
                "1 good, 0 reported");
        book(
                53,
                "an inclusion",
                Workbook.ofRows(GOOD_SHEET
                        + "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='%s/i'/>".formatted(trap)),
                "1 good, 0 reported");
        book(
                53,
                "an encoding that few read",
                Workbook.ofTable("id", "1")
                        .part(Workbook.SHEET, "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet/>"),
                "it is neither UTF-8 nor UTF-16");
        text(53, "an outside entity", XML, outside + "<list><row><a>&e;</a></row></list>", "line 1: " + refused);
        text(53, "entities that multiply", XML, laughs + "<list><row><a>&c;</a></row></list>", refused);
        text(
                53,
                "an inclusion",
                XML,
                "<list><row><a>1</a><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='%s/i'/></row></list>"
                        .formatted(trap),
                "1 good, 0 reported");
        text(
                53,
                "a text that goes on",
                XML,
                "<list><row><a><![CDATA[" + "x".repeat(3 << 20) + "]]></a></row></list>",
                "a tag, text or comment is longer");
        text(
                53,
                "elements that do not end",
                XML,
                "<list><row>" + "<a>".repeat(100_000),
                "elements are more than 64 deep");
        text(
                53,
                "an element that is never closed",
                XML,
                "<list>\n<row><a>1</a></row>\n<row><a>2</a>",
                "line 3: it is not well-formed XML");
        text(
                53,
                "a row of a thousand columns",
                XML,
                "<list><row>" + "<a/>".repeat(1_000) + "</row></list>",
                "a row has at most 256 columns");
    }

    private void active() {
        book(
                54,
                "macros",
                Workbook.ofTable("id", "1").part("xl/vbaProject.bin", "x"),
                "it has macros, controls or documents inside (xl/vbaProject.bin)");
        book(
                54,
                "the type of a workbook with macros",
                Workbook.ofTable("id", "1")
                        .part(
                                Workbook.TYPES,
                                "<Types><Override PartName='/xl/workbook.xml' ContentType='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/></Types>"),
                "it is a workbook with macros");
        book(
                54,
                "an OLE object",
                Workbook.ofTable("id", "1").part("xl/o.bin", OLE),
                "it has an archive, a document or macros inside (xl/o.bin)");
        book(
                54,
                "links to other workbooks",
                Workbook.ofTable("id", "1").part("xl/externalLinks/externalLink1.xml", "<externalLink/>"),
                "1 good, 0 reported; The workbook refers to others; nothing of them is read");
        book(
                54,
                "a pivot table",
                Workbook.ofTable("id", "1").part("xl/pivotCache/pivotCacheDefinition1.xml", "<p/>"),
                "1 good, 0 reported; The workbook has pivot tables");
        book(
                54,
                "a hidden sheet",
                Workbook.ofTable("id", "1").sheet("S", "state='veryHidden'", ""),
                "1 good, 0 reported; Not read, because hidden: 'S'");
    }

    private void cells() {
        cell(
                55,
                "a formula with its value",
                "<c r='A2'><f>B2</f><v>1</v></c>",
                "row 2, id: Cell A2 is a formula, and formulas are not accepted");
        cell(
                55,
                "a formula that asks the web",
                "<c r='A2' t='str'><f>WEBSERVICE(\"%s\")</f></c>".formatted(trap),
                "row 2, id: Cell A2 is a formula");
        cell(
                55,
                "a shared formula without its first",
                "<c r='A2'><f t='shared' si='7'/><v>1</v></c>",
                "cannot be read after row 1");
        cell(
                55,
                "a formula of ten thousand letters",
                "<c r='A2'><f>%s</f></c>".formatted("A1+".repeat(4_000)),
                "cell A2 is too long");
        book(
                56,
                "a million rows declared and one used",
                Workbook.ofTable("id")
                        .part(
                                Workbook.SHEET,
                                "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1' spans='1:16384'><c r='A1' t='inlineStr'><is><t>id</t></is></c></row>"
                                        + "<row r='1048576'><c r='A1048576'><v>1</v></c></row></sheetData></worksheet>"),
                "1 good, 0 reported");
        cell(
                56,
                "a cell in the last column",
                "<c r='XFD2'><v>1</v></c>",
                "row 2, : Column XFD has a value in this row, but no name in the header");
        cell(56, "a cell beyond the last column", "<c r='ZZZ2'><v>1</v></c>", "row 2 has a cell at 'ZZZ2'");
        cell(
                56,
                "a cell at no place",
                "<c r='AAAAAAAAAA99999999999'><v>1</v></c>",
                "row 2 has a cell at 'AAAAAAAAAA99999999999'");
        cell(
                56,
                "a cell twice",
                "<c r='A2'><v>1</v></c><c r='A2'><v>2</v></c>",
                "the cells of a row stand in their order, each once");
        book(
                56,
                "a row twice",
                Workbook.ofRows(GOOD_SHEET + "<row r='2'/>"),
                "after row 2 comes a row with the number '2'");
        book(
                56,
                "a row beyond the last",
                Workbook.ofRows(GOOD_SHEET + "<row r='1048577'/>"),
                "comes a row with the number '1048577'");
        cell(
                57,
                "a text out of range",
                "<c r='A2' t='s'><v>2147483647</v></c>",
                "cell A2 refers to text '2147483647' of the workbook");
        cell(
                57,
                "a text just out of range",
                "<c r='A2' t='s'><v>3</v></c>",
                "cell A2 refers to text 3 of the workbook, which has 3");
        cell(
                57,
                "a text before the first",
                "<c r='A2' t='s'><v>-1</v></c>",
                "cell A2 refers to text '-1' of the workbook");
        add(
                57,
                "fifty megabytes of texts",
                XLSX,
                file -> file.write(Workbook.ofTable("id", "1")
                        .part(Workbook.TEXTS, Workbook.texts(noise(50 << 20)))
                        .bytes()),
                "sharedStrings.xml: it is longer than 32 MiB");
        cell(
                58,
                "the day that never was",
                "<c r='A2' s='1'><v>60</v></c>",
                "row 2, id: Cell A2 is formatted as a day, but its number is none");
        cell(58, "a day before all", "<c r='A2' s='1'><v>-1</v></c>", "formatted as a day, but its number is none");
        cell(58, "a day and most of a day", "<c r='A2' s='1'><v>44561.99999</v></c>", "1 good, 0 reported");
        cell(
                58,
                "a kind of cell that few write",
                "<c r='A2' t='d'><v>2024-03-31</v></c>",
                "cell A2 is of a kind that no spreadsheet program writes");
        cell(
                59,
                "a rounded number",
                "<c r='A2'><v>1234567890123456789</v></c>",
                "row 2, id: Cell A2 has a number of more than 15 digits");
        cell(59, "a number in short", "<c r='A2'><v>1E+15</v></c>", "Cell A2 has a number of more than 15 digits");
        cell(
                59,
                "a number that is none",
                "<c r='A2'><v>1e9999999999</v></c>",
                "Cell A2 holds an error instead of a value");
        cell(59, "an error", "<c r='A2' t='e'><v>#DIV/0!</v></c>", "Cell A2 holds an error instead of a value");
    }

    private void texts() {
        text(
                60,
                "a quote that is never closed",
                CSV,
                "id,name\n1,a\n2,\"b\n3,c\n",
                "row 3: the rows from here on cannot be told apart");
        text(60, "a quote inside a bare cell", CSV, "id,name\n1,a\"b\n", "1 good, 0 reported");
        text(60, "line ends of every kind", CSV, "id,name\r1,a\n2,b\r\n3,c", "3 good, 0 reported");
        text(60, "a NUL", CSV, "id,name\n1,a\0b\n", "it has zero bytes near its start");
        text(
                60,
                "a NUL further on",
                CSV,
                "id,name\n" + "1,a\n".repeat(1_000) + "2,a\0b\n",
                "row 1002, name: The cell has a NUL character");
        add(
                60,
                "a line of a hundred megabytes",
                CSV,
                HostileFiles::longLine,
                "row 2: the rows from here on cannot be told apart");
        text(
                60,
                "ten thousand columns",
                CSV,
                "c,".repeat(10_000) + "\n1\n",
                "a file has at most 256 columns, but this one has 10001");
        text(
                60,
                "a cell of forty thousand characters",
                CSV,
                "id,name\n1," + "x".repeat(40_000) + "\n",
                "row 2, name: A cell has at most 32768 characters, but this one has 40000");
        text(
                62,
                "a decimal comma",
                TableForm.csv(StandardCharsets.UTF_8, ';'),
                "id;sum\n1;12,5\n",
                "1 good, 0 reported");
        text(62, "tabs", TableForm.csv(StandardCharsets.UTF_8, '\t'), "id\tsum\n1\t12,5\n", "1 good, 0 reported");
        text(
                64,
                "rows of other lengths",
                CSV,
                "id,name\n1\n2,b\n3,c,d\n",
                "1 good, 2 reported; row 2, : A row has 2 cells as the header has, but this one has 1");
        text(
                65,
                "beginnings of formulas",
                CSV,
                "id\n=1+1\n+1\n-1\n@x\n\"\tx\"\n\"\rx\"\n\uFF1D1\n",
                "7 good, 0 reported; =1+1 +1 -1 @x \tx \rx \uFF1D1");
    }

    private void encodings() {
        String line = "имя,é\nМосква,1\n";
        Charset cyrillic = Charset.forName("windows-1251");
        encoded(
                61,
                "windows-1251, declared",
                cyrillic,
                "имя\nМосква\n".getBytes(cyrillic),
                "1 good, 0 reported; Москва");
        encoded(
                61,
                "windows-1251, not declared",
                StandardCharsets.UTF_8,
                "id,n\nМосква,1\n".getBytes(cyrillic),
                "row 2, id: The cell has bytes that are not in the encoding");
        encoded(
                61,
                "bytes that windows-1252 lacks",
                Charset.forName("windows-1252"),
                new byte[] {'a', '\n', (byte) 0x81, '\n'},
                "row 2, a: The cell has bytes that are not in the encoding");
        encoded(
                61,
                "UTF-16 with its mark",
                StandardCharsets.UTF_16,
                line.getBytes(StandardCharsets.UTF_16),
                "1 good, 0 reported; Москва");
        encoded(
                61,
                "UTF-16 with its mark, declared as UTF-8",
                StandardCharsets.UTF_8,
                line.getBytes(StandardCharsets.UTF_16),
                "begins with the byte order mark of UTF-16BE, but the mapping declares UTF-8");
        encoded(
                61,
                "UTF-16 without a mark",
                StandardCharsets.UTF_16,
                line.getBytes(StandardCharsets.UTF_16LE),
                "1 good, 0 reported; Москва");
        encoded(
                61,
                "UTF-16 without a mark, declared as UTF-8",
                StandardCharsets.UTF_8,
                line.getBytes(StandardCharsets.UTF_16LE),
                "it has zero bytes near its start; some are UTF-16");
        encoded(
                61,
                "UTF-8 with its mark, declared as windows-1251",
                cyrillic,
                ("\uFEFF" + line).getBytes(StandardCharsets.UTF_8),
                "say 'encoding: UTF-8'");
        encoded(
                61,
                "half a character at the end",
                StandardCharsets.UTF_8,
                new byte[] {'a', '\n', (byte) 0xD0},
                "row 2, a: The cell has bytes");
    }

    private void headers() {
        text(
                63,
                "names that are missing or come twice",
                CSV,
                "id,,Id, id ,id\n1,2,3,4,5\n",
                "row 1 gives column 2 no name; row 1 names two columns 'id': 1 and 4; row 1 names two columns 'id': 1 and 5");
        text(
                63,
                "a row after such a header",
                CSV,
                "id,id\n1,2\n",
                "row 2, : The names of the columns are not in order");
        text(63, "blanks of any kind around names", CSV, "\u00A0id \n1\n", "1 good, 0 reported");
        text(
                63,
                "a name without end",
                CSV,
                "x".repeat(70_000) + ",id\n1,2\n",
                "row 1: the name of column 1 has more than 255 characters");
    }

    private void json() {
        text(
                69,
                "one list",
                JSONL,
                "[\n{\"id\": 1},\n{\"id\": 2}\n]\n",
                "the file is one list; each line of a JSON-lines file is an object");
        text(
                69,
                "a million lists, one in the other",
                JSONL,
                "{\"a\": " + "[".repeat(1_000_000),
                "line 1: The line goes past a limit: members at most 64 deep");
        text(
                69,
                "a member twice",
                JSONL,
                "{\"a\": 1}\n{\"a\": 1, \"a\": 2}\n",
                "row 2, : The object names a member twice: \"a\"");
        text(
                69,
                "two members of one path",
                JSONL,
                "{\"a.b\": 1, \"a\": {\"b\": 2}}\n{\"c\": 1}\n",
                "row 1, : Two members come to the same column, 'a.b'");
        text(
                69,
                "no number",
                JSONL,
                "{\"a\": 1}\n{\"a\": NaN}\n",
                "row 2, : The line is no JSON object from its character");
        text(69, "a comma too many", JSONL, "{\"a\": 1}\n{\"a\": 1,}\n", "row 2, : The line is no JSON object");
        text(69, "a comment", JSONL, "{\"a\": 1}\n{\"a\": 1} // x\n", "row 2, : The line is no JSON object");
        text(
                69,
                "two objects in a line",
                JSONL,
                "{\"a\": 1}\n{\"a\": 1}{\"a\": 2}\n",
                "row 2, : A line is one object, but after it comes something else");
        text(69, "no object", JSONL, "{\"a\": 1}\n7\n[1]\n", "row 2, : A line is one object");
        text(
                69,
                "half a line at the end",
                JSONL,
                "{\"a\": 1}\n{\"a\": \"b",
                "1 good, 1 reported; row 2, : The line is no JSON object");
        text(69, "half a character", JSONL, "{\"a\": \"\\ud800\"}\n", "row 1, a: The cell has half of a character");
        text(
                69,
                "digits without end",
                JSONL,
                "{\"a\": 1}\n{\"a\": " + "9".repeat(100_000) + "}\n",
                "row 2, : The line goes past a limit");
        add(
                69,
                "a line of a hundred megabytes",
                JSONL,
                HostileFiles::longLine,
                "a line has at most 1048576 characters");
    }

    private void add(int number, String what, TableForm form, Writer content, String answer) {
        cases.add(new Case(number, what, form, content, answer));
    }

    private void bytes(int number, String what, TableForm form, byte[] bytes, String answer) {
        add(number, what, form, file -> file.write(bytes), answer);
    }

    private void text(int number, String what, TableForm form, String text, String answer) {
        bytes(number, what, form, text.getBytes(StandardCharsets.UTF_8), answer);
    }

    private void encoded(int number, String what, Charset declared, byte[] bytes, String answer) {
        bytes(number, what, TableForm.csv(declared, ','), bytes, answer);
    }

    private void book(int number, String what, Workbook book, String answer) {
        book(number, what, book, XLSX, answer);
    }

    private void book(int number, String what, Workbook book, TableForm form, String answer) {
        add(number, what, form, file -> file.write(book.bytes()), answer);
    }

    private void cell(int number, String what, String cell, String answer) {
        book(
                number,
                what,
                Workbook.ofRows("<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'>%s</row>".formatted(cell)),
                answer);
    }

    private void archive(String what, Consumer<RawZip> change, String answer) {
        add(
                52,
                what,
                XLSX,
                file -> {
                    RawZip zip = new RawZip().add(Workbook.TYPES, "<Types/>");
                    change.accept(zip);
                    file.write(zip.bytes());
                },
                answer);
    }

    private static void addMany(RawZip zip, int count) {
        for (int number = 1; number < count; number++) {
            zip.add("a" + number, "");
        }
    }

    private static void addLink(RawZip zip) {
        Entry link = zip.add("xl/link", "/etc/passwd").last();
        link.madeBy = 3;
        link.attributes = 0xA1FFL << 16;
    }

    private static void addBigSize(RawZip zip) {
        Entry entry = zip.add("xl/a.xml", "<a/>").last();
        entry.directorySize = 0xFFFFFFFFL;
        entry.extra = new byte[] {1, 0, 8, 0, 0, 0, 0, 5, 0, 0, 0, 0};
    }

    private static byte[] bytes(Workbook book) {
        try {
            return book.bytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] cut(byte[] bytes, int end) {
        return java.util.Arrays.copyOf(bytes, bytes.length - end);
    }

    private static byte[] joined(byte[] one, byte[] other) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.writeBytes(one);
        joined.writeBytes(other);
        return joined.toByteArray();
    }

    /** Words that do not shrink much. */
    private static String noise(int length) {
        StringBuilder noise = new StringBuilder(length);
        java.util.SplittableRandom random = new java.util.SplittableRandom(7);
        while (noise.length() < length) {
            noise.append(Long.toString(random.nextLong(Long.MAX_VALUE), 36)).append(' ');
        }
        return noise.toString();
    }

    private static void longLine(OutputStream file) throws IOException {
        file.write("id,name\n".getBytes(StandardCharsets.UTF_8));
        byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        for (int count = 0; count < 100; count++) {
            file.write(piece);
        }
    }
}
