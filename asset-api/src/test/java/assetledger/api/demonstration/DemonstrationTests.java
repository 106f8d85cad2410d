package assetledger.api.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The demonstration through the whole server: its answers are those that a script computed from the portfolio's file
 * alone. A test that changes a link puts things back.
 */
@FreshServer
class DemonstrationTests extends RunningServer {
    private static final String TODAY = "2026-11-21";
    private static final String YESTERDAY = "2026-11-20";
    private static final String DUPLICATED = """
            query ($first: Int!, $after: String, $asOf: Date!, $at: Position) {
              page: duplicatedFunctions(first: $first, after: $after, asOf: $asOf, atLeast: $at) {
                totalCount pageInfo { hasNextPage endCursor } edges { cursor }
                nodes { systems function { externalIds { value } } supporters { system { externalIds { value } } } }
              }
            }
            """;
    private static final String COVERAGE = """
            query ($first: Int!, $after: String, $asOf: Date!, $states: [CoverageState!], $at: Position) {
              page: uncoveredFunctions(first: $first, after: $after, asOf: $asOf, states: $states, atLeast: $at) {
                totalCount pageInfo { hasNextPage endCursor } edges { cursor }
                nodes {
                  state planned regulatoryOnly
                  subject { externalIds { value } } function { externalIds { value } } systems { externalIds { value } }
                }
              }
            }
            """;
    private static final String SPENDING = """
            query ($first: Int!, $after: String, $asOf: Date!, $year: Int!, $outcomes: [SpendingOutcome!], $at: Position) {
              page: spendingWithoutResult(
                first: $first, after: $after, asOf: $asOf, year: $year, outcomes: $outcomes, atLeast: $at
              ) {
                totalCount pageInfo { hasNextPage endCursor } edges { cursor }
                nodes { outcome amount { amount currency } line { externalIds { value } } }
              }
            }
            """;
    private static final String TRACE = """
            query ($record: ID!, $year: Int, $asOf: Date!, $at: Position) {
              spendingTrace(record: $record, year: $year, asOf: $asOf, atLeast: $at) {
                start { id } direction truncated total { amount currency }
                hops { way linked { amount } unlinked { amount } ends { id } }
                steps { link tail { id } head { id } }
              }
            }
            """;
    private static final List<String> ALL_STATES = List.of("COVERED", "PARTIAL", "PLANNED", "NONE", "NOT_REPORTED");
    private static final List<String> ALL_OUTCOMES =
            List.of("NO_MEASURE", "NO_INDICATOR", "NO_ACTUAL", "NO_PLAN", "MISSED", "REACHED");

    @Autowired
    private Portfolio portfolio;

    @Autowired
    private Answers answers;

    private long position;

    @BeforeEach
    void load() {
        if (database().size() == 1) {
            // Nothing but the pack is there yet.
            assertThat(await(portfolio.load()).replayed()).isFalse();
        }
        position = database().size() - 1;
        // No read waits longer than two seconds, and the graph takes longer for the whole portfolio at first.
        Awaitility.await()
                .until(() -> client().send(
                                "query ($at: Position) { coverageCounts(atLeast: $at) { count } }",
                                Map.of("at", position))
                        .errorCode()
                        .isEmpty());
    }

