package assetledger.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.importer.source.FormulaGuard;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.Sources;
import assetledger.importer.source.TableForm;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableFileTests {
    private static final List<String> NASTY = List.of(
            "=1+1",
            "'=1",
            "''",
            "+7 495",
            "@x",
            "\t=x",
            " \uFF1D1",
            "a,b;c\td",
            "say \"no\"",
            "two\nlines",
            "two\r\nlines",
            " blanks around ",
            "<b>&amp;</b>",
            "0012",
            "1e5",
            "12345678901234567890.10",
            "2026-03-31",
            "TRUE",
            "Журнал «Ёж» \uD83D\uDE00");

    @TempDir
    private Path folder;

    @ValueSource(strings = {"t.csv", "t.tsv"})
    @ParameterizedTest
    void aSeparatedFileHoldsNoFormulaAndGivesBackTheBytesOfEveryText(String name) throws IOException {
        Path file = write(name, rows());
        assertThat(Files.readAllBytes(file)).startsWith(0xEF, 0xBB, 0xBF);
        List<String> cells = csv(file, name.endsWith("csv") ? ',' : '\t');
        assertThat(cells).noneMatch(cell -> cell.matches("(?s)[\\s\"]*[=+@\uFF1D].*"));
        assertThat(cells.stream().map(FormulaGuard::off)).containsExactlyElementsOf(NASTY);
    }

    @Test
    void aWorkbookHoldsEveryTextAsATextWithItsBytes() throws IOException {
        List<Row> rows = xlsx(write("t.xlsx", rows()));
        assertThat(rows).allSatisfy(row -> assertThat(row.getCell(0).getType()).isEqualTo(CellType.STRING));
        assertThat(rows.stream().map(row -> row.getCell(0).getText())).containsExactlyElementsOf(NASTY);
    }

    @Test
    void aWorkbookHoldsNumbersOfWhichNoDigitIsLost() throws IOException {
        List<Row> rows = xlsx(write(
                "t.xlsx",
                List.of(List.of(
                        new Cell("-7", true), new Cell("999999999999999", true), new Cell("9007199254740993", true)))));
        assertThat(rows.get(0).getCell(0).getType()).isEqualTo(CellType.NUMBER);
        assertThat(rows.get(0).getCell(1).asNumber()).isEqualByComparingTo("999999999999999");
        assertThat(rows.get(0).getCell(2).getType()).isEqualTo(CellType.STRING);
        assertThat(rows.get(0).getCell(2).getText()).isEqualTo("9007199254740993");
    }

    @Test
    void aWorkbookWritesWhatItCannotHoldAsItsFormatSaysIt() throws IOException {
        List<Row> rows = xlsx(write("t.xlsx", List.of(List.of(new Cell("a\u000Bb _x0041_", false)))));
        assertThat(rows.get(0).getCell(0).getText()).isEqualTo("a_x000B_b _x005F_x0041_");
    }

    /** Texts of the pieces that the form of a workbook makes hard, by chance. */
    @Test
    void anImportReadsEveryTextOfAWorkbookBackAsItWas() throws IOException {
        List<String> pieces = List.of(
                "_",
                "x",
                "_x",
                "x0041",
                "_x0041_",
                "_x000b_",
                "_x005F_",
                "005F",
                "\u000B",
                "\u0001",
                "\uFFFE",
                "Ж",
                "\uD83D\uDE00",
                "a",
                " ",
                "\n",
                "\t",
                "&",
                "<",
                "]]>");
        Random random = new Random(20261125);
        List<List<Cell>> rows = new ArrayList<>(List.of(List.of(Cell.text("text"))));
        for (int row = 0; row < 3_000; row++) {
            StringBuilder text = new StringBuilder("-");
            for (int piece = random.nextInt(9); piece >= 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            rows.add(List.of(Cell.text(text.append('-').toString())));
        }
        Path file = write("t.xlsx", rows);
        List<String> read = new ArrayList<>();
        try (RowSource source = Sources.open(file, TableForm.xlsx(""))) {
            for (Optional<assetledger.importer.source.Row> row = source.next(); row.isPresent(); row = source.next()) {
                read.add(row.get().cell("text"));
            }
        }
        assertThat(read)
                .containsExactlyElementsOf(
                        rows.stream().skip(1).map(cells -> cells.get(0).text()).toList());
    }

    @Test
    void anEmptyCellIsARowOfItsOwnAndALongOneBelongsIntoACsv() throws IOException {
        Path file = write("t.csv", List.of(List.of(Cell.EMPTY), List.of(new Cell("a", false))));
        assertThat(csv(file, ',')).containsExactly("", "a");
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> write("t.xlsx", List.of(List.of(new Cell("a".repeat(32_768), false)))))
                .withMessageContaining("Row 1, column 1 has 32,768 characters")
                .withMessageContaining(".csv");
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> write("t.ods", List.of()))
                .withMessageContaining("ends with .csv, .tsv or .xlsx");
    }

    private static List<List<Cell>> rows() {
        return NASTY.stream().map(text -> List.of(new Cell(text, false))).toList();
    }

    private Path write(String name, List<List<Cell>> rows) throws IOException {
        Path file = folder.resolve(name);
        try (TableFile table = TableFile.open(file, file)) {
            for (List<Cell> row : rows) {
                table.row(row);
            }
        }
        return file;
    }

    private static List<String> csv(Path file, char separator) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .skipEmptyLines(false)
                .ofCsvRecord(file)) {
            return reader.stream().map(record -> record.getField(0)).toList();
        }
    }

    private static List<Row> xlsx(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                ReadableWorkbook workbook = new ReadableWorkbook(bytes);
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            return rows.toList();
        }
    }
}
