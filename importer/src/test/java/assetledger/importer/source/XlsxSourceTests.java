package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XlsxSourceTests {
    private static final String HEADER =
            "<row r=\"1\">%s%s</row>".formatted(Workbook.cell("A1", "id"), Workbook.cell("B1", "value"));

    @TempDir
    private Path folder;

    @Test
    void readsTextsAndNumbersAndCountsRowsAsTheSpreadsheetDoes() {
        List<Row> rows = read(
                Workbook.ofRows("<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c></row>"
                        + "<row r=\"4\"/><row r=\"7\"><c r=\"A7\"><v>7</v></c><c r=\"B7\" t=\"s\"><v>2</v></c></row>"
                        + "<row r=\"8\"><c r=\"B8\" t=\"b\"><v>1</v></c></row>"));

        assertThat(rows).extracting(Row::number).containsExactly(7, 8);
        assertThat(rows.get(0).cells()).containsExactly("7", "Seven");
        assertThat(rows.get(0).isPlain("id")).isTrue();
        assertThat(rows.get(0).isPlain("name")).isFalse();
        assertThat(rows.get(1).cells()).containsExactly("", "true");
    }

    /** Style 1 is a short day, 2 a percentage, 3 dd.mm.yyyy. */
    @CsvSource({
        "0, 12.5, 12.5",
        "0, 4.5599999999999996, 4.56",
        "0, 1.2E-2, 0.012",
        "0, 0.30000000000000004, 0.3",
        "0, 0.7000000000000001, 0.7",
        "0, 999999999999999, 999999999999999",
        "0, -0, 0",
        "2, 0.125, 0.125",
        "1, 1, 1900-01-01",
        "1, 59, 1900-02-28",
        "1, 61, 1900-03-01",
        "3, 45382, 2024-03-31",
        "3, 44561.99999, 2021-12-31T23:59:59",
        "3, 45382.5, 2024-03-31T12:00:00",
        "3, 2958465, 9999-12-31"
    })
    @ParameterizedTest
    void readsNumbersAsTheyWereTypedAndDaysWhereTheCellHasTheFormatOfADay(String style, String raw, String text) {
        Row row = read(ofValue(style, raw)).get(0);

        assertThat(row.faults()).isEmpty();
        assertThat(row.cell("value")).isEqualTo(text);
    }

    @CsvSource({
        "0, 1234567890123456789, more than 15 digits",
        "0, 1E+15, more than 15 digits",
        "0, 0.3333333333333333, more than 15 digits",
        "0, 123456789012.34567, more than 15 digits",
        "0, 1E999, more than 15 digits",
        "0, twelve, an error instead of a value",
        "1, 0, formatted as a day",
        "1, 60, formatted as a day",
        "1, -1, formatted as a day",
        "3, 2958466, formatted as a day"
    })
    @ParameterizedTest
    void reportsNumbersThatTheSpreadsheetRoundedAndDaysThatAreNone(String style, String raw, String sentence) {
        Row row = read(ofValue(style, raw)).get(0);

        assertThat(row.faults()).extracting(Fault::column).containsExactly("value");
        assertThat(row.faults().get(0).sentence()).startsWith("Cell B2").contains(sentence);
    }

    @Test
    void countsDaysFrom1904WhereTheWorkbookDoes() {
        assertThat(read(ofValue("1", "0").book("<workbookPr date1904=\"1\"/>"))
                        .get(0)
                        .cell("value"))
                .isEqualTo("1904-01-01");
        assertThat(read(ofValue("1", "43920").book("<workbookPr date1904=\"1\"/>"))
                        .get(0)
                        .cell("value"))
                .isEqualTo("2024-03-31");
    }

    @Test
    void reportsFormulasWithAndWithoutAValueByTheirCell() {
        List<Row> rows = read(Workbook.ofRows(HEADER
                + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\"><f>A2+1</f><v>2</v></c></row>"
                + "<row r=\"3\"><c r=\"A3\"><v>1</v></c><c r=\"B3\" t=\"str\"><f>WEBSERVICE(\"http://127.0.0.1\")</f></c></row>"
                + "<row r=\"4\"><c r=\"A4\"><v>1</v></c><c r=\"B4\" t=\"str\"><v>text of a program</v></c></row>"));

        assertThat(rows.get(0).faults())
                .containsExactly(new Fault(
                        "value",
                        "2",
                        "Cell B2 is a formula, and formulas are not accepted; paste the value in its place"));
        assertThat(rows.get(1).faults()).hasSize(1);
        assertThat(rows.get(2).cell("value")).isEqualTo("text of a program");
    }

    @Test
    void readsTheFirstSheetThatIsNotHiddenAndSaysWhichAreLeftAside() {
        Workbook workbook = Workbook.ofTable("id", "1")
                .sheet(
                        "More",
                        "",
                        "<row r=\"1\"><c r=\"A1\"><v>5</v></c></row><row r=\"2\"><c r=\"A2\"><v>6</v></c></row>")
                .sheet("Notes", "state=\"veryHidden\"", "")
                .sheet("Old", "state=\"hidden\"", "");

        try (RowSource source = open(workbook, "")) {
            assertThat(source.header().names()).containsExactly("id");
            assertThat(source.notes())
                    .containsExactly(
                            "Read is the first sheet of 'Table', 'More'", "Not read, because hidden: 'Notes', 'Old'");
        }
        for (String sheet : List.of("2", "More")) {
            try (RowSource source = open(workbook, sheet)) {
                assertThat(source.header().names()).containsExactly("5");
            }
        }
        assertRefused(workbook, "Old", "has no sheet 'Old' that can be seen; it has 'Table', 'More'");
        assertRefused(workbook, "3", "has no sheet '3'");
    }

    @Test
    void reportsARowWithCellsBesideTheTable() {
        List<Row> rows = read(Workbook.ofTable("id|name", "1", "1|b|c", "1||", "||"));

        assertThat(rows).extracting(row -> row.faults().size()).containsExactly(0, 1, 0);
        assertThat(rows.get(0).cells()).containsExactly("1", "");
    }

    @Test
    void readsAWorkbookWithoutStylesAndWithoutTextsAndUndoesTheEscapingOfCharacters() {
        Workbook workbook = Workbook.ofTable("id|name", "1|a_x000D_b_x0041_")
                .without(Workbook.STYLES)
                .without(Workbook.TEXTS);

        assertThat(read(workbook).get(0).cell("name")).isEqualTo("a\rbA");
    }

    private static Workbook ofValue(String style, String raw) {
        return Workbook.ofRows(HEADER
                + "<row r=\"2\"><c r=\"A2\"><v>1</v></c><c r=\"B2\" s=\"%s\"><v>%s</v></c></row>"
                        .formatted(style, raw));
    }

    private void assertRefused(Workbook workbook, String sheet, String sentence) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> open(workbook, sheet).close())
                .withMessageContaining(sentence);
    }

    private RowSource open(Workbook workbook, String sheet) {
        return Sources.open(workbook.write(folder.resolve("table.xlsx")), TableForm.xlsx(sheet));
    }

    private List<Row> read(Workbook workbook) {
        List<Row> rows = new ArrayList<>();
        try (RowSource source = open(workbook, "")) {
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
