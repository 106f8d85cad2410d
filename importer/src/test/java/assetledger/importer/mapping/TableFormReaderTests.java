package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.source.TableForm;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableFormReaderTests {
    private final Faults faults = new Faults();

    @Test
    void readsTheFormOfEachKindOfFile() {
        assertThat(read("{}")).isEqualTo(TableForm.csv(StandardCharsets.UTF_8, ','));
        assertThat(read("{format: csv, encoding: windows-1251, separator: \"\\t\"}"))
                .isEqualTo(TableForm.csv(Charset.forName("windows-1251"), '\t'));
        assertThat(read("{format: xlsx}")).isEqualTo(TableForm.xlsx(""));
        assertThat(read("{format: xlsx, sheet: Системы}")).isEqualTo(TableForm.xlsx("Системы"));
        assertThat(read("{format: xlsx, sheet: 2}")).isEqualTo(TableForm.xlsx("2"));
        assertThat(read("{format: xml, element: \"a/b[@id=КБК 1]/c\"}")).isEqualTo(TableForm.xml("a/b[@id=КБК 1]/c"));
        assertThat(read("{format: jsonl}")).isEqualTo(TableForm.jsonl());
        assertThat(faults.sentences()).isEmpty();
    }

    @CsvSource(
            delimiter = '|',
            value = {
                "{format: json}|format: this is one of csv or xlsx or xml or jsonl",
                "{format: xlsx, separator: \";\"}|separator: only the format csv has this, but here it is xlsx",
                "{format: xml, element: a, encoding: UTF-8}|encoding: only the format csv or jsonl has this",
                "{sheet: A}|sheet: only the format xlsx has this, but here it is csv",
                "{format: xlsx, sheet: 0}|sheet: this is a text",
                "{format: xml}|element: this is the path of the element that is a row",
                "{format: xml, element: /a//b}|element: this is the path of the element that is a row",
                "{format: xml, element: \"a[b=c]\"}|element: this is the path of the element that is a row",
                "{encoding: UTF-7000}|encoding: there is no encoding 'UTF-7000'",
                "{separator: \"::\"}|separator: this is one character"
            })
    @ParameterizedTest
    void namesWhatAFormCannotBe(String yaml, String fault) {
        read(yaml);

        assertThat(faults.sentences()).singleElement().asString().startsWith(fault);
    }

    private TableForm read(String yaml) {
        return new TableFormReader(Yaml.read("m.yaml", yaml), faults).form();
    }
}
