package assetledger.api.backup;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assetledger.api.demonstration.Portfolio;
import assetledger.api.ledger.KeptTable;
import assetledger.api.ledger.LedgerCheck;
import assetledger.api.ledger.RestoreRefused;
import assetledger.api.projection.Drift;
import assetledger.api.projection.Projector;
import assetledger.api.projection.Rebuild;
import assetledger.api.testing.Change;
import assetledger.api.testing.Database;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.OtherLedger;
import assetledger.api.testing.RunningServer;
import assetledger.graph.GraphDigest.Digest;
import assetledger.graph.GraphWriter;
import assetledger.testing.TestEngines;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/** A ledger that is exported and restored is the same ledger; whatever was done to the file is noticed. */
@FreshServer
class BackupTests extends RunningServer {
    /** Of the export: its first line, that of the one pack, and then the events. */
    private static final int LINE_OF_POSITION_0 = 3;

    private static @Nullable OtherLedger other;

    @Autowired
    private Portfolio portfolio;

    @Autowired
    private Export export;

    @Autowired
    private Restore restore;

    @Autowired
    private Projector projector;

    @Autowired
    private Rebuild rebuild;

    @BeforeAll
    static void anotherLedger() {
        other = OtherLedger.empty();
    }

    @AfterAll
    static void noOtherLedger() {
        other().close();
    }

    private static OtherLedger other() {
        return Objects.requireNonNull(other);
    }

