package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvSourceTests {
    @TempDir
    private Path folder;

    @Test
    void readsQuotedLineBreaksAndDoubledQuotesAndCountsRowsAsASpreadsheetDoes() {
        List<Row> rows = read("\uFEFFid,name\r\n1,\"a\r\nb\"\r\n\r\n2,\"say \"\"c\"\"\"\r\n");

        assertThat(rows).extracting(Row::number).containsExactly(2, 4);
        assertThat(rows).extracting(row -> row.cell("name")).containsExactly("a\r\nb", "say \"c\"");
        assertThat(rows.get(0).header().names()).containsExactly("id", "name");
    }

    @Test
    void reportsARaggedRowAndReadsOn() {
        List<Row> rows = read("id,name\n1\n2,b\n3,c,d\n");

        assertThat(rows).extracting(row -> row.faults().size()).containsExactly(1, 0, 1);
        assertThat(rows.get(0).faults().get(0).sentence())
                .startsWith("A row has 2 cells as the header has, but this one has 1");
    }

    @Test
    void reportsBytesThatAreNotInTheDeclaredEncodingWithTheirColumn() {
        byte[] windows = "id,name\n1,Москва\n2,plain\n".getBytes(Charset.forName("windows-1251"));

        List<Row> rows = read(windows, StandardCharsets.UTF_8);

        assertThat(rows.get(0).faults()).extracting(Fault::column).containsExactly("name");
        assertThat(rows.get(0).faults().get(0).sentence()).contains("encoding");
        assertThat(rows.get(1).faults()).isEmpty();
        assertThat(read(windows, Charset.forName("windows-1251")).get(0).cell("name"))
                .isEqualTo("Москва");
    }

    @Test
    void reportsACellThatIsTooLongAndOneWithANulCharacter() {
        List<Row> rows =
                read("id,name\n1," + "x".repeat(32 * 1024 + 1) + "\n2,a\0b\n3," + "x".repeat(32 * 1024) + "\n");

        assertThat(rows).extracting(row -> row.faults().size()).containsExactly(1, 1, 0);
        assertThat(rows.get(0).faults().get(0).value()).hasSizeLessThan(100);
    }

    @Test
    void refusesAFileWhoseRowsCannotBeToldApart() {
        assertRefused("id,name\n1,a\n2,\"b\n3,c\n", "table.csv, row 3: the rows from here on cannot be told apart");
        assertRefused("id,name\n1,\"a\"b\n", "row 2");
        assertRefused("id,name\n1,\"" + "x".repeat(5 << 20), "row 2");
    }

    @Test
    void refusesAFileWithoutHeaderOrWithTooManyColumns() {
        assertRefused("", "table.csv contains no data rows: it is empty");
        assertRefused("\uFEFF", "table.csv contains no data rows: it is empty");
        assertRefused("c,".repeat(300) + "\n", "at most 256 columns");
    }

    @Test
    void refusesWhatIsNoText() {
        assertRefused(
                "PK\u0003\u0004.......", "table.csv is declared as csv, but by its first bytes it is a spreadsheet");
        assertRefused("i\0d\0,\0", "not a text in UTF-8");
    }

    private void assertRefused(String text, String sentence) {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read(text))
                .withMessageContaining(sentence);
    }

    private List<Row> read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private List<Row> read(byte[] bytes, Charset encoding) {
        List<Row> rows = new ArrayList<>();
        try (RowSource source =
                Sources.open(Files.write(folder.resolve("table.csv"), bytes), TableForm.csv(encoding, ','))) {
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(row.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }
}
