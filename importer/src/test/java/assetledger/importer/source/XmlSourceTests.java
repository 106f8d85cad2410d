package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlSourceTests {
    private static final Path PROGRAMMES =
            Path.of(System.getProperty("assetledger.data", "../shared/data")).resolve("moscow-programmes");

    @TempDir
    private Path folder;

    @Test
    void namesColumnsByTheirPathBelowTheRowAndNumbersWhatRepeats() throws IOException {
        List<Row> rows = read("""
                <list xmlns:o='urn:o'><!-- none -->
                  <row id='1'><name>A &amp; B</name><o:owner code='7'><name><![CDATA[C]]></name></o:owner></row>
                  <row id='2'><name/><tag>x</tag><tag>y</tag></row>
                  <other><row id='3'/></other>
                  <row>text</row>
                </list>""", "list/row");

        assertThat(rows.get(0).header().names())
                .containsExactly("@id", "name", "owner/@code", "owner/name", "tag", "tag[2]", ".");
        assertThat(rows).extracting(Row::number).containsExactly(1, 2, 3);
        assertThat(rows.get(0).cells()).containsExactly("1", "A & B", "7", "C", "", "", "");
        assertThat(rows.get(1).cells()).containsExactly("2", "", "", "", "x", "y", "");
        assertThat(rows.get(2).cells()).containsExactly("", "", "", "", "", "", "text");
    }

    @Test
    void readsTheRowsOfOneTableOfSeveral() throws IOException {
        String tables =
                "<tables><table id='a'><row><v>1</v></row></table><table id='b'><row><v>2</v></row></table></tables>";

        assertThat(read(tables, "tables/table[@id=b]/row"))
                .extracting(row -> row.cell("v"))
                .containsExactly("2");
        assertThat(read(tables, "tables/table/row")).hasSize(2);
    }

    @Test
    void reportsACellThatIsTooLongWithItsLine() throws IOException {
        List<Row> rows = read("<list>\n<row>\n<a>" + "x".repeat(40_000) + "</a></row></list>", "list/row");

        assertThat(rows.get(0).faults()).extracting(Fault::column).containsExactly("a");
        assertThat(rows.get(0).faults().get(0).sentence()).contains("32768").endsWith("(line 2 of the file)");
    }

    @Test
    void namesTheLineAtWhichAFileBreaksOff() {
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> read("<list>\n<row><a>1</a></row>\n<row><a>2</row></list>", "list/row"))
                .withMessageStartingWith("table.xml, line 3: it is not well-formed XML");
    }

    @Test
    void readsAPublishedProgrammeOfTheCityOfMoscow() {
        assumeTrue(Files.isDirectory(PROGRAMMES), "The public tables are not beside the checkout: " + PROGRAMMES);
        Path file = PROGRAMMES.resolve("gp12.xml");

        assertThat(rows(file, "document/tables/table[@id=SubprogramActions]/data/row"))
                .hasSize(23);
        List<Row> amounts = rows(file, "document/tables/table[@id=KBKFinancingValues]/data/row");
        assertThat(amounts).hasSize(728);
        assertThat(amounts).filteredOn(row -> row.cell("el[4]").isBlank()).hasSize(267);
    }

    private List<Row> read(String text, String element) throws IOException {
        return rows(Files.writeString(folder.resolve("table.xml"), text), element);
    }

    private static List<Row> rows(Path file, String element) {
        List<Row> rows = new ArrayList<>();
        try (RowSource source = Sources.open(file, TableForm.xml(element))) {
            for (Optional<Row> row = source.next(); row.isPresent(); row = source.next()) {
                rows.add(row.get());
            }
        }
        return rows;
    }
}