    /** Restoring empties the graph, so nobody else may be at work on it. */
    @BeforeEach
    void somethingOfEverything() {
        await(portfolio.load());
        Change first = registrar().register(authority(name("Агентство")));
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", byId(first.id()),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("name", name("Служба \"Ы\"")))));
        importSomething();
        eraseSomebody(first.id());
        projector.stop();
        // Waits for the batch that was being put just then, which the stop does not take back.
        await(projector.catchUp());
    }

    private void importSomething() {
        String hash = "0123456789abcdef".repeat(4);
        Map<String, Object> table =
                Map.of("file", "a.csv", "sha256", hash, "mapping", "a.yaml", "mappingSha256", hash, "rows", 1);
        String run = registrar()
                .record("startImport", Map.of("source", name("List"), "tables", List.of(table)))
                .id();
        registrar()
                .batch(
                        Map.of(
                                "items",
                                List.of(Map.of("put", authority(name("Архив")))),
                                "import",
                                Map.of("id", run, "rows", List.of(Map.of("table", 0, "row", 2)))),
                        UUID.randomUUID());
    }

    private void eraseSomebody(String owner) {
        String person = registrar()
                .record("describePerson", Map.of("owner", byId(owner), "name", "Ann"))
                .id();
        registrar().record("erasePerson", Map.of("person", person, "expectedVersion", 1, "basis", "Law 7"));
    }

    @AfterEach
    void goOn() {
        new GraphWriter(TestEngines.neo4j()).wipe().toCompletableFuture().join();
        projector.start();
    }

    @Test
    void whatIsRestoredIsTheSameLedgerAndGivesTheSameGraphAndTheSameAnswers() {
        Digest graph = await(rebuild.digest());
        try (OtherLedger restored = OtherLedger.empty()) {
            String file = exported();
            await(restored.part(Restore.class).from(stream(file), (done, all) -> {}));

            assertThat(tables(restored.database())).isEqualTo(tables(database()));
            LedgerCheck.Report report = await(restored.part(LedgerCheck.class).run(List.of(), done -> {}));
            assertThat(report.shown()).isEmpty();
            assertThat(report.events()).isEqualTo(database().size()).isGreaterThan(400);
            assertThat(file).contains("\"digest\":\"%s\"".formatted(report.digest()));
            assertThat(exported(restored.part(Export.class))).isEqualTo(file);

            await(restored.part(Projector.class).catchUp());
            assertThat(await(restored.part(Drift.class).run()).differences()).isEmpty();
            assertThat(await(restored.part(Rebuild.class).digest())).isEqualTo(graph);

            // The key of the portfolio is remembered, so nothing is recorded twice.
            assertThat(await(restored.part(Portfolio.class).load()).replayed()).isTrue();
            assertThat(restored.database().size()).isEqualTo(database().size());
        }
    }

    @Test
    void aLedgerWithEventsIsNotRestoredInto() {
        String file = exported();
        assertThatThrownBy(() -> await(restore.from(stream(file), (done, all) -> {})))
                .isInstanceOf(RestoreRefused.class)
                .hasMessageContaining("has %d events already", database().size());
    }

    /** What is done to the lines, and what is said of it. */
    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering(
                        "another name in a payload",
                        at(40, line -> line.replaceFirst("ame\\\\\":\\\\\"", "$0X")),
                        "Line 43: position 40: the payload has"),
                tampering(
                        "another letter in a payload",
                        at(40, line -> line.replaceFirst("(body.*me\\\\\":\\\\\")..", "$1XX")),
                        "Line 43: position 40:",
                        "salt and payload are not those that the leaf commits to"),
                tampering(
                        "two lines in another order",
                        lines -> swapped(lines, 20, 21),
                        "Line 20: position 18: position 17 was to follow, but here is 18"),
                tampering(
                        "a line left out",
                        lines -> without(lines, 30),
                        "Line 31: position 29: position 28 was to follow, but here is 29"),
                tampering(
                        "the end cut off",
                        lines -> lines.subList(0, lines.size() - 1),
                        "was cut off",
                        "without its last line"),
                tampering("cut off among the events", lines -> lines.subList(0, 200), "ends after line 200"),
                tampering(
                        "another day in a leaf",
                        at(7, line -> line.replaceFirst("eff\\\\\":\\\\\"....", "eff\\\\\":\\\\\"1999")),
                        "Line 10: position 7: the leaf hash is not that of the leaf"),
                tampering(
                        "an answer left out",
                        lines -> without(lines, last("answer", lines)),
                        "lines of answer, but here are"),
                tampering(
                        "a row of an import left out",
                        lines -> without(lines, last("import_row", lines)),
                        "lines of import_row, but here are"),
                tampering(
                        "another answer",
                        lines -> replaced(
                                lines, last("answer", lines), line -> line.replaceFirst("person\":\"", "person\":\"x")),
                        "their SHA-256 is another"),
                tampering(
                        "another outcome of a row",
                        lines -> replaced(lines, last("import_row", lines), line -> line.replace("ADDED", "CHANGED")),
                        "their SHA-256 is another"),
                tampering(
                        "another digest",
                        lines -> replaced(
                                lines,
                                lines.size() - 1,
                                line -> line.replaceFirst("digest\":\"........", "digest\":\"00000000")),
                        "the digest of the ledger is another"),
                tampering(
                        "another ledger's name",
                        lines -> replaced(
                                lines,
                                0,
                                line -> line.replaceFirst("origin\":\"ledger/........", "origin\":\"ledger/00000000")),
                        "Line 3: position 0: the event is of the ledger"),
                tampering("no JSON", at(9, line -> line.substring(1)), "Line 12: it is no JSON"),
                tampering(
                        "a table that is not known",
                        at(9, line -> line.replace("{\"event\":", "{\"quittance\":")),
                        "Line 12: this program knows no table quittance"),
                tampering("no export", lines -> List.of("name;number", "a;b"), "Line 1: it is no JSON"),
                tampering(
                        "more behind the end",
                        lines -> Stream.concat(lines.stream(), Stream.of("{}")).toList(),
                        "the export has ended, and here is more"));
    }

    private static Arguments tampering(String name, UnaryOperator<List<String>> change, String... said) {
        return Arguments.of(name, change, List.of(said));
    }

    @MethodSource("tamperings")
    @ParameterizedTest(name = "{0}")
    void aFileThatWasTamperedWithIsRefusedWithItsLineAndNothingIsKept(
            String name, UnaryOperator<List<String>> change, List<String> said) {
        List<String> lines = exported().lines().toList();
        List<String> changed = change.apply(new ArrayList<>(lines));
        assertThat(changed).as(name).isNotEqualTo(lines);
        String file = changed.stream().map(line -> line + "\n").collect(Collectors.joining());
        assertThatThrownBy(() -> await(other().part(Restore.class).from(stream(file), (done, all) -> {})))
                .isInstanceOf(RestoreRefused.class)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(said));
        assertThat(tables(other().database()).values())
                .allSatisfy(rows -> assertThat(rows).isEmpty());
    }

    @Test
    void everyTableIsExportedOrDerivedFromWhatIs() {
        List<String> derived =
                List.of("record_head", "identifier_claim", "authority_event", "tile", "flyway_schema_history");
        // Lines of their own, and work of the server's that is no part of the ledger.
        List<String> others = List.of("event", "payload", "ledger_head", "checkpoint", "upload");
        Map<String, List<String>> exported =
                KeptTable.ALL.stream().collect(Collectors.toMap(KeptTable::table, KeptTable::names));
        database().rows("""
                        select table_name, string_agg(column_name::text, ',' order by ordinal_position) as columns
                        from information_schema.columns where table_schema = 'public' group by table_name
                        """).forEach(table -> {
            String name = table.text("table_name");
            if (!derived.contains(name) && !others.contains(name)) {
                assertThat(exported).as("exported tables").containsKey(name);
                assertThat(table.text("columns")).isEqualTo(String.join(",", exported.get(name)));
            }
        });
    }

    private String exported() {
        return exported(export);
    }

    private static String exported(Export export) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        await(export.to(out, (done, all) -> {}));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ByteArrayInputStream stream(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    /** Changes the line of a position. */
    private static UnaryOperator<List<String>> at(int position, UnaryOperator<String> change) {
        return lines -> replaced(lines, position + LINE_OF_POSITION_0 - 1, change);
    }

    private static List<String> replaced(List<String> lines, int index, UnaryOperator<String> change) {
        lines.set(index, change.apply(lines.get(index)));
        return lines;
    }

    private static List<String> swapped(List<String> lines, int one, int another) {
        Collections.swap(lines, one - 1, another - 1);
        return lines;
    }

    private static List<String> without(List<String> lines, int index) {
        lines.remove(index);
        return lines;
    }

    /** The place of the last line of a sort. */
    private static int last(String sort, List<String> lines) {
        return lines.lastIndexOf(lines.stream()
                .filter(line -> line.startsWith("{\"" + sort + "\""))
                .reduce((one, next) -> next)
                .orElseThrow());
    }

    /** Every row of every table, as PostgreSQL writes it. */
    private static Map<String, List<String>> tables(Database database) {
        return Stream.of(
                        "event",
                        "payload",
                        "answer",
                        "pack_content",
                        "import_row",
                        "record_head",
                        "identifier_claim",
                        "authority_event")
                .collect(Collectors.toMap(
                        table -> table,
                        table -> database.rows("select t::text as row from %s t order by 1".formatted(table)).stream()
                                .map(row -> row.text("row"))
                                .toList()));
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }
}
