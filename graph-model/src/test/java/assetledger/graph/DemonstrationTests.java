package assetledger.graph;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Coverage.CoveredMandate;
import assetledger.graph.Spending.Outcome;
import assetledger.model.AssetGroup;
import assetledger.model.ExternalId;
import assetledger.model.Function;
import assetledger.model.Indicator;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.testing.TestEngines;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The product's answers about the demonstration are those that were computed apart from it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemonstrationTests {
    private static final LocalDate TODAY = MemoryLedger.TODAY;
    private static final Currency RUB = Money.currency("RUB");

    private final MemoryLedger ledger = MemoryLedger.demonstration();
    private final Answers answers = new Answers(TestEngines.neo4j(), ledger);
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Records records = new Records(graph);
    private final Traces traces = new Traces(graph);

    @BeforeAll
    void load() {
        GraphWriter writer = new GraphWriter(TestEngines.neo4j());
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
    }

    @Test
    void everyEventIsInTheGraph() {
        assertThat(ledger.events()).hasSize(692);
        assertThat(Graphs.await(new GraphWriter(TestEngines.neo4j()).next())).isEqualTo(692);
        List<RecordId> nodes = ledger.events().stream()
                .filter(event -> event.kind() != RecordKind.LINK)
                .map(Recorded::id)
                .toList();
        assertThat(Graphs.await(records.withIds(nodes, Graphs.EVERYTHING, 691)))
                .hasSameElementsAs(ledger.events().stream()
                        .filter(event -> event.kind() != RecordKind.LINK)
                        .toList());
    }

    @ValueSource(strings = {"2026-11-21", "2027-04-01"})
    @ParameterizedTest
    void theseFunctionsAreBuiltTwice(LocalDate asOf) {
        Map<String, List<String>> expected = Expected.rows("duplicated", asOf).stream()
                .collect(toMap(row -> row.get(1), row -> Expected.list(row.get(2))));
        assertThat(expected).hasSizeGreaterThan(12);
        assertThat(answers.duplicated(asOf)).isEqualTo(expected);
        assertThat(answers.duplicatedCount(asOf)).isEqualTo(expected.size());
    }

    @Test
    void fourteenFunctionsAreBuiltTwiceMostSystemsFirst() {
        List<Duplications.DuplicatedFunction> all = Graphs.await(new Duplications(graph)
                .list(TODAY, Graphs.EVERYTHING, Duplications.After.NOTHING, 100, Graph.ANY_POSITION));
        assertThat(all)
                .extracting(Duplications.DuplicatedFunction::systems)
                .containsExactly(5, 5, 4, 3, 3, 3, 2, 2, 2, 2, 2, 2, 2, 2);
        assertThat(all).allSatisfy(function -> assertThat(function.supporters()).hasSize(function.systems()));
    }

    @Test
    void aListOfDuplicatesGoesOnWhereAPageEnded() {
        Duplications duplications = new Duplications(graph);
        List<Duplications.DuplicatedFunction> paged = new ArrayList<>();
        Duplications.After after = Duplications.After.NOTHING;
        for (int page = 0; page < 5; page++) {
            List<Duplications.DuplicatedFunction> next =
                    Graphs.await(duplications.list(TODAY, Graphs.EVERYTHING, after, 3, Graph.ANY_POSITION));
            assertThat(next).hasSize(page < 4 ? 3 : 2);
            paged.addAll(next);
            Duplications.DuplicatedFunction last = next.get(next.size() - 1);
            after = new Duplications.After(
                    last.systems(), last.name(), last.function().toString());
        }
        assertThat(paged)
                .isEqualTo(Graphs.await(duplications.list(
                        TODAY, Graphs.EVERYTHING, Duplications.After.NOTHING, 100, Graph.ANY_POSITION)));
    }

    @ValueSource(strings = {"2026-11-21", "2027-04-01"})
    @ParameterizedTest
    void everyMandateIsCoveredAsExpectedByTheSystemsExpected(LocalDate asOf) {
        assertThat(answers.coverage(asOf).stream().map(this::row).sorted().toList())
                .isEqualTo(Expected.rows("coverage", asOf).stream()
                        .map(row -> String.join(",", row.subList(1, 7)))
                        .sorted()
                        .toList());
    }

    @ValueSource(strings = {"2026-11-21", "2027-04-01"})
    @ParameterizedTest
    void theCountsOfCoverageAreThoseOfItsList(LocalDate asOf) {
        assertThat(answers.coverageCounts(asOf))
                .isEqualTo(answers.coverage(asOf).stream()
                        .collect(groupingBy(CoveredMandate::state, Collectors.counting())));
    }

    @Test
    void sixtySevenDutiesAreCoveredAndEightOfElevenWithoutASystemRestOnAnActInForce() {
        assertThat(answers.coverageCounts(TODAY))
                .isEqualTo(Map.of(
                        CoverageState.COVERED, 67L,
                        CoverageState.PARTIAL, 8L,
                        CoverageState.PLANNED, 9L,
                        CoverageState.NONE, 11L,
                        CoverageState.NOT_REPORTED, 13L));
        assertThat(answers.coverage(TODAY).stream().filter(CoveredMandate::regulatoryOnly))
                .hasSize(8);
    }

    @Test
    void everyMandateIsThereAsItWasRecorded() {
        assertThat(answers.coverage(TODAY))
                .hasSize(108)
                .allSatisfy(mandate -> assertThat(mandate.mandate())
                        .isEqualTo(ledger.head(mandate.mandate().id())));
    }

    @Test
    void anIdeaWithoutADatePlansNothing() {
        assertThat(answers.coverage("gov-north", "fn-data-analytics", TODAY)).isEqualTo(CoverageState.NOT_REPORTED);
    }

    @Test
    void coverageOfOneAuthorityOrAreaOrStateIsThatPartOfTheWhole() {
        Coverage coverage = new Coverage(graph, () -> 3);
        Coverage.Filter education = new Coverage.Filter(ledger.id("reg-education"), "09", TODAY);
        List<CoveredMandate> found = Graphs.await(coverage.list(
                education,
                Graphs.EVERYTHING,
                EnumSet.of(CoverageState.NONE),
                Coverage.After.NOTHING,
                100,
                Graph.ANY_POSITION));
        assertThat(found.stream().map(mandate -> ledger.name(mandate.function())))
                .contains("fn-teacher-certification")
                .allMatch(name -> answers.coverage("reg-education", name, TODAY) == CoverageState.NONE);
        long inDivision = answers.coverage(TODAY).stream()
                .filter(mandate -> mandate.subject().equals(ledger.id("reg-education")))
                .filter(mandate -> area(mandate.function()).startsWith("09."))
                .count();
        assertThat(Graphs.await(coverage.counts(education, Graphs.EVERYTHING, Graph.ANY_POSITION)).stream()
                        .mapToLong(Coverage.Count::count)
                        .sum())
                .isPositive()
                .isEqualTo(inDivision);
    }

    @Test
    void aListOfCoverageGoesOnWhereAPageEnded() {
        Coverage coverage = new Coverage(graph, () -> 3);
        List<CoveredMandate> paged = new ArrayList<>();
        Coverage.After after = Coverage.After.NOTHING;
        List<CoveredMandate> next;
        do {
            next = Graphs.await(coverage.list(
                    new Coverage.Filter(null, null, TODAY),
                    Graphs.EVERYTHING,
                    EnumSet.allOf(CoverageState.class),
                    after,
                    10,
                    Graph.ANY_POSITION));
            paged.addAll(next);
            if (!next.isEmpty()) {
                CoveredMandate last = next.get(next.size() - 1);
                after = new Coverage.After(
                        last.subjectName(), last.mandate().id().toString());
            }
        } while (!next.isEmpty() && paged.size() < 200);
        assertThat(paged.stream().map(CoveredMandate::mandate))
                .isEqualTo(answers.coverage(TODAY).stream()
                        .map(CoveredMandate::mandate)
                        .toList());
    }

    @ValueSource(ints = {2025, 2026})
    @ParameterizedTest
    void everyLineOfMoneyCameToWhatIsExpectedAndTheSumsTieToTheKopeck(int year) {
        List<List<String>> rows = Expected.rows("spending", year);
        assertThat(answers.spending(year, TODAY))
                .isEqualTo(rows.stream().collect(toMap(row -> row.get(1), row -> row.get(2) + " " + row.get(3))));
        Map<Outcome, BigDecimal> sums = rows.stream()
                .collect(groupingBy(
                        row -> Outcome.valueOf(row.get(2)),
                        Collectors.reducing(BigDecimal.ZERO, row -> new BigDecimal(row.get(3)), BigDecimal::add)));
        assertThat(answers.totals(year, TODAY))
                .isEqualTo(sums.entrySet().stream()
                        .collect(toMap(
                                Map.Entry::getKey,
                                sum -> Money.of(RUB, sum.getValue().toPlainString()))));
    }

    @Test
    void theMoneyOf2026IsSeventyNineBillionOfWhichThreePointSixReachedAResult() {
        Map<Outcome, Money> totals = answers.totals(2026, TODAY);
        assertThat(totals)
                .isEqualTo(Map.of(
                        Outcome.NO_MEASURE, Money.of(RUB, "917140000.40"),
                        Outcome.NO_INDICATOR, Money.of(RUB, "43312000.00"),
                        Outcome.NO_ACTUAL, Money.of(RUB, "73768500000.00"),
                        Outcome.MISSED, Money.of(RUB, "888850000.50"),
                        Outcome.REACHED, Money.of(RUB, "3661087501.10")));
        assertThat(totals.values().stream().mapToLong(Money::minorUnits).sum())
                .isEqualTo(Money.of(RUB, "79278889502.00").minorUnits());
    }

    @Test
    void aTraceLeadsFromASystemToItsMoneyAndBackToFunctionsAndIndicators() {
        List<Recorded<State>> lines = lines("sys-forest-monitor", TODAY);
        assertThat(lines).containsExactly(ledger.head(ledger.id("fin-forest")));
        List<Traces.Step> steps =
                Graphs.await(traces.steps(lines.stream().map(Recorded::id).toList(), Graphs.EVERYTHING, TODAY));
        assertThat(steps.stream().map(Traces.Step::link).map(this::tie))
                .containsExactlyInAnyOrder(
                        "fin-forest PAYS_FOR ms-forest",
                        "ms-forest DELIVERS sys-forest-monitor",
                        "ms-forest AIMS_AT ind-fire-detect",
                        "sys-forest-monitor SUPPORTS fn-forest-fire",
                        "sys-forest-monitor SUPPORTS fn-ctl-forest");
        assertThat(steps).noneMatch(Traces.Step::hidden);
        assertThat(steps.stream().map(step -> step.link().id().toString())).isSorted();
    }

    @ValueSource(
            strings = {
                "fin-forest",
                "ms-forest",
                "sys-forest-monitor",
                "ind-fire-detect",
                "fn-forest-fire",
                "reg-forest"
            })
    @ParameterizedTest
    void theSameMoneyIsFoundFromEveryPointOfItsWay(String start) {
        assertThat(lines(start, TODAY).stream().map(line -> ledger.name(line.id())))
                .contains("fin-forest");
    }

    @Test
    void beforeItsLinksBeganAWayIsNotThere() {
        LocalDate before = LocalDate.of(2023, 12, 31);
        assertThat(lines("sys-forest-monitor", before)).isEmpty();
        assertThat(Graphs.await(traces.steps(List.of(ledger.id("fin-forest")), Graphs.EVERYTHING, before)))
                .isEmpty();
    }

    private List<Recorded<State>> lines(String start, LocalDate day) {
        Traces.Origin origin = Graphs.await(traces.origin(ledger.id(start), Graphs.EVERYTHING, day, Graph.ANY_POSITION))
                .orElseThrow();
        assertThat(origin.start()).isEqualTo(ledger.head(ledger.id(start)));
        return origin.lines();
    }

    @Test
    void aMeasureIsWithoutMoneyUntilTheDayThatALinePaysForIt() {
        RecordId system = ledger.id("sys-mvd-data-centre");
        assertThat(Graphs.await(traces.measuresWithoutMoney(system, Graphs.EVERYTHING, TODAY)))
                .isEmpty();
        assertThat(Graphs.await(traces.measuresWithoutMoney(system, Graphs.EVERYTHING, LocalDate.of(2024, 6, 1))))
                .containsExactly(ledger.id("ms-mvd-data-centre"));
    }

    @Test
    void aRecordIsFoundByTheNameThatOthersGaveIt() {
        assertThat(Graphs.await(records.named(
                        new ExternalId("demo", "gov-north"),
                        RecordKind.SUBJECT,
                        Graphs.EVERYTHING,
                        Graph.ANY_POSITION)))
                .containsExactly(ledger.head(ledger.id("gov-north")));
        assertThat(Graphs.await(records.named(
                        new ExternalId("demo", "gov-north"),
                        RecordKind.FUNCTION,
                        Graphs.EVERYTHING,
                        Graph.ANY_POSITION)))
                .isEmpty();
    }

    @Test
    void theRegisterPagesThroughAllAssetsOfAGroupInTheOrderOfTheirIds() {
        Records.AssetFilter systems = filter(AssetGroup.TECHNICAL, null, null);
        List<String> paged = new ArrayList<>();
        List<Recorded<State>> page;
        do {
            String after = paged.isEmpty() ? "" : paged.get(paged.size() - 1);
            page = Graphs.await(records.assets(systems, Graphs.EVERYTHING, after, 9, Graph.ANY_POSITION));
            page.forEach(record -> paged.add(record.id().toString()));
        } while (!page.isEmpty());
        assertThat(paged).hasSize(70).isSorted().doesNotHaveDuplicates();
        assertThat(Graphs.await(records.count(systems, Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .isEqualTo(70);
        assertThat(Graphs.await(records.count(filter(null, null, null), Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .isEqualTo(70 + 32 + 24 + 9);
    }

    @Test
    void aFilterByOwnerOrPhaseNarrowsAsOfItsDay() {
        RecordId owner = ledger.id("mun-belorechye");
        assertThat(names(filter(AssetGroup.TECHNICAL, owner, Phase.SUSPENDED))).containsExactly("sys-jobs-belorechye");
        assertThat(names(new Records.AssetFilter(
                        AssetGroup.TECHNICAL, owner, Phase.SUSPENDED, LocalDate.of(2010, 1, 1))))
                .isEmpty();
        assertThat(Graphs.await(records.count(
                        filter(AssetGroup.TECHNICAL, owner, Phase.SUSPENDED), Graphs.EVERYTHING, Graph.ANY_POSITION)))
                .isEqualTo(1);
    }

    @Test
    void fourteenBodiesUseOneSystemForNineteenFunctions() {
        RecordId system = ledger.id("sys-control-north");
        assertThat(links(system, LinkKind.USES, false, TODAY)).hasSize(14);
        assertThat(links(system, LinkKind.SUPPORTS, true, TODAY)).hasSize(19);
        assertThat(links(system, LinkKind.SUPPORTS, false, TODAY)).isEmpty();
        assertThat(links(system, null, true, TODAY))
                .hasSizeGreaterThan(19)
                .allSatisfy(link -> assertThat(((Link) link.state()).tail()).isEqualTo(system));
        assertThat(links(system, LinkKind.USES, false, LocalDate.of(2019, 12, 31)))
                .hasSizeBetween(1, 13);
    }

    @ValueSource(ints = {2024, 2025, 2026, 2027})
    @ParameterizedTest
    void everyIndicatorIsJudgedByThePlanOfTheYear(int year) {
        Indicators indicators = new Indicators(graph);
        Map<RecordId, Indicators.Outcome> judged =
                Graphs.await(indicators.list(new Indicators.Filter(year, null), null, "", 100, Graph.ANY_POSITION))
                        .stream()
                        .collect(toMap(one -> one.indicator().id(), Indicators.Judged::outcome));
        assertThat(judged)
                .hasSize(22)
                .allSatisfy((id, outcome) -> assertThat(outcome)
                        .isEqualTo(outcome((Indicator) ledger.head(id).state(), year)));
        assertThat(Graphs.await(indicators.outcomes(new Indicators.Filter(year, null), Graph.ANY_POSITION)).stream()
                        .collect(toMap(Indicators.Count::outcome, Indicators.Count::count)))
                .isEqualTo(judged.values().stream().collect(groupingBy(outcome -> outcome, Collectors.counting())));
        assertThat(Graphs.await(indicators.list(
                        new Indicators.Filter(year, null), Indicators.Outcome.NO_ACTUAL, "", 100, Graph.ANY_POSITION)))
                .allMatch(one -> one.outcome() == Indicators.Outcome.NO_ACTUAL)
                .hasSize((int) judged.values().stream()
                        .filter(outcome -> outcome == Indicators.Outcome.NO_ACTUAL)
                        .count());
    }

    private static Indicators.Outcome outcome(Indicator indicator, int year) {
        Boolean met = indicator.outcomes().get(year);
        if (met != null) {
            return met ? Indicators.Outcome.MET : Indicators.Outcome.MISSED;
        }
        return indicator.actuals().stream().anyMatch(actual -> actual.year() == year)
                ? Indicators.Outcome.NO_PLAN
                : Indicators.Outcome.NO_ACTUAL;
    }

    private String row(CoveredMandate mandate) {
        return String.join(
                ",",
                ledger.name(mandate.subject()),
                ledger.name(mandate.function()),
                mandate.state().name(),
                Boolean.toString(mandate.regulatoryOnly()),
                mandate.planned() == null ? "" : mandate.planned().toString(),
                String.join(";", ledger.names(mandate.systems())));
    }

    private String area(RecordId function) {
        return ((Function) ledger.head(function).state()).area();
    }

    private String tie(Recorded<State> recorded) {
        Link link = (Link) recorded.state();
        return "%s %s %s".formatted(ledger.name(link.tail()), link.link(), ledger.name(link.head()));
    }

    private List<Recorded<State>> links(RecordId id, @Nullable LinkKind kind, boolean outgoing, LocalDate asOf) {
        return Graphs.await(records.links(
                        List.of(id), new Records.LinkFilter(kind, outgoing, asOf, "", 100, false), Graphs.EVERYTHING))
                .getOrDefault(id, List.of())
                .stream()
                .map(Records.Tie::link)
                .toList();
    }

    private List<String> names(Records.AssetFilter filter) {
        return Graphs.await(records.assets(filter, Graphs.EVERYTHING, "", 100, Graph.ANY_POSITION)).stream()
                .map(record -> ledger.name(record.id()))
                .toList();
    }

    private static Records.AssetFilter filter(
            @Nullable AssetGroup group, @Nullable RecordId owner, @Nullable Phase phase) {
        return new Records.AssetFilter(group, owner, phase, TODAY);
    }
}
