package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

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
        Filling filling = filling(Map.of("a", "1", "b", ""));
        mapping.commands().get(0).fill(filling);

        assertThat(filling.columns()).isEqualTo(Map.of("register.record.indicator.plans[0].value", "a"));
    }

    private Optional<String> fill(String template, Map<String, String> cells) {
        return mapping(template)
                .commands()
                .get(0)
                .fill(filling(cells))
                .map(ObjectNode::toString)
                .map(json -> json.replace('"', '\''));
    }

    private Filling filling(Map<String, String> cells) {
        Mapping mapping = mapping("register: {record: {}}".replace("{}", "{function: {name: x}}"));
        return new Filling(
                column -> cells.getOrDefault(column, ""),
                mapping.empty(),
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
