package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FillingTests {
    private final List<String> misfits = new ArrayList<>();

    @Test
    void leavesOutAnEmptyCellAndAnObjectWhoseCellsAreAllEmpty() {
        String template = "register: {record: {function: {name: {column: a}, description: {column: b}, kind: SERVICE,"
                + " broader: {external: {scheme: s, value: {column: b}}}}}}";

        assertThat(fill(template, Map.of("a", "A", "b", "NA")))
                .contains("{'register':{'record':{'function':{'name':'A','kind':'SERVICE'}}}}");
    }

    @Test
    void leavesOutAListElementWithAnEmptyCellAndAListWithoutElements() {
        String template = "register: {record: {indicator: {name: {column: a},"
                + " plans: [{year: 2023, value: {column: b}}, {year: {column: y}, value: {column: a}}],"
                + " actuals: [{year: {column: y}, value: {column: b}}]}}}";

        assertThat(fill(template, Map.of("a", "1", "b", "", "y", "2024")))
                .contains("{'register':{'record':{'indicator':{'name':'1','plans':[{'year':2024,'value':'1'}]}}}}");
    }

    @Test
    void leavesOutACommandThatLacksWhatItRequires() {
        String template =
                "link: {kind: USES, tail: {external: {scheme: s, value: {column: a}}}, head: {id: {column: b}}}";

        assertThat(fill(template, Map.of("a", "", "b", "x"))).isEmpty();
        assertThat(misfits).isEmpty();
        assertThat(fill(template, Map.of("a", "1", "b", "x"))).isPresent();
    }

    @Test
    void tellsOfARequiredCellThatIsEmpty() {
        fill("register: {record: {function: {name: {column: [a, b], required: true}}}}", Map.of("a", "", "b", "NA"));

        assertThat(misfits).containsExactly("a '': This cell must have a value");
    }

    @Test
    void takesTheFirstColumnWithAValueAndTheDefaultWhereThereIsNone() {
        String template = "register: {record: {system: {name: {column: [a, b]}, purpose: {column: a, default: none}}}}";

        assertThat(fill(template, Map.of("a", "", "b", " B ")))
                .contains("{'register':{'record':{'system':{'name':'B','purpose':'none'}}}}");
    }

    @Test
    void translatesByMapThenByLookupThenReadsTheForm() {
        String template =
                "link: {kind: {column: k, map: {u: USES}}, tail: {id: t}, head: {id: {column: h, lookup: ids}},"
                        + " level: {column: l, map: {high: 3}}}";

        assertThat(fill(template, Map.of("k", "u", "h", "H", "l", "high")))
                .contains("{'link':{'kind':'USES','tail':{'id':'t'},'head':{'id':'id-of-H'},'level':3}}");
        fill(template, Map.of("k", "x", "h", "I", "l", "high"));
        assertThat(misfits)
                .containsExactly(
                        "k 'x': This must be one of u",
                        "h 'I': The lookup 'ids' has no such entry; correct the cell or add the entry");
    }

    @Test
    void remembersWhichColumnFedWhichPathCountingOnlyElementsThatAreThere() {
        Mapping mapping = mapping("register: {record: {indicator: {plans: [{year: 2023, value: {column: b}},"
                + " {year: 2024, value: {column: a}}]}}}");

        assertThat(mapping.commands().get(0).fill(filling(Map.of("a", "1", "b", ""))))
                .singleElement()
                .satisfies(filled -> assertThat(filled.columns())
                        .isEqualTo(Map.of("register.record.indicator.plans[0].value", "a")));
    }

    @Test
    void anEmptyCellOfAPutTakesTheValueAwayAndAMissingColumnLeavesIt() {
        String template = "put: {record: {function: {name: {column: a}, description: {column: b},"
                + " area: {column: gone, optional: true},"
                + " broader: {external: {scheme: s, value: {column: b}}},"
                + " externalIds: [{scheme: s, value: {column: a}}]}}}";

        assertThat(fill(template, Map.of("a", "A", "b", "NA")))
                .contains("{'put':{'record':{'function':{'name':'A','description':null,'broader':null,"
                        + "'externalIds':[{'scheme':'s','value':'A'}]}}}}");
    }

    @Test
    void aListOfAPutIsClearedWhereItsCellsAreEmptyAndStaysWhereItsColumnsAreMissing() {
        String template = "put: {record: {indicator: {name: {column: a},"
                + " plans: [{year: 2023, value: {column: b}}],"
                + " actuals: [{year: 2023, value: {column: gone, optional: true}}]}}}";

        assertThat(fill(template, Map.of("a", "A", "b", "")))
                .contains("{'put':{'record':{'indicator':{'name':'A','plans':null}}}}");
    }

    @Test
    void aPutLinkWithoutItsEndsIsLeftOut() {
        assertThat(fill(
                        "putLink: {kind: USES, tail: {id: {column: a}}, head: {id: {column: b}}, from: {column: b}}",
                        Map.of("a", "x", "b", "")))
                .isEmpty();
    }

    @Test
    void tellsOfAnEmptyCellInARecordWhoseOtherFieldsHaveValues() {
        fill(
                "put: {record: {indicator: {baseline: {value: {column: a}, date: {column: b}}}}}",
                Map.of("a", "5", "b", ""));

        assertThat(misfits)
                .containsExactly("b '': This cell must have a value where the others of its record have one");
    }

    @Test
    void splitsACellIntoCommands() {
        String template = "split: {column: a, by: \";\"}, putLink:"
                + " {kind: SUPPORTS, tail: {id: {column: b}}, head: {id: {column: a}}, degree: FULL}";

        assertThat(fills(
                        "{" + template + "}",
                        Map.of("a", "\u0423\u0447\u0451\u0442; \u041D\u0430\u043B\u043E\u0433;", "b", "x")))
                .extracting(json -> json.replaceAll(".*'head':\\{'id':'([^']*)'.*", "$1"))
                .containsExactly("\u0423\u0447\u0451\u0442", "\u041D\u0430\u043B\u043E\u0433");
        assertThat(fills("{" + template + "}", Map.of("a", "", "b", "x"))).isEmpty();
        assertThat(misfits).isEmpty();
    }

    @Test
    void splitsAPartIntoNamedTextsAndTellsOfAPartThatLacksOne() {
        String template = "put: {record: {spendingLine: {amounts: [{split: {column: a, by: \";\", at: \"=\","
                + " into: [year, sum]}, year: {column: year}, amount: {column: sum, number: {decimal: \",\"}}}]}}}";

        assertThat(fill(template, Map.of("a", "2023 = 1,5; 2024 = 2")))
                .contains("{'put':{'record':{'spendingLine':{'amounts':[{'year':2023,'amount':'1.5'},"
                        + "{'year':2024,'amount':'2'}]}}}}");
        fill(template, Map.of("a", "2023 = 1; 2024"));
        fill(template, Map.of("a", "2023 = x"));
        assertThat(misfits)
                .containsExactly(
                        "a '2023 = 1; 2024': Each part between ';' looks like year=sum here, but one is '2024'",
                        "a '2023 = x': A number looks like 1234,50 here");
    }

    @Test
    void turnsColumnsIntoElementsByAListOrAPattern() {
        String byPattern = "put: {record: {indicator: {plans: [{unpivot: {columns: \"plan *\", name: year, value: v},"
                + " year: {column: year}, value: {column: v}}]}}}";
        String byList = byPattern
                .replace("\"plan *\"", "[plan 2023, plan 2024]")
                .replace("year: {column: year}", "year: {column: year, part: {of: \" \", number: 2}}");
        Map<String, String> cells = Map.of("plan 2023", "1", "plan 2024", "", "plan 2025", "3");

        assertThat(fill(byPattern, cells))
                .contains(
                        "{'put':{'record':{'indicator':{'plans':[{'year':2023,'value':'1'},{'year':2025,'value':'3'}]}}}}");
        assertThat(fill(byList, cells))
                .contains("{'put':{'record':{'indicator':{'plans':[{'year':2023,'value':'1'}]}}}}");
        assertThat(fill(byPattern, Map.of("plan x", "1"))).isPresent();
        assertThat(misfits).containsExactly("plan x '1': A whole number looks like 2024");
    }

    @Test
    void givesACommandOnlyWhenTheStatedCellsHaveValues() {
        String template = "{when: [a, b], putLink: {kind: USES, tail: {id: x}, head: {id: {column: a}}}}";

        assertThat(fills(template, Map.of("a", "1", "b", ""))).isEmpty();
        assertThat(fills(template, Map.of("a", "1", "b", "2"))).hasSize(1);
    }

    @Test
    void takesAnotherExpressionWhereACellIsEmptyOrNotListed() {
        String template = "put: {record: {system: {name: {column: k, lookup: ids, otherwise: {column: b}}}}}";

        assertThat(fill(template, Map.of("k", "H", "b", "B")))
                .contains("{'put':{'record':{'system':{'name':'id-of-H'}}}}");
        assertThat(fill(template, Map.of("k", "I", "b", "B"))).contains("{'put':{'record':{'system':{'name':'B'}}}}");
        assertThat(fill(template, Map.of("k", "", "b", "B"))).contains("{'put':{'record':{'system':{'name':'B'}}}}");
        assertThat(misfits).isEmpty();
    }

    @Test
    void joinsColumnsAndTakesPartsOfThem() {
        String template = "put: {record: {system: {name: {column: [a, b, k], join: \", \"},"
                + " purpose: {column: a, part: {of: \"-\", number: 2}}}}}";

        assertThat(fill(template, Map.of("a", "005-17", "b", "", "k", "K")))
                .contains("{'put':{'record':{'system':{'name':'005-17, K','purpose':'17'}}}}");
        fill(template, Map.of("a", "005", "b", "", "k", "K"));
        assertThat(misfits).containsExactly("a '005': This has at least 2 parts between '-'");
    }

    private Optional<String> fill(String template, Map<String, String> cells) {
        List<String> filled = fills("{" + template + "}", cells);
        assertThat(filled).hasSizeLessThan(2);
        return filled.stream().findFirst();
    }

    private List<String> fills(String template, Map<String, String> cells) {
        return mapping(template).commands().get(0).fill(filling(cells)).stream()
                .map(filled -> filled.input().toString().replace('"', '\''))
                .toList();
    }

    private Filling filling(Map<String, String> cells) {
        Set<String> header = new LinkedHashSet<>(List.of("a", "b", "y", "k", "h", "l"));
        header.addAll(new TreeSet<>(cells.keySet()));
        return new Filling(
                column -> cells.getOrDefault(column, ""),
                List.copyOf(header),
                Set.of("", "NA"),
                Map.of("ids", Map.of("H", "id-of-H")),
                (column, value, sentence) -> misfits.add("%s '%s': %s".formatted(column, value, sentence)));
    }

    private static Mapping mapping(String template) {
        return MappingReader.read(
                "m.yaml",
                "mapping: m\nkey: [a]\nempty: [NA]\nlookups: {ids: {map: {H: id-of-H}}}\nrecords:\n  - " + template
                        + "\n");
    }
}
