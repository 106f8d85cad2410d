package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.throwable;

import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;

class MappingReaderTests {
    private static final String RIGHT = """
            mapping: offices
            encoding: windows-1251
            separator: ";"
            empty: [NA]
            key: [id]
            lookups:
              areas: {map: {health: "07.4.0"}}
              owners: {file: owners.csv, key: name, value: code}
            records:
              - register:
                  record:
                    function:
                      name: {column: title, required: true}
                      area: {column: field, lookup: areas}
                      kind: SERVICE
            """;

    @Test
    void readsWhatAMappingSays() {
        Mapping mapping = MappingReader.read("offices.yaml", RIGHT);

        assertThat(mapping.name()).isEqualTo("offices");
        assertThat(mapping.form().encoding()).isEqualTo(Charset.forName("windows-1251"));
        assertThat(mapping.form().separator()).isEqualTo(';');
        assertThat(mapping.empty()).containsExactlyInAnyOrder("", "NA");
        assertThat(mapping.columns(List.of("id", "title", "field", "note"))).containsExactly("id", "title", "field");
        assertThat(mapping.entries()).containsOnlyKeys("areas");
        assertThat(mapping.lookupFiles()).containsOnlyKeys("owners");
    }

    @Test
    void namesColumnsThatTheFileDoesNotHave() {
        Mapping mapping = MappingReader.read("offices.yaml", RIGHT);

        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> mapping.checkColumns(List.of("id", "Title"), List.of()))
                .satisfies(e -> assertThat(e.faults())
                        .containsExactly(
                                "the file has no column 'title', but it has 'Title', whose character 1 is LATIN"
                                        + " CAPITAL LETTER T, where the mapping has LATIN SMALL LETTER T",
                                "the file has no column 'field'",
                                "it has the columns id, Title"));
    }

    @Test
    void namesEveryFaultWithItsPlaceAtOnce() {
        assertFaults(
                RIGHT.replace("separator", "seperator")
                        .replace("lookup: areas", "lookup: area, form: x")
                        .replace("kind: SERVICE", "kind: SERVISE")
                        .replace("required: true", "required: maybe"),
                "seperator: a mapping has no such key",
                "records[0].register.record.function.area: an expression has no 'form'",
                "records[0].register.record.function.area: there is no lookup 'area'; there are [areas, owners]",
                "records[0].register.record.function.kind: This must come to one of SERVICE, CONTROL",
                "records[0].register.record.function.name.required: this is true or false");
    }

    @Test
    void refusesCommandsAndFieldsThatTheServerDoesNotHave() {
        assertFaults(
                RIGHT.replace("register:", "registr:"),
                "records[0]: there is no 'registr' here; there are register, revise, put, link");
        assertFaults(
                RIGHT.replace("name:", "nmae:"),
                "records[0].register.record.function: there is no 'nmae' here; there are name,");
        assertFaults(RIGHT.replace("function:", "robot:"), "records[0].register.record: there is no 'robot' here");
        assertFaults(link("{kind: USES, tail: {id: {column: a}}}"), "records[0].link: 'head' is missing");
        assertFaults(
                link("{kind: USES, tail: {}, head: {id: {column: a}}}"),
                "records[0].link.tail: exactly one of these is given: id, external");
    }

    @Test
    void refusesConstantsAndFormsThatDoNotFitTheField() {
        assertFaults(spending("year: \"2023\", amount: {column: a}"), "amounts[0].year: this is a whole number");
        assertFaults(spending("year: 2023, amount: 5"), "amounts[0].amount: this is a text: write it in quotes");
        assertFaults(spending("year: 2023, amount: \"5,0\""), "amounts[0].amount: A number looks like 1234.50");
        assertFaults(
                spending("year: 2023, amount: {column: a, date: yyyy}"), "amounts[0].amount: this field is a Decimal");
        assertFaults(
                spending("year: {column: a, integer: 1}, amount: \"5\""),
                "amounts[0].year.integer: this is true or false");
        assertFaults(
                spending("year: 2023, amount: {column: a, number: {decimal: \",\", grouping: \",\"}}"),
                "amounts[0].amount.number: a number looks like");
        assertFaults(
                link("{kind: USES, tail: {id: x}, head: {id: y}, from: {column: a, date: HH}}"),
                "from.date: a date pattern looks like");
        assertFaults(
                link("{kind: USES, tail: {id: x}, head: {column: a}}"),
                "records[0].link.head: this has fields of its own: id, external");
    }

    @Test
    void refusesALookupFileOutsideTheFolderOfTheImportedFile() {
        assertFaults(RIGHT.replace("owners.csv", "../owners.csv"), "lookups.owners: a lookup is");
        assertFaults(RIGHT.replace("owners.csv", "/etc/passwd"), "lookups.owners: a lookup is");
    }

    @Test
    void refusesWhatIsNoYamlAndAKeyGivenTwice() {
        assertFaults("mapping: [", "line ");
        assertFaults("- a", "a mapping has the keys");
        assertFaults(RIGHT + "key: [name]\n", "line ");
    }

    private static String link(String body) {
        return "mapping: m\nkey: [a]\nrecords:\n  - link: " + body + "\n";
    }

    private static String spending(String amount) {
        return "mapping: m\nkey: [a]\nrecords:\n  - register: {record: {spendingLine: {amounts: [{" + amount
                + "}]}}}\n";
    }

    private static void assertFaults(String yaml, String... starts) {
        List<String> faults = assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> MappingReader.read("offices.yaml", yaml))
                .withMessageStartingWith("The mapping offices.yaml cannot be used:")
                .asInstanceOf(throwable(MappingException.class))
                .actual()
                .faults();
        assertThat(faults).hasSize(starts.length);
        for (String start : starts) {
            assertThat(faults).anyMatch(fault -> fault.contains(start), start);
        }
    }
}
