package assetledger.importer.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FlatteningTests {
    private static final TableQuery QUERY = TableQuery.read("""
            { list {
                name
                owner { name }
                stages { stage from }
                tags
                count
                links(first: 2) { nodes { id } pageInfo { hasNextPage } }
            } }
            """);
    private static final String FULL = """
            {"name": "A", "owner": {"name": "B"}, "tags": ["x", "y; z"], "count": 7,
             "stages": [{"stage": "plan", "from": null}, {"stage": "use", "from": "2026-01-01"}],
             "links": {"nodes": [{"id": "1"}], "pageInfo": {"hasNextPage": true}}}
            """;
    private static final String BARE =
            "{\"name\": null, \"owner\": null, \"tags\": [], \"count\": 0, \"stages\": [], \"links\": null}";

    @Test
    void putsTheValuesOfAListIntoOneCellBesideEachOther() {
        assertThat(rows(FULL)).containsExactly(List.of("A", "B", "plan; use", "; 2026-01-01", "x; y\\; z", "7", "1"));
    }

    @Test
    void leavesCellsEmptyWhereThereIsNothing() {
        assertThat(rows(BARE)).containsExactly(List.of("", "", "", "", "", "0", ""));
    }

    @Test
    void givesEachElementARowWhereAskedAndAnEntryWithoutElementsOneRow() {
        assertThat(rows(FULL, "stages"))
                .containsExactly(
                        List.of("A", "B", "plan", "", "x; y\\; z", "7", "1"),
                        List.of("A", "B", "use", "2026-01-01", "x; y\\; z", "7", "1"));
        assertThat(rows(BARE, "stages")).hasSize(1);
        assertThatExceptionOfType(TableException.class)
                .isThrownBy(() -> rows(FULL, "stage"))
                .withMessageContaining("nothing in 'stage'")
                .withMessageContaining("stages.stage");
    }

    @Test
    void noticesThatAListInsideWasCut() {
        Flattening flattening = new Flattening(QUERY, List.of());
        assertThat(flattening.isCut(json(FULL))).isTrue();
        assertThat(flattening.isCut(json(BARE))).isFalse();
    }

    @Test
    void onlyAValueOfItsOwnIsANumber() {
        List<Cell> row = new Flattening(QUERY, List.of()).rows(json(FULL)).get(0);
        assertThat(row.stream().filter(Cell::number).map(Cell::text)).containsExactly("7");
    }

    private static List<List<String>> rows(String entry, String... each) {
        return new Flattening(QUERY, List.of(each))
                .rows(json(entry)).stream()
                        .map(row -> row.stream().map(Cell::text).toList())
                        .toList();
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
