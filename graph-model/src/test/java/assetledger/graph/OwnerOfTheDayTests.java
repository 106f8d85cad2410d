package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.decide.Command;
import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Records.AssetFilter;
import assetledger.model.AssetGroup;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists go by who owned an asset on their day, not by who owns it now. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnerOfTheDayTests {
    private static final LocalDate HANDED_OVER = LocalDate.of(2024, 1, 1);
    private static final LocalDate THEN = HANDED_OVER.minusDays(1);
    private static final int YEAR = 2025;

    private final MemoryLedger ledger = new MemoryLedger();
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Records records = new Records(graph);
    private final Coverage coverage = new Coverage(graph, () -> 1);
    private final Spending spending = new Spending(graph, () -> 1);
    private final Traces traces = new Traces(graph);

    /** A system and a spending line that the old authority gave to the new one, for a duty that both have. */
    @BeforeAll
    void load() {
        register(RecordKind.SUBJECT, "old", Map.of("level", "regional"));
        register(RecordKind.SUBJECT, "new", Map.of("level", "regional"));
        register(RecordKind.FUNCTION, "duty", Map.of("area", "07.4.0", "kind", "SERVICE"));
        register(
                RecordKind.TECHNICAL_ASSET,
                "system",
                handedOver(Map.of(
                        "purpose", "Why", "stages", stages("operation", "2020-01-01", "suspended", "2025-06-01"))));
        register(
                RecordKind.SPENDING_LINE,
                "line",
                handedOver(Map.of(
                        "stages",
                        stages("planned", "2020-01-01"),
                        "currency",
                        "EUR",
                        "amounts",
                        List.of(Map.of("year", YEAR, "amount", "5.00")))));
        ledger.connect(LinkKind.MANDATED, "old", "duty", Map.of());
        ledger.connect(LinkKind.MANDATED, "new", "duty", Map.of());
        ledger.connect(LinkKind.SUPPORTS, "system", "duty", Map.of("degree", "FULL", "from", "2021-01-01"));
        GraphWriter writer = new GraphWriter(TestEngines.neo4j());
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
    }

    private void register(RecordKind kind, String name, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("name", name);
        members.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(kind, members, null, null, null));
    }

    private static Map<String, Object> handedOver(Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("owner", Portfolio.ref("new"));
        members.put("formerOwners", List.of(Map.of("owner", Portfolio.ref("old"), "until", HANDED_OVER.toString())));
        return members;
    }

    private static List<Map<String, String>> stages(String... stagesAndDays) {
        return java.util.stream.IntStream.range(0, stagesAndDays.length / 2)
                .mapToObj(i -> Map.of("stage", stagesAndDays[2 * i], "from", stagesAndDays[2 * i + 1]))
                .toList();
    }

    @CsvSource({"old, COVERED, NOT_REPORTED", "new, NOT_REPORTED, COVERED"})
    @ParameterizedTest
    void aDutyIsCoveredByWhatItsAuthorityOwnedOnTheDay(String authority, CoverageState then, CoverageState since) {
        assertThat(covered(authority, THEN)).containsExactly(then);
        assertThat(covered(authority, HANDED_OVER)).containsExactly(since);
    }

    private List<CoverageState> covered(String authority, LocalDate day) {
        Coverage.Filter filter = new Coverage.Filter(ledger.id(authority), null, day);
        List<CoverageState> listed = Graphs.await(coverage.list(
                        filter,
                        Graphs.EVERYTHING,
                        Arrays.asList(CoverageState.values()),
                        Coverage.After.NOTHING,
                        10,
                        Graph.ANY_POSITION))
                .stream()
                .map(Coverage.CoveredMandate::state)
                .toList();
        assertThat(Graphs.await(coverage.counts(filter, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .extracting(Coverage.Count::state)
                .isEqualTo(listed);
        return listed;
    }

    @Test
    void theAssetsOfAnAuthorityAreThoseThatItOwnedOnTheDay() {
        assertThat(assets("old", null, null, THEN)).containsExactlyInAnyOrder("line", "system");
        assertThat(assets("old", null, null, HANDED_OVER)).isEmpty();
        assertThat(assets("new", null, null, THEN)).isEmpty();
        assertThat(assets("new", null, null, HANDED_OVER)).containsExactlyInAnyOrder("line", "system");
    }

    @Test
    void assetsAreFoundByWhatTheySupportedAndTheStageThatTheyWereInOnTheDay() {
        LocalDate suspended = LocalDate.of(2025, 6, 1);
        assertThat(assets(null, null, "duty", LocalDate.of(2020, 12, 31))).isEmpty();
        assertThat(assets(null, null, "duty", LocalDate.of(2021, 1, 1))).containsExactly("system");
        assertThat(assets("old", null, "duty", THEN)).containsExactly("system");
        assertThat(assets("new", null, "duty", THEN)).isEmpty();
        assertThat(assets(null, "operation", null, suspended.minusDays(1))).containsExactly("system");
        assertThat(assets(null, "operation", null, suspended)).isEmpty();
        assertThat(assets(null, "suspended", "duty", suspended)).containsExactly("system");
        assertThat(assets("new", "suspended", "duty", suspended)).containsExactly("system");
    }

    /** By name; a count and the facets must say the same as the list. */
    private List<String> assets(
            @Nullable String owner, @Nullable String stage, @Nullable String function, LocalDate day) {
        AssetFilter filter = new AssetFilter(null, id(owner), null, stage, id(function), null, null, null, null, day);
        List<String> listed =
                Graphs.await(records.assets(filter, Graphs.EVERYTHING, "", 10, Graph.ANY_POSITION)).stream()
                        .map(record -> ledger.name(record.id()))
                        .toList();
        assertThat(Graphs.await(records.count(filter, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .isEqualTo(listed.size());
        Map<AssetGroup, Long> groups = Graphs.await(records.byGroup(filter, Graphs.EVERYTHING, Graph.ANY_POSITION));
        assertThat(groups.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(listed.size());
        assertThat(Graphs.await(records.byPhase(filter, Graphs.EVERYTHING, Graph.ANY_POSITION)).values().stream()
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(listed.size());
        return listed;
    }

    private @Nullable RecordId id(@Nullable String name) {
        return name == null ? null : ledger.id(name);
    }

    @CsvSource({"old, 1, 0", "new, 0, 1"})
    @ParameterizedTest
    void theMoneyOfAnAuthorityIsThatOfTheLinesThatItOwnedOnTheDay(String authority, int then, int since) {
        assertThat(totals(authority, THEN)).isEqualTo(then);
        assertThat(totals(authority, HANDED_OVER)).isEqualTo(since);
    }

    private int totals(String authority, LocalDate day) {
        Spending.Filter filter = new Spending.Filter(YEAR, day, ledger.id(authority));
        int lines = Graphs.await(spending.lines(
                        filter,
                        Graphs.EVERYTHING,
                        Arrays.asList(Spending.Outcome.values()),
                        "",
                        10,
                        Graph.ANY_POSITION))
                .size();
        assertThat(Graphs.await(spending.totals(filter, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .hasSize(lines);
        return lines;
    }

    @Test
    void aTraceFromAnAuthorityBeginsAtTheLinesThatItOwnedOnTheDay() {
        assertThat(traced("old", THEN)).containsExactly("line");
        assertThat(traced("old", HANDED_OVER)).isEmpty();
        assertThat(traced("new", THEN)).isEmpty();
        assertThat(traced("new", HANDED_OVER)).containsExactly("line");
    }

    private List<String> traced(String authority, LocalDate day) {
        return Graphs.await(traces.origin(ledger.id(authority), Graphs.EVERYTHING, day, Graph.ANY_POSITION))
                .orElseThrow()
                .lines()
                .stream()
                .map(line -> ledger.name(line.id()))
                .toList();
    }
}
