package assetledger.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Import;
import assetledger.model.ImportPlace;
import assetledger.model.ImportState;
import assetledger.model.ImportTable;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImportTests {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final Desk desk = Desk.furnished();
    private final Desk north = desk.as(desk.registrar("nora", "north"));
    private final Desk colleague = desk.as(desk.registrar("nils", "north"));
    private final Desk south = desk.as(desk.registrar("sam", "south"));

    @Test
    void anImportIsARecordOfWhoReadsWhatByWhichRules() {
        Event event = north.accepts(start("List", "a.csv", "b.csv"));
        assertThat(event.type()).isEqualTo(Event.Type.IMPORT_STARTED);
        assertThat(event.stream()).isEqualTo("import/" + event.record());
        assertThat(event.state()).isInstanceOfSatisfying(Import.class, run -> {
            assertThat(run.source()).isEqualTo("List");
            assertThat(run.person()).isEqualTo("nora");
            assertThat(run.owner()).isEqualTo(desk.head("north").id());
            assertThat(run.state()).isEqualTo(ImportState.OPEN);
            assertThat(run.tables()).extracting(ImportTable::file).containsExactly("a.csv", "b.csv");
        });
    }

    @Test
    void whoRecordsForSeveralOrAllImportsForNobodyAlone() {
        assertThat(desk.accepts(start("List", "a.csv")).state().owner()).isNull();
        Desk both = desk.as(desk.registrar("bo", "north", "south"));
        assertThat(both.accepts(start("List", "a.csv")).state().owner()).isNull();
    }

    @Test
    void theSameImportIsGoneOnWithWhileItIsOpen() {
        RecordId run = north.accepts(start("List", "a.csv")).record();
        assertThat(north.decide(start("List", "a.csv")))
                .isInstanceOfSatisfying(
                        Decision.Unchanged.class,
                        open -> assertThat(open.record().id()).isEqualTo(run));
        north.accepts(finish(run, "STOPPED", figures(0, 0)));
        assertThat(north.accepts(start("List", "a.csv")).record()).isNotEqualTo(run);
    }

    @Test
    void anotherPersonAuthoritySourceOrTableIsAnotherImport() {
        north.accepts(start("List", "a.csv"));
        desk.as(desk.registrar("nora", "south")).accepts(start("List", "a.csv"));
        colleague.accepts(start("List", "a.csv"));
        north.accepts(start("Other list", "a.csv"));
        north.accepts(start("List", "b.csv"));
        north.accepts(start("List", "a.csv", "b.csv"));
    }

    @Test
    void anOpenImportIsLookedUpByWhatItReads() {
        Event event = north.accepts(start("List", "a.csv"));
        assertThat(Needs.of(List.of(start("List", "a.csv"))).externalIds())
                .containsExactlyElementsOf(event.state().externalIds());
    }

    @Test
    void allThatIsMalformedComesOutAtOnce() {
        Map<String, Object> table = new HashMap<>(table("a.csv"));
        table.put("sha256", "abc");
        table.put("mapping", " ");
        assertThat(north.refuses(new Command.StartImport(" ", List.of(table))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tables[0].sha256", Code.FORM));
        assertThat(north.refuses(new Command.StartImport("List", List.of())))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tables", Code.REQUIRED));
        assertThat(north.refuses(start(" ", "a.csv")))
                .extracting(Problem::field)
                .containsExactly("source");
        String[] many = new String[Import.MOST_TABLES + 1];
        Arrays.fill(many, "a.csv");
        assertThat(north.refuses(start("List", many)))
                .extracting(Problem::field)
                .containsExactly("tables");
    }

    @Test
    void anImportEndsWithTheFiguresOfItsTables() {
        RecordId run = north.accepts(start("List", "a.csv", "b.csv")).record();
        Event event = north.accepts(finish(run, "COMPLETED", figures(1, 2), figures(3, 4)));
        assertThat(event.type()).isEqualTo(Event.Type.IMPORT_FINISHED);
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.state()).isInstanceOfSatisfying(Import.class, ended -> {
            assertThat(ended.state()).isEqualTo(ImportState.COMPLETED);
            assertThat(ended.externalIds()).isEmpty();
            assertThat(ended.tables())
                    .extracting(ImportTable::file, ImportTable::rows, ImportTable::repeated, ImportTable::reported)
                    .containsExactly(tuple("a.csv", 20, 1, 2), tuple("b.csv", 20, 3, 4));
        });
    }

    @Test
    void anImportEndsOnce() {
        RecordId run = north.accepts(start("List", "a.csv")).record();
        north.accepts(finish(run, "COMPLETED", figures(0, 0)));
        assertThat(north.decide(finish(run, "COMPLETED", figures(0, 0)))).isInstanceOf(Decision.Unchanged.class);
        assertThat(north.refuses(finish(run, "STOPPED", figures(0, 0))))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(
                        tuple("import", Code.NOT_ALLOWED, "This import has ended as COMPLETED; start another"));
    }

    @Test
    void theFiguresAreThoseOfAllTables() {
        RecordId run = north.accepts(start("List", "a.csv", "b.csv")).record();
        assertThat(north.refuses(finish(run, "COMPLETED", figures(0, 0))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tables", Code.NOT_ALLOWED));
        assertThat(north.refuses(finish(run, "COMPLETED", figures(0, 0), figures(-1, 0))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tables[1].repeated", Code.FORM));
    }

    @Test
    void anImportIsEndedByItsPersonOrByOneOfTheSameAuthority() {
        RecordId run = north.accepts(start("List", "a.csv")).record();
        assertThat(south.refuses(finish(run, "STOPPED", figures(0, 0))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("import", Code.NOT_FOUND));
        colleague.accepts(finish(run, "STOPPED", figures(0, 0)));
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    @ParameterizedTest
    void whoIsNoRegistrarImportsNothing(Role role) {
        RecordId run = north.accepts(start("List", "a.csv")).record();
        Desk other = desk.as(Desk.person("otto", role));
        other.denies(start("List", "a.csv"));
        other.denies(finish(run, "STOPPED", figures(0, 0)));
    }

    @Test
    void itemsComeFromAnOpenImportOfTheSamePersonOrAuthority() {
        RecordId run = north.accepts(start("List", "a.csv")).record();
        List<ImportPlace> places = List.of(new ImportPlace(run, 0, 2), new ImportPlace(run, 0, 3));
        assertThat(north.misplaced(places)).isEmpty();
        assertThat(north.misplaced(List.of())).isEmpty();
        assertThat(colleague.misplaced(places)).isEmpty();
        Viewer sam = desk.registrar("sam", "south");
        Desk onlooker =
                desk.as(new Viewer("sam", false, Set.of(Role.REGISTRAR, Role.ANALYST), sam.authorities(), false));
        assertMisplaced(onlooker, places, "import.id", Code.NOT_ALLOWED);
        assertMisplaced(south, places, "import.id", Code.NOT_FOUND);
        assertMisplaced(north, List.of(new ImportPlace(RecordId.random(), 0, 2)), "import.id", Code.NOT_FOUND);
        assertMisplaced(
                north,
                List.of(new ImportPlace(run, 0, 2), new ImportPlace(run, 1, 2)),
                "import.rows[1].table",
                Code.NOT_ALLOWED);
        north.accepts(finish(run, "COMPLETED", figures(0, 0)));
        assertMisplaced(north, places, "import.id", Code.NOT_ALLOWED);
    }

    private static void assertMisplaced(Desk desk, List<ImportPlace> places, String field, Code code) {
        assertThat(desk.misplaced(places))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .extracting(Problem::field, Problem::code)
                        .containsExactly(field, code));
    }

    private static Command start(String source, String... files) {
        List<Map<String, Object>> tables = new ArrayList<>();
        for (String file : files) {
            tables.add(table(file));
        }
        return new Command.StartImport(source, tables);
    }

    private static Map<String, Object> table(String file) {
        return Map.of("file", file, "sha256", HASH, "mapping", "map.yaml", "mappingSha256", HASH, "rows", 10);
    }

    private record Figures(int repeated, int reported) {}

    private static Figures figures(int repeated, int reported) {
        return new Figures(repeated, reported);
    }

    private static Command finish(RecordId run, String outcome, Figures... tables) {
        List<Map<String, Object>> figures = new ArrayList<>();
        for (Figures table : tables) {
            figures.add(Map.of("rows", 20, "repeated", table.repeated(), "reported", table.reported()));
        }
        return new Command.FinishImport(new Ref.ById(run), outcome, figures);
    }
}