    @Test
    void loadingAgainRecordsNothing() {
        long size = database().size();
        Portfolio.Loaded again = await(portfolio.load());
        assertThat(again.replayed()).isTrue();
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void theTerminalShowsTheThreeAnswersAndATrace() {
        assertThat(await(answers.print(LocalDate.parse(TODAY), position)))
                .contains("1. Functions built twice, as of 2026-11-21: 14")
                .contains("COVERED 67, NONE 11, NOT_REPORTED 13, PARTIAL 8, PLANNED 9")
                .contains("3. Money of 2026 that reached no result: 17 lines")
                .contains("917 140 000.40 RUB")
                .contains("One trace from a budget line to an indicator, 2026: 715 300 000.00 RUB");
    }

    @ValueSource(strings = {TODAY, "2027-04-01"})
    @ParameterizedTest
    void theFunctionsBuiltTwiceAreThoseOfTheScript(String asOf) {
        assertThat(duplicated(asOf))
                .isEqualTo(expected("duplicated", asOf).collect(Collectors.toMap(row -> row[1], row -> row[2])));
    }

    @Test
    void fourteenFunctionsAreBuiltTwiceToday() {
        assertThat(duplicated(TODAY)).hasSize(14);
        assertThat(totalCount(DUPLICATED, Map.of())).isEqualTo(14);
    }

    @ValueSource(strings = {TODAY, "2027-04-01"})
    @ParameterizedTest
    void theStateOfEveryDutyIsThatOfTheScript(String asOf) {
        Map<String, String> shown = pages(COVERAGE, 50, Map.of("asOf", asOf, "states", ALL_STATES)).stream()
                .collect(Collectors.toMap(
                        row -> name(row.path("subject")) + " " + name(row.path("function")),
                        row -> "%s,%s,%s,%s"
                                .formatted(
                                        row.path("state").asString(),
                                        row.path("regulatoryOnly").asBoolean(),
                                        row.path("planned").asString(""),
                                        names(row.path("systems")))));
        assertThat(shown)
                .isEqualTo(expected("coverage", asOf)
                        .collect(Collectors.toMap(
                                row -> row[1] + " " + row[2],
                                row -> "%s,%s,%s,%s".formatted(row[3], row[4], row[5], row[6]))));
    }

    @Test
    void theCountsOfTodaysDutiesAreThoseOfTheScript() {
        assertThat(coverage())
                .isEqualTo(Map.of("COVERED", 67L, "PARTIAL", 8L, "PLANNED", 9L, "NONE", 11L, "NOT_REPORTED", 13L));
        assertThat(totalCount(COVERAGE, Map.of())).isEqualTo(8 + 9 + 11 + 13);
        assertThat(totalCount(COVERAGE, Map.of("states", List.of("COVERED")))).isEqualTo(67);
    }

    @ValueSource(ints = {2025, 2026})
    @ParameterizedTest
    void whatEveryLinesMoneyCameToIsWhatTheScriptSays(int year) {
        Map<String, String> shown = pages(SPENDING, 50, Map.of("year", year, "outcomes", ALL_OUTCOMES)).stream()
                .collect(Collectors.toMap(
                        row -> name(row.path("line")),
                        row -> row.path("outcome").asString() + " "
                                + row.at("/amount/amount").asString()));
        assertThat(shown)
                .isEqualTo(expected("spending", Integer.toString(year))
                        .collect(Collectors.toMap(row -> row[1], row -> row[2] + " " + row[3])));
    }

    @Test
    void theMoneyOfTheYearByOutcomeTiesToTheLastUnit() {
        assertThat(money())
                .isEqualTo(Map.of(
                        "NO_MEASURE", "3 / 917140000.40",
                        "NO_INDICATOR", "3 / 43312000.00",
                        "NO_ACTUAL", "6 / 73768500000.00",
                        "MISSED", "5 / 888850000.50",
                        "REACHED", "6 / 3661087501.10"));
        assertThat(totalCount(SPENDING, Map.of("year", 2026))).isEqualTo(17);
    }

    @Test
    void thePublishedFiguresOfTheFederalProjectAddUp() {
        JsonNode amounts = client().ask(
                        "{ record(kind: SPENDING_LINE, ref: {external: {scheme: \"demo\", value: \"fin-dpa\"}})"
                                + " { ... on SpendingLine { amounts { amount { amount } } } } }")
                .at("/record/amounts");
        BigDecimal sum = amounts.valueStream()
                .map(amount -> new BigDecimal(amount.at("/amount/amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(amounts).hasSize(3);
        assertThat(sum).isEqualTo("209600000000.00");
    }

    @ValueSource(ints = {1, 3, 7, 100})
    @ParameterizedTest
    void pagesOfAnySizeGiveEachEntryOnceInTheSameOrder(int first) {
        assertThat(pages(DUPLICATED, first, Map.of())).isEqualTo(pages(DUPLICATED, 50, Map.of()));
        assertThat(pages(COVERAGE, Math.max(first, 3), Map.of())).isEqualTo(pages(COVERAGE, 50, Map.of()));
        assertThat(pages(SPENDING, first, Map.of("year", 2026))).isEqualTo(pages(SPENDING, 50, Map.of("year", 2026)));
    }

    @ValueSource(ints = {7, 40})
    @ParameterizedTest
    void pagesOfAssetsAndIndicatorsGiveEachOnce(int first) {
        String assets = """
                query ($first: Int!, $after: String, $asOf: Date!, $at: Position) {
                  page: assets(first: $first, after: $after, asOf: $asOf, atLeast: $at) {
                    totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { id number }
                  }
                }
                """;
        String indicators = """
                query ($first: Int!, $after: String, $at: Position) {
                  page: indicators(first: $first, after: $after, year: 2026, atLeast: $at) {
                    totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes { outcome indicator { id } }
                  }
                }
                """;
        // 80 technical assets, 35 acts, 26 spending lines, 10 competencies.
        assertThat(pages(assets, first, Map.of())).hasSize(80 + 35 + 26 + 10).doesNotHaveDuplicates();
        assertThat(pages(indicators, first, Map.of())).hasSize(22).doesNotHaveDuplicates();
    }

    @Test
    void aTraceFromALineShowsItsWayAndWhatIsLostAtEveryHop() {
        JsonNode trace = trace("SPENDING_LINE", "fin-forest", 2026);
        assertThat(trace.path("direction").asString()).isEqualTo("TO_RESULTS");
        assertThat(trace.at("/total/0/amount").asString()).isEqualTo("29750000.10");
        assertThat(steps(trace))
                .contains(
                        "PAYS_FOR fin-forest ms-forest",
                        "DELIVERS ms-forest sys-forest-monitor",
                        "SUPPORTS sys-forest-monitor fn-forest-fire",
                        "AIMS_AT ms-forest ind-fire-detect");
        assertThat(hops(trace))
                .isEqualTo(Map.of(
                        "LINE_TO_MEASURE", "29750000.10 / 0",
                        "MEASURE_TO_SYSTEM", "29750000.10 / 0",
                        "SYSTEM_TO_FUNCTION", "29750000.10 / 0",
                        "MEASURE_TO_INDICATOR", "29750000.10 / 0",
                        "INDICATOR_TO_RESULT", "29750000.10 / 0"));
    }

    @Test
    void aTraceFromAnAuthorityShowsTheMoneyThatGoesNowhere() {
        // The interior ministry's data centre is paid for by a measure; its licences are not.
        JsonNode trace = trace("SUBJECT", "mvd", 2026);
        assertThat(trace.at("/total/0/amount").asString()).isEqualTo("4325900000.40");
        assertThat(hops(trace)).containsEntry("LINE_TO_MEASURE", "3480000000.00 / 845900000.40");
        assertThat(hops(trace).values())
                .allSatisfy(hop -> assertThat(Arrays.stream(hop.split(" / ", -1))
                                .map(BigDecimal::new)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                        .isEqualTo("4325900000.40"));
    }

    @Test
    void aTraceFromAnIndicatorLeadsBackToTheLinesThatPaidForIt() {
        JsonNode trace = trace("INDICATOR", "ind-fire-detect", 2026);
        assertThat(trace.path("direction").asString()).isEqualTo("TO_MONEY");
        assertThat(trace.at("/total/0/amount").asString()).isEqualTo("29750000.10");
        assertThat(steps(trace)).contains("PAYS_FOR fin-forest ms-forest", "AIMS_AT ms-forest ind-fire-detect");
    }

    @Test
    void aSupportMoreOrLessChangesWhatIsBuiltTwice() {
        Map<String, String> before = duplicated(TODAY);
        Change ended = end("SUPPORTS", "TECHNICAL_ASSET", "sys-archive-severogorsk", "fn-archive-enquiries");
        assertThat(duplicated(TODAY)).isEqualTo(without(before, "fn-archive-enquiries"));

        Change added =
                link("SUPPORTS", "sys-archive-severogorsk", "fn-forest-fire", YESTERDAY, Map.of("degree", "AUXILIARY"));
        assertThat(duplicated(TODAY))
                .containsEntry("fn-forest-fire", "sys-archive-severogorsk;sys-forest-monitor")
                .hasSize(14);

        end(added);
        link("SUPPORTS", "sys-archive-severogorsk", "fn-archive-enquiries", TODAY, Map.of("degree", "FULL"));
        assertThat(duplicated(TODAY)).isEqualTo(before);
        assertThat(ended.version()).isEqualTo(2);
    }

    @Test
    void aSupportMoreOrLessChangesWhichDutiesAreCovered() {
        Map<String, Long> before = coverage();
        end("SUPPORTS", "TECHNICAL_ASSET", "sys-tariff-north", "fn-tariff-setting");
        assertThat(coverage()).isEqualTo(moved(before, "COVERED", "NOT_REPORTED"));

        Change added =
                link("SUPPORTS", "sys-health-north", "fn-medical-statistics", YESTERDAY, Map.of("degree", "FULL"));
        assertThat(coverage()).isEqualTo(before);

        end(added);
        link("SUPPORTS", "sys-tariff-north", "fn-tariff-setting", TODAY, Map.of("degree", "FULL"));
        assertThat(coverage()).isEqualTo(before);
    }

    @Test
    void aPaymentMoreOrLessChangesWhatReachedNoResult() {
        Map<String, String> before = money();
        end("PAYS_FOR", "SPENDING_LINE", "fin-forest", "ms-forest");
        assertThat(money())
                .containsEntry("NO_MEASURE", "4 / 946890000.50")
                .containsEntry("REACHED", "5 / 3631337501.00");

        Change added = link("PAYS_FOR", "fin-mvd-licences", "ms-forest", YESTERDAY, Map.of());
        assertThat(money())
                .containsEntry("NO_MEASURE", "3 / 100990000.10")
                .containsEntry("REACHED", "6 / 4477237501.40");

        end(added);
        link("PAYS_FOR", "fin-forest", "ms-forest", TODAY, Map.of());
        assertThat(money()).isEqualTo(before);
    }

    private Map<String, String> duplicated(String asOf) {
        return pages(DUPLICATED, 50, Map.of("asOf", asOf)).stream()
                .collect(Collectors.toMap(
                        row -> name(row.path("function")),
                        row -> names(row.path("supporters")
                                .valueStream()
                                .map(supporter -> supporter.path("system"))
                                .toList())));
    }

    private Map<String, Long> coverage() {
        return client().ask(
                        "query ($asOf: Date!, $at: Position) { coverageCounts(asOf: $asOf, atLeast: $at) { state count } }",
                        Map.of("asOf", TODAY, "at", position))
                .at("/coverageCounts")
                .valueStream()
                .collect(Collectors.toMap(
                        count -> count.path("state").asString(),
                        count -> count.path("count").asLong()));
    }

    private Map<String, String> money() {
        return client().ask(
                        "query ($asOf: Date!, $at: Position) {"
                                + " spendingTotals(year: 2026, asOf: $asOf, atLeast: $at)"
                                + " { outcome figures { lines amount { amount currency } } } }",
                        Map.of("asOf", TODAY, "at", position))
                .at("/spendingTotals")
                .valueStream()
                .collect(Collectors.toMap(
                        total -> total.path("outcome").asString(),
                        total -> total.at("/figures/lines").asInt() + " / "
                                + total.at("/figures/amount/amount").asString()));
    }

    private JsonNode trace(String kind, String name, int year) {
        return client().ask(TRACE, Map.of("record", id(kind, name), "year", year, "asOf", TODAY, "at", position))
                .at("/spendingTrace");
    }

    /** Each hop as the sums of what is linked and unlinked. */
    private static Map<String, String> hops(JsonNode trace) {
        Map<String, String> hops = new TreeMap<>();
        trace.path("hops")
                .forEach(hop -> hops.put(
                        hop.path("way").asString(), sum(hop.path("linked")) + " / " + sum(hop.path("unlinked"))));
        return hops;
    }

    private static String sum(JsonNode amounts) {
        return amounts.valueStream()
                .map(money -> new BigDecimal(money.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .toPlainString();
    }

    private List<String> steps(JsonNode trace) {
        return trace.path("steps")
                .valueStream()
                .map(step -> "%s %s %s"
                        .formatted(
                                step.path("link").asString(),
                                nameOf(step.at("/tail/id").asString()),
                                nameOf(step.at("/head/id").asString())))
                .toList();
    }

    private String nameOf(String id) {
        return name(client().ask("""
                        query ($id: ID!) {
                          node(id: $id) {
                            ... on Asset { externalIds { value } } ... on Measure { externalIds { value } }
                            ... on Function { externalIds { value } } ... on Indicator { externalIds { value } }
                          }
                        }
                        """, Map.of("id", id)).at("/node"));
    }

    private Change link(String kind, String tail, String head, String from, Map<String, Object> terms) {
        Map<String, Object> input = new HashMap<>(terms);
        input.put("kind", kind);
        input.put("tail", Registrar.byName("demo", tail));
        input.put("head", Registrar.byName("demo", head));
        input.put("from", from);
        return recorded(registrar().record("link", input));
    }

    /** Ends the link of this kind between the two, as of today. */
    private Change end(String kind, String tailKind, String tail, String head) {
        JsonNode links = client().ask(
                        """
                        query ($id: ID!, $kind: LinkKind!, $asOf: Date!, $at: Position) {
                          node(id: $id, atLeast: $at) {
                            ... on Record {
                              links(kind: $kind, asOf: $asOf, first: 100) {
                                nodes {
                                  id version
                                  head { ... on Function { externalIds { value } } ... on Measure { externalIds { value } } }
                                }
                              }
                            }
                          }
                        }
                        """, Map.of("id", id(tailKind, tail), "kind", kind, "asOf", TODAY, "at", position))
                .at("/node/links/nodes");
        JsonNode link = links.valueStream()
                .filter(each -> name(each.path("head")).equals(head))
                .findFirst()
                .orElseThrow();
        return recorded(registrar()
                .endLink(link.path("id").asString(), link.path("version").asInt(), TODAY));
    }

    private Change end(Change link) {
        return recorded(registrar().endLink(link.id(), link.version(), TODAY));
    }

    /** All reads from here on show it. */
    private Change recorded(Change change) {
        position = change.position();
        return change;
    }

    private String id(String kind, String name) {
        return client().ask(
                        "query ($kind: RecordKind!, $ref: RefInput!) { record(kind: $kind, ref: $ref) { id } }",
                        Map.of("kind", kind, "ref", Registrar.byName("demo", name)))
                .at("/record/id")
                .asString();
    }

    private int totalCount(String query, Map<String, Object> variables) {
        return page(query, 1, null, variables).path("totalCount").asInt();
    }

    /** All entries of a list, page after page; every page says the same total. */
    private List<JsonNode> pages(String query, int first, Map<String, Object> variables) {
        List<JsonNode> entries = new ArrayList<>();
        JsonNode page = page(query, first, null, variables);
        int total = page.path("totalCount").asInt();
        page.path("nodes").forEach(entries::add);
        while (page.at("/pageInfo/hasNextPage").asBoolean()) {
            assertThat(page.path("nodes")).hasSize(first);
            assertThat(page.at("/edges/%d/cursor".formatted(first - 1))).isEqualTo(page.at("/pageInfo/endCursor"));
            page = page(query, first, page.at("/pageInfo/endCursor").asString(), variables);
            assertThat(page.path("totalCount").asInt()).isEqualTo(total);
            page.path("nodes").forEach(entries::add);
        }
        assertThat(entries).hasSize(total);
        return entries;
    }

    private JsonNode page(String query, int first, @Nullable String after, Map<String, Object> more) {
        Map<String, Object> variables = new HashMap<>(Map.of("first", first, "asOf", TODAY, "at", position));
        if (!query.contains("$asOf")) {
            variables.remove("asOf");
        }
        variables.put("after", after);
        variables.putAll(more);
        return client().ask(query, variables).at("/page");
    }

    private static String name(JsonNode record) {
        return record.at("/externalIds/0/value").asString();
    }

    private static String names(Iterable<JsonNode> records) {
        List<String> names = new ArrayList<>();
        records.forEach(record -> names.add(name(record)));
        return names.stream().sorted().collect(Collectors.joining(";"));
    }

    private static Map<String, String> without(Map<String, String> before, String function) {
        Map<String, String> after = new HashMap<>(before);
        assertThat(after.remove(function)).isNotNull();
        return after;
    }

    private static Map<String, Long> moved(Map<String, Long> before, String from, String to) {
        Map<String, Long> after = new HashMap<>(before);
        after.merge(from, -1L, Long::sum);
        after.merge(to, 1L, Long::sum);
        return after;
    }

    private static <T> T await(Mono<T> work) {
        return Objects.requireNonNull(work.block());
    }

    /** The rows of the script's answers that begin so; they lie in graph-model's tests, which use them too. */
    private static Stream<String[]> expected(String table, String first) {
        try (InputStream in = Objects.requireNonNull(
                DemonstrationTests.class.getResourceAsStream("/assetledger/demonstration/" + table + ".csv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> line.startsWith(first + ","))
                            .map(line -> line.split(",", -1))
                            .toList()
                            .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
