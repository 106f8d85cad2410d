package assetledger.graph;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Coverage.CoveredMandate;
import assetledger.graph.Duplications.DuplicatedFunction;
import assetledger.graph.Spending.Figures;
import assetledger.graph.Spending.LineOutcome;
import assetledger.graph.Spending.Outcome;
import assetledger.model.Asset;
import assetledger.model.AssetGroup;
import assetledger.model.Degree;
import assetledger.model.ExternalId;
import assetledger.model.Function;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.Phase;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.TechnicalAsset;
import assetledger.model.Viewer;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What restricted assets add to answers, and that nobody is told of them who may not see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestrictedTests {
    private static final LocalDate TODAY = MemoryLedger.TODAY;
    private static final int ALL = 1_000;
    private static final int MINIMUM = 3;
    private static final long SEED = 20261121;
    private static final Set<Phase> NOT_BEGUN = EnumSet.of(Phase.PLANNED, Phase.BUILDING);

    private final MemoryLedger ledger = RestrictedPortfolio.of(SEED);
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Records records = new Records(graph);
    private final Duplications duplications = new Duplications(graph);
    private final Coverage coverage = new Coverage(graph, () -> MINIMUM);
    private final Spending spending = new Spending(graph, () -> MINIMUM);
    private final Traces traces = new Traces(graph);

    @BeforeAll
    void load() {
        GraphWriter writer = new GraphWriter(TestEngines.neo4j());
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
    }

    List<Viewer> viewers() {
        return List.of(
                registrar("nora", "north"),
                registrar("sue", "south"),
                registrar("nils", "north", "south"),
                person("anna", Role.ANALYST),
                person("bea", Role.BUDGET_REVIEWER),
                person("ada", Role.AUDITOR),
                person("olga", Role.OPERATOR),
                person("nemo"),
                new Viewer("alma", false, Set.of(Role.REGISTRAR), Set.of(), true),
                // Rights that belong to a role he does not hold.
                new Viewer("otto", false, Set.of(Role.ANALYST), Set.of(ledger.id("north")), true));
    }

    @Test
    void somebodySeesEverythingSomebodyNothingAndTheOthersTheirOwn() {
        int restricted = RestrictedPortfolio.restricted(ledger).size();
        int ofNorth = (int) RestrictedPortfolio.restricted(ledger).stream()
                .filter(record -> ledger.id("north").equals(record.state().owner()))
                .count();
        assertThat(ofNorth).isBetween(3, restricted - 3);
        assertThat(hidden(registrar("nora", "north"))).hasSize(restricted - ofNorth);
        assertThat(hidden(person("ada", Role.AUDITOR))).isEmpty();
        assertThat(hidden(person("anna", Role.ANALYST))).hasSize(restricted);
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void whatIsHiddenNeverAppearsByIdNameOrNumber(Viewer viewer) {
        String answers = everything(viewer).toString();
        assertThat(answers).contains(ledger.id("north").toString(), "SYS-", "FIN-");
        Set<RecordId> hidden = hidden(viewer);
        for (Recorded<State> record : RestrictedPortfolio.restricted(ledger)) {
            Asset asset = (Asset) record.state();
            for (String trait :
                    List.of(record.id().toString(), asset.name(), asset.number().value())) {
                boolean told = tells(answers, trait);
                assertThat(told).as("%s told to %s", trait, viewer).isEqualTo(!hidden.contains(record.id()));
            }
        }
        if (hidden.size() == RestrictedPortfolio.restricted(ledger).size()) {
            assertThat(answers).doesNotContain(RestrictedPortfolio.CANARY);
        }
    }

    /** A number is followed by no digit, as SYS-4 would be in SYS-42. */
    private static boolean tells(String answers, String trait) {
        int at = answers.indexOf(trait);
        while (at >= 0) {
            int end = at + trait.length();
            if (end == answers.length() || !Character.isDigit(answers.charAt(end))) {
                return true;
            }
            at = answers.indexOf(trait, end);
        }
        return false;
    }

    /** All that is answered of records: lists, links of what is seen, duplicates, coverage, money and its ways. */
    private List<Object> everything(Viewer viewer) {
        List<Recorded<State>> seen = Graphs.await(records.withIds(ids(record -> true), viewer, Graph.ANY_POSITION));
        Set<RecordId> shown = seen.stream().map(Recorded::id).collect(toSet());
        List<Object> answers = new ArrayList<>(seen);
        for (RecordId id : ids(record -> true)) {
            ExternalId name = new ExternalId("demo", ledger.name(id));
            answers.add(Graphs.await(records.named(name, ledger.head(id).kind(), viewer, Graph.ANY_POSITION)));
        }
        answers.add(assets(filter(null, null, null), viewer));
        for (boolean outgoing : List.of(true, false)) {
            Records.LinkFilter any = new Records.LinkFilter(null, outgoing, TODAY, "", 100, true);
            answers.add(Graphs.await(records.links(shown, any, viewer)));
        }
        answers.add(duplicates(viewer));
        answers.add(covered(viewer));
        answers.add(lines(viewer, EnumSet.allOf(Outcome.class)));
        answers.add(totals(viewer, null));
        answers.add(steps(viewer).stream().filter(step -> !step.hidden()).toList());
        return answers;
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void assetsAreThoseThatAreSeenAndTheirNumberIsTheirLists(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        assertThat(assets(filter(null, null, null), viewer).stream().map(Recorded::id))
                .containsExactlyInAnyOrderElementsOf(
                        ids(record -> record.state() instanceof Asset && !hidden.contains(record.id())));
        List<Records.AssetFilter> filters = new ArrayList<>();
        Stream.of(AssetGroup.values()).forEach(group -> filters.add(filter(group, null, null)));
        Stream.of(Phase.values()).forEach(phase -> filters.add(filter(null, null, phase)));
        for (String owner : RestrictedPortfolio.OWNERS) {
            filters.add(filter(null, ledger.id(owner), null));
            filters.add(filter(AssetGroup.TECHNICAL, ledger.id(owner), Phase.IN_USE));
        }
        for (Records.AssetFilter narrowed : filters) {
            assertThat(Graphs.await(records.count(narrowed, viewer, Graph.ANY_POSITION)))
                    .isEqualTo(assets(narrowed, viewer).size());
            facetsCountTheirOwnLists(narrowed, viewer);
        }
    }

    private void facetsCountTheirOwnLists(Records.AssetFilter list, Viewer viewer) {
        Map<AssetGroup, Long> byGroup = Graphs.await(records.byGroup(list, viewer, Graph.ANY_POSITION));
        for (AssetGroup group : AssetGroup.values()) {
            Records.AssetFilter one = new Records.AssetFilter(group, list.owner(), list.phase(), list.asOf());
            boolean may = list.group() == null || list.group() == group;
            assertThat(byGroup.getOrDefault(group, 0L))
                    .isEqualTo(may ? assets(one, viewer).size() : 0);
        }
        Map<Phase, Long> byPhase = Graphs.await(records.byPhase(list, viewer, Graph.ANY_POSITION));
        for (Phase phase : Phase.values()) {
            Records.AssetFilter one = new Records.AssetFilter(list.group(), list.owner(), phase, list.asOf());
            boolean may = list.phase() == null || list.phase() == phase;
            assertThat(byPhase.getOrDefault(phase, 0L))
                    .isEqualTo(may ? assets(one, viewer).size() : 0);
        }
        assertThat(byGroup.values()).doesNotContain(0L);
        assertThat(byPhase.values()).doesNotContain(0L);
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void theLinksOfARecordAreThoseWhoseOtherEndIsSeen(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        List<RecordId> shown = ids(record -> !hidden.contains(record.id()));
        for (boolean outgoing : List.of(true, false)) {
            Map<RecordId, List<Records.Tie>> found = Graphs.await(
                    records.links(shown, new Records.LinkFilter(null, outgoing, TODAY, "", 100, true), viewer));
            assertThat(found.values().stream()
                            .flatMap(List::stream)
                            .map(tie -> tie.link().id()))
                    .containsExactlyInAnyOrderElementsOf(
                            links().filter(link -> !hidden.contains(link(link).tail())
                                            && !hidden.contains(link(link).head()))
                                    .map(Recorded::id)
                                    .toList());
        }
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void noLinksAreToldOfARecordThatIsHidden(Viewer viewer) {
        for (boolean outgoing : List.of(true, false)) {
            assertThat(Graphs.await(records.links(
                                    hidden(viewer),
                                    new Records.LinkFilter(null, outgoing, TODAY, "", 100, true),
                                    viewer))
                            .values())
                    .allSatisfy(links -> assertThat(links).isEmpty());
        }
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void aFunctionIsBuiltTwiceWhereTwoSystemsThatAreSeenSupportIt(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        Map<RecordId, Set<RecordId>> expected = links(LinkKind.SUPPORTS)
                .filter(link -> !hidden.contains(link.tail()) && phase(link.tail()) != Phase.GONE)
                .collect(groupingBy(Link::head, mapping(Link::tail, toSet())));
        expected.values().removeIf(systems -> systems.size() < 2);
        List<DuplicatedFunction> found = duplicates(viewer);
        assertThat(found.stream()
                        .collect(toMap(
                                DuplicatedFunction::function,
                                function -> function.supporters().stream()
                                        .map(Duplications.Supporter::system)
                                        .collect(toSet()))))
                .isEqualTo(expected);
        assertThat(found)
                .allSatisfy(function -> assertThat(function.supporters()).hasSize(function.systems()));
        assertThat(Graphs.await(duplications.count(TODAY, viewer, Graph.ANY_POSITION)))
                .isEqualTo(found.size());
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void coverageIsWithheldJustWhereAHiddenSystemTakesPartAndFewerThanTheMinimumDo(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        List<CoveredMandate> found = covered(viewer);
        assertThat(found).hasSize((int) links(LinkKind.MANDATED).count());
        for (CoveredMandate mandate : found) {
            Map<RecordId, Integer> strengths = strengths(mandate.subject(), mandate.function());
            Set<RecordId> unseen = new HashSet<>(strengths.keySet());
            unseen.retainAll(hidden);
            boolean withheld = !unseen.isEmpty() && strengths.size() < MINIMUM;
            assertThat(mandate.state() == CoverageState.WITHHELD)
                    .as("%s", mandate)
                    .isEqualTo(withheld);
            assertThat(mandate.withheld()).isEqualTo(withheld ? null : unseen.size());
            if (!withheld) {
                assertThat(mandate.state()).isEqualTo(state(mandate.subject(), mandate.function(), strengths));
            }
            Set<RecordId> seen = new HashSet<>(strengths.keySet());
            seen.removeAll(hidden);
            assertThat(mandate.systems()).containsExactlyInAnyOrderElementsOf(seen);
        }
    }

    @Test
    void everySortOfCoverageIsAmongTheExamples() {
        List<CoveredMandate> found = covered(person("anna", Role.ANALYST));
        assertThat(found).extracting(CoveredMandate::state).contains(CoverageState.values());
        assertThat(found)
                .anyMatch(mandate -> mandate.state() == CoverageState.WITHHELD
                        && !mandate.systems().isEmpty())
                .anyMatch(mandate -> mandate.withheld() != null
                        && mandate.withheld() > 0
                        && mandate.withheld() + mandate.systems().size() == MINIMUM);
        assertThat(covered(person("ada", Role.AUDITOR)))
                .noneMatch(mandate -> mandate.state() == CoverageState.WITHHELD)
                .allMatch(mandate -> Objects.equals(mandate.withheld(), 0));
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void theCountsOfCoverageAreThoseOfItsListStateByState(Viewer viewer) {
        List<Coverage.Filter> filters = new ArrayList<>();
        filters.add(new Coverage.Filter(null, null, TODAY));
        filters.add(new Coverage.Filter(null, "09", TODAY));
        RestrictedPortfolio.OWNERS.forEach(owner -> filters.add(new Coverage.Filter(ledger.id(owner), null, TODAY)));
        for (Coverage.Filter filter : filters) {
            List<CoveredMandate> list = covered(filter, viewer, EnumSet.allOf(CoverageState.class));
            List<Coverage.Count> counts = Graphs.await(coverage.counts(filter, viewer, Graph.ANY_POSITION));
            assertThat(counts.stream().collect(toMap(Coverage.Count::state, Coverage.Count::count)))
                    .isEqualTo(list.stream().collect(groupingBy(CoveredMandate::state, counting())));
            for (Coverage.Count count : counts) {
                List<CoveredMandate> ofState = covered(filter, viewer, EnumSet.of(count.state()));
                assertThat(ofState).hasSize((int) count.count());
                assertThat(count.withheld())
                        .isEqualTo(ofState.stream()
                                .filter(mandate -> mandate.withheld() != null && mandate.withheld() > 0)
                                .count());
            }
        }
    }

    @Test
    void withoutAMinimumNothingIsWithheldAndEverySystemIsCounted() {
        Coverage open = new Coverage(graph, () -> 1);
        List<CoveredMandate> found = Graphs.await(open.list(
                new Coverage.Filter(null, null, TODAY),
                person("anna", Role.ANALYST),
                EnumSet.allOf(CoverageState.class),
                Coverage.After.NOTHING,
                ALL,
                Graph.ANY_POSITION));
        List<CoveredMandate> whole = covered(person("ada", Role.AUDITOR));
        assertThat(found.stream().map(CoveredMandate::state))
                .isEqualTo(whole.stream().map(CoveredMandate::state).toList());
        assertThat(found.stream().map(mandate -> mandate.systems().size() + Objects.requireNonNull(mandate.withheld())))
                .isEqualTo(
                        whole.stream().map(mandate -> mandate.systems().size()).toList());
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void linesOfMoneyAreThoseThatAreSeen(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        assertThat(lines(viewer, EnumSet.allOf(Outcome.class)))
                .isEqualTo(lines(person("ada", Role.AUDITOR), EnumSet.allOf(Outcome.class)).stream()
                        .filter(line -> !hidden.contains(line.line()))
                        .toList());
        for (Outcome outcome : Outcome.values()) {
            assertThat(Graphs.await(spending.count(year(null), viewer, EnumSet.of(outcome), Graph.ANY_POSITION)))
                    .isEqualTo(lines(viewer, EnumSet.of(outcome)).size());
        }
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void aSumHoldsHiddenLinesToldByTheirNumberOrIsAbsentWhereTheLinesAreFewerThanTheMinimum(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        for (String owner : Stream.concat(Stream.of(""), RestrictedPortfolio.OWNERS.stream())
                .toList()) {
            RecordId id = owner.isEmpty() ? null : ledger.id(owner);
            Map<String, List<LineOutcome>> whole =
                    lines(person("ada", Role.AUDITOR), EnumSet.allOf(Outcome.class)).stream()
                            .filter(line -> id == null
                                    || id.equals(
                                            ledger.head(line.line()).state().owner()))
                            .collect(groupingBy(
                                    line -> line.outcome() + " " + line.amount().currency()));
            Map<String, String> expected = new HashMap<>();
            whole.forEach((key, lines) -> {
                long unseen = lines.stream()
                        .filter(line -> hidden.contains(line.line()))
                        .count();
                long sum = lines.stream()
                        .mapToLong(line -> line.amount().minorUnits())
                        .sum();
                boolean tooFew = unseen > 0 && lines.size() < MINIMUM;
                Money amount = new Money(lines.get(0).amount().currency(), sum);
                expected.put(key, tooFew ? "absent" : new Figures(lines.size(), unseen, amount).toString());
            });
            assertThat(totals(viewer, id).stream()
                            .collect(toMap(
                                    total -> total.outcome() + " " + total.currency(),
                                    total -> Objects.requireNonNullElse(total.figures(), "absent")
                                            .toString())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void everySortOfSumIsAmongTheExamples() {
        List<Spending.Total> totals = new ArrayList<>(totals(person("anna", Role.ANALYST), null));
        RestrictedPortfolio.OWNERS.forEach(
                owner -> totals.addAll(totals(person("anna", Role.ANALYST), ledger.id(owner))));
        List<Figures> told = totals.stream()
                .flatMap(total -> Stream.ofNullable(total.figures()))
                .toList();
        assertThat(told)
                .hasSizeLessThan(totals.size())
                .anyMatch(figures -> figures.withheld() > 0 && figures.lines() == MINIMUM)
                .anyMatch(figures -> figures.withheld() == 0 && figures.lines() < MINIMUM);
        assertThat(totals(person("ada", Role.AUDITOR), null))
                .extracting(Spending.Total::figures)
                .doesNotContainNull();
    }

    @MethodSource("viewers")
    @ParameterizedTest
    void aStepOfATraceIsMarkedAsHiddenJustWhereOneOfItsEndsIs(Viewer viewer) {
        Set<RecordId> hidden = hidden(viewer);
        List<Traces.Step> steps = steps(viewer);
        assertThat(steps).hasSizeGreaterThan(40);
        assertThat(steps).allSatisfy(step -> {
            Link link = link(step.link());
            assertThat(step.hidden()).isEqualTo(hidden.contains(link.tail()) || hidden.contains(link.head()));
        });
        assertThat(steps.stream().map(step -> step.link().id()))
                .isEqualTo(steps(person("ada", Role.AUDITOR)).stream()
                        .map(step -> step.link().id())
                        .toList());
    }

    /** The rule of docs/graph.md, over the ledger: how far each system carries a duty, 1 planned to 3 wholly. */
    private Map<RecordId, Integer> strengths(RecordId subject, RecordId duty) {
        Set<RecordId> functions = new HashSet<>();
        for (RecordId next = duty;
                next != null;
                next = ((Function) ledger.head(next).state()).broader()) {
            functions.add(next);
        }
        Set<RecordId> used = links(LinkKind.USES)
                .filter(link -> link.tail().equals(subject))
                .map(Link::head)
                .collect(toSet());
        Map<RecordId, Integer> strengths = new HashMap<>();
        links(LinkKind.SUPPORTS)
                .filter(link -> functions.contains(link.head()) && link.terms().degree() != Degree.AUXILIARY)
                .filter(link -> used.contains(link.tail())
                        || subject.equals(ledger.head(link.tail()).state().owner()))
                .forEach(link -> {
                    Phase phase = phase(link.tail());
                    int inUse = link.terms().degree() == Degree.FULL ? 3 : 2;
                    int strength = phase == Phase.IN_USE ? inUse : NOT_BEGUN.contains(phase) ? 1 : 0;
                    strengths.merge(link.tail(), strength, Math::max);
                });
        strengths.values().removeIf(strength -> strength == 0);
        return strengths;
    }

    private CoverageState state(RecordId subject, RecordId duty, Map<RecordId, Integer> strengths) {
        boolean reported = subject.equals(ledger.id("west"))
                && ((Function) ledger.head(duty).state()).area().startsWith("09");
        return switch (strengths.values().stream().max(Integer::compare).orElse(0)) {
            case 3 -> CoverageState.COVERED;
            case 2 -> CoverageState.PARTIAL;
            case 1 -> CoverageState.PLANNED;
            default -> reported ? CoverageState.NONE : CoverageState.NOT_REPORTED;
        };
    }

    private Phase phase(RecordId system) {
        String stage =
                ((TechnicalAsset) ledger.head(system).state()).stages().get(0).stage();
        return MemoryLedger.PACK
                .stagesOf((Asset) ledger.head(system).state())
                .stage(stage)
                .orElseThrow()
                .phase();
    }

    /** The restricted assets that somebody may not see, by the words of the rule. */
    private Set<RecordId> hidden(Viewer viewer) {
        boolean registrar = viewer.roles().contains(Role.REGISTRAR);
        Predicate<Recorded<State>> seen = record -> viewer.roles().contains(Role.AUDITOR)
                || (registrar && viewer.everyAuthority())
                || (registrar
                        && viewer.authorities().stream()
                                .anyMatch(own -> own.equals(record.state().owner())));
        return RestrictedPortfolio.restricted(ledger).stream()
                .filter(Predicate.not(seen))
                .map(Recorded::id)
                .collect(toSet());
    }

    private List<RecordId> ids(Predicate<Recorded<State>> wanted) {
        return ledger.events().stream()
                .filter(event -> event.kind() != RecordKind.LINK && event.kind() != RecordKind.PACK)
                .filter(event -> event.kind() != RecordKind.DECLARATION)
                .filter(wanted)
                .map(Recorded::id)
                .toList();
    }

    private Stream<Recorded<State>> links() {
        return ledger.events().stream().filter(event -> event.kind() == RecordKind.LINK);
    }

    private Stream<Link> links(LinkKind kind) {
        return links().map(RestrictedTests::link).filter(link -> link.link() == kind);
    }

    private static Link link(Recorded<State> recorded) {
        return (Link) recorded.state();
    }

    private List<Recorded<State>> assets(Records.AssetFilter filter, Viewer viewer) {
        return Graphs.await(records.assets(filter, viewer, "", ALL, Graph.ANY_POSITION));
    }

    private static Records.AssetFilter filter(
            @Nullable AssetGroup group, @Nullable RecordId owner, @Nullable Phase phase) {
        return new Records.AssetFilter(group, owner, phase, TODAY);
    }

    private List<DuplicatedFunction> duplicates(Viewer viewer) {
        return Graphs.await(duplications.list(TODAY, viewer, Duplications.After.NOTHING, ALL, Graph.ANY_POSITION));
    }

    private List<CoveredMandate> covered(Viewer viewer) {
        return covered(new Coverage.Filter(null, null, TODAY), viewer, EnumSet.allOf(CoverageState.class));
    }

    private List<CoveredMandate> covered(Coverage.Filter filter, Viewer viewer, Collection<CoverageState> states) {
        return Graphs.await(coverage.list(filter, viewer, states, Coverage.After.NOTHING, ALL, Graph.ANY_POSITION));
    }

    private List<LineOutcome> lines(Viewer viewer, Collection<Outcome> outcomes) {
        return Graphs.await(spending.lines(year(null), viewer, outcomes, "", ALL, Graph.ANY_POSITION));
    }

    private List<Spending.Total> totals(Viewer viewer, @Nullable RecordId owner) {
        return Graphs.await(spending.totals(year(owner), viewer, Graph.ANY_POSITION));
    }

    private static Spending.Filter year(@Nullable RecordId owner) {
        return new Spending.Filter(2026, TODAY, owner);
    }

    private List<Traces.Step> steps(Viewer viewer) {
        return Graphs.await(traces.steps(ids(record -> record.kind() == RecordKind.SPENDING_LINE), viewer, TODAY));
    }

    private static Viewer person(String person, Role... roles) {
        return new Viewer(person, false, Set.of(roles), Set.of(), false);
    }

    private Viewer registrar(String person, String... authorities) {
        Set<RecordId> own = Stream.of(authorities).map(ledger::id).collect(toSet());
        return new Viewer(person, false, Set.of(Role.REGISTRAR), own, false);
    }
}
