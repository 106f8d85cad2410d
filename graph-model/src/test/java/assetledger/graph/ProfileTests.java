package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.profile.Member;
import assetledger.profile.Profile;
import assetledger.profile.Section;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A record in every section and under every rating, and each figure opens what it counts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProfileTests {
    private static final LocalDate TODAY = MemoryLedger.TODAY;
    private static final Viewer ANALYST = new Viewer("anna", false, Set.of(Role.ANALYST), Set.of(), false);

    private final MemoryLedger ledger = ProfilePortfolio.ledger();
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Profiles profiles = new Profiles(
            graph,
            new Records(graph),
            new Coverage(graph, () -> 3),
            new Spending(graph, () -> 3),
            new Indicators(graph));

    @BeforeAll
    void load() {
        GraphWriter writer = new GraphWriter(TestEngines.neo4j());
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
    }

    @Test
    void everySectionCountsUnderEachRatingWhatItsRuleSays() {
        assertThat(opened(TODAY, Graphs.EVERYTHING)).isEqualTo(today());
    }

    private static Map<Section, Map<String, Set<String>>> today() {
        Map<Section, Map<String, Set<String>>> expected = new TreeMap<>();
        add(expected, Section.MANDATES, "COVERED", "covered", "withheld");
        add(expected, Section.MANDATES, "PARTIAL", "partial");
        add(expected, Section.MANDATES, "PLANNED", "planned");
        add(expected, Section.MANDATES, "NONE", "none");
        add(expected, Section.MANDATES, "NOT_REPORTED", "unreported", "part");
        add(expected, Section.FUNCTIONS, "MANDATED", "covered", "partial", "planned", "broad", "withheld");
        add(expected, Section.FUNCTIONS, "WITHOUT_MANDATE", "unasked");
        add(expected, Section.TECHNICAL, "IDEA", "system in idea");
        add(expected, Section.TECHNICAL, "PLANNED", "system in planned");
        add(expected, Section.TECHNICAL, "BUILDING", "system in creation");
        add(expected, Section.TECHNICAL, "IN_USE", "system in operation", "system shut");
        add(expected, Section.TECHNICAL, "SUSPENDED", "system in suspended");
        add(expected, Section.TECHNICAL, "RETIRING", "system in decommissioning");
        add(expected, Section.TECHNICAL, "GONE", "system in removed");
        add(expected, Section.TECHNICAL, "NOT_YET", "system to come");
        add(expected, Section.REGULATORY, "PLANNED", "act draft");
        add(expected, Section.REGULATORY, "IN_USE", "act in-force");
        add(expected, Section.REGULATORY, "GONE", "act repealed");
        add(expected, Section.REGULATORY, "NOT_YET", "act to come");
        add(expected, Section.FINANCIAL, "PLANNED", "line planned");
        add(expected, Section.FINANCIAL, "BUILDING", "line approved");
        add(
                expected,
                Section.FINANCIAL,
                "IN_USE",
                "line executing",
                "line reached",
                "line missed",
                "line no plan",
                "line no actual",
                "line no indicator",
                "line no measure");
        add(expected, Section.FINANCIAL, "GONE", "line closed");
        add(expected, Section.COMPETENCY, "PLANNED", "skill required");
        add(expected, Section.COMPETENCY, "IN_USE", "skill met");
        add(expected, Section.COMPETENCY, "GONE", "skill lapsed");
        add(expected, Section.LAW, "BOTH", "system in operation");
        add(expected, Section.LAW, "LAW_WITHOUT_SYSTEM", "system in creation");
        add(expected, Section.LAW, "SYSTEM_WITHOUT_LAW", "system shut");
        add(expected, Section.LAW, "NEITHER", "system in planned", "system in suspended", "system in decommissioning");
        add(expected, Section.MONEY, "REACHED", "line reached");
        add(expected, Section.MONEY, "MISSED", "line missed");
        add(expected, Section.MONEY, "NO_PLAN", "line no plan");
        add(expected, Section.MONEY, "NO_ACTUAL", "line no actual");
        add(expected, Section.MONEY, "NO_INDICATOR", "line no indicator");
        add(expected, Section.MONEY, "NO_MEASURE", "line no measure");
        add(expected, Section.POSTS, "FILLED", "post filled");
        add(expected, Section.POSTS, "VACANT", "post left", "post empty");
        add(expected, Section.ABILITIES, "HELD", "ability held", "ability by post");
        add(expected, Section.ABILITIES, "SHORT", "ability short");
        add(expected, Section.ABILITIES, "LAPSED", "ability lapsed");
        add(expected, Section.ABILITIES, "ABSENT", "ability absent");
        add(expected, Section.INDICATORS, "MET", "result reached");
        add(expected, Section.INDICATORS, "MISSED", "result missed");
        add(expected, Section.INDICATORS, "NO_PLAN", "result no plan");
        add(expected, Section.INDICATORS, "NO_ACTUAL", "result no actual");
        add(expected, Section.MEASURES, "FUNDED", "work paid");
        add(expected, Section.MEASURES, "UNFUNDED", "work unpaid");
        add(expected, Section.USES, "IN_USE", "their system");
        add(expected, Section.USES, "NOT_YET", "their system to come");
        Section.ROLES.ratings().forEach(role -> add(expected, Section.ROLES, role, "their system"));
        return expected;
    }

    private static void add(
            Map<Section, Map<String, Set<String>>> profile, Section section, String rating, String... names) {
        profile.computeIfAbsent(section, unseen -> new TreeMap<>()).put(rating, new TreeSet<>(Arrays.asList(names)));
    }

    @Test
    void whoMayNotSeeAnAssetIsToldOfNothingThatItLeadsTo() {
        Map<Section, Map<String, Set<String>>> expected = today();
        add(expected, Section.MANDATES, "COVERED", "covered");
        add(expected, Section.MANDATES, "WITHHELD", "withheld");
        add(expected, Section.FUNCTIONS, "MANDATED", "covered", "partial", "planned", "broad");
        add(expected, Section.TECHNICAL, "IN_USE", "system in operation");
        expected.getOrDefault(Section.LAW, Map.of()).remove("SYSTEM_WITHOUT_LAW");
        assertThat(opened(TODAY, ANALYST)).isEqualTo(expected);
    }

    @Test
    void onAPastDayNothingHasBegunButWhatHasNoDays() {
        Map<Section, Map<String, Set<String>>> then = opened(ProfilePortfolio.BEFORE, Graphs.EVERYTHING);
        assertThat(then.getOrDefault(Section.TECHNICAL, Map.of()).keySet()).containsExactly("NOT_YET");
        assertThat(then)
                .doesNotContainKeys(
                        Section.MANDATES, Section.FUNCTIONS, Section.LAW, Section.MEASURES, Section.ABILITIES)
                .doesNotContainKeys(Section.MONEY);
        assertThat(then.get(Section.POSTS)).containsOnlyKeys("VACANT");
        assertThat(then.get(Section.INDICATORS)).containsOnlyKeys("NO_ACTUAL");
    }

    @Test
    void onAPlannedDayWhatIsToComeIsThere() {
        Map<Section, Map<String, Set<String>>> then = opened(ProfilePortfolio.LATER, Graphs.EVERYTHING);
        assertThat(then.getOrDefault(Section.TECHNICAL, Map.of()).get("IN_USE"))
                .containsExactly("system in operation", "system shut", "system to come");
        assertThat(then.getOrDefault(Section.TECHNICAL, Map.of())).doesNotContainKey("NOT_YET");
        assertThat(then.getOrDefault(Section.USES, Map.of()).get("IN_USE"))
                .containsExactly("their system", "their system to come");
        assertThat(then.getOrDefault(Section.ROLES, Map.of()).get("STEWARDED_BY"))
                .containsExactly("their system", "their system to come");
        // The system that came needs what nobody is able to do as well as that.
        assertThat(then.getOrDefault(Section.ABILITIES, Map.of()).get("ABSENT"))
                .containsExactly("ability absent", "ability held");
    }

    @Test
    void aFigureOpensInPagesOfOneRecordAsInOne() {
        for (Profiles.Figure figure : figures(TODAY, Graphs.EVERYTHING)) {
            List<Recorded<State>> singly = new ArrayList<>();
            String after = "";
            for (long i = 0; i <= figure.count(); i++) {
                List<Recorded<State>> page = page(figure, after, 1, TODAY, Graphs.EVERYTHING);
                singly.addAll(page);
                after = page.isEmpty() ? after : page.get(0).id().toString();
            }
            assertThat(singly).isEqualTo(page(figure, "", 100, TODAY, Graphs.EVERYTHING));
            assertThat(singly).hasSize((int) figure.count());
        }
    }

    @Test
    void theMembersTogetherAreWhatTheFiguresOpen() {
        for (Viewer viewer : List.of(Graphs.EVERYTHING, ANALYST)) {
            Map<Section, Map<String, Set<String>>> members = new TreeMap<>();
            for (Member member : Graphs.await(profiles.members(of(TODAY), viewer, Graph.ANY_POSITION))) {
                members.computeIfAbsent(member.section(), unseen -> new TreeMap<>())
                        .computeIfAbsent(member.rating(), unseen -> new TreeSet<>())
                        .add(name(ledger.head(member.record())));
            }
            assertThat(members).isEqualTo(opened(TODAY, viewer));
        }
    }

    /** Figured from states alone, by code that knows no graph. */
    @Test
    void theGraphAndTheStatesAloneFigureTheSame() {
        List<Recorded<State>> records = ledger.events().stream()
                .map(event -> ledger.head(event.id()))
                .distinct()
                .toList();
        int compared = 0;
        for (String subject : List.of("agency", "other")) {
            for (Viewer viewer : List.of(Graphs.EVERYTHING, ANALYST)) {
                for (LocalDate day :
                        List.of(ProfilePortfolio.BEFORE, TODAY.minusYears(1), TODAY, ProfilePortfolio.LATER)) {
                    Profiles.Of of = new Profiles.Of(ledger.id(subject), subject, day);
                    List<Member> figured = Profile.members(
                            of.subject(),
                            records,
                            MemoryLedger.PACK,
                            day,
                            id -> viewer.sees(ledger.head(id).state()));
                    assertThat(Graphs.await(profiles.members(of, viewer, Graph.ANY_POSITION)))
                            .as("%s on %s for %s", subject, day, viewer.person())
                            .containsExactlyInAnyOrderElementsOf(figured);
                    compared += figured.size();
                }
            }
        }
        assertThat(compared).isGreaterThan(200);
    }

    @Test
    void anAuthorityThatHasNothingHasNoFigures() {
        assertThat(Graphs.await(profiles.figures(
                        new Profiles.Of(ledger.id("covered"), "covered", TODAY), ANALYST, Graph.ANY_POSITION)))
                .isEmpty();
    }

    @Test
    void whatMayHaveChangedHowARecordCountsIsTheRecordItsLinksAndWhatTheseLeadTo() {
        RecordId mandate = ledger.link(LinkKind.MANDATED, "agency", "covered").id();
        RecordId shut = ledger.link(LinkKind.MANDATED, "agency", "withheld").id();
        assertThat(causes(mandate, Graphs.EVERYTHING))
                .containsExactlyInAnyOrder(
                        mandate,
                        ledger.link(LinkKind.SUPPORTS, "system in operation", "covered")
                                .id(),
                        ledger.id("system in operation"));
        assertThat(causes(shut, Graphs.EVERYTHING)).contains(ledger.id("system shut"));
        assertThat(causes(shut, ANALYST)).containsExactly(shut);
        assertThat(causes(ledger.id("work unpaid"), ANALYST))
                .contains(ledger.link(LinkKind.PAYS_FOR, "line closed", "work unpaid")
                        .id());
        assertThat(causes(ledger.id("post empty"), ANALYST)).containsExactly(ledger.id("post empty"));
    }

    private List<RecordId> causes(RecordId record, Viewer viewer) {
        return Graphs.await(profiles.causes(ledger.id("agency"), List.of(record), viewer))
                .getOrDefault(record, List.of());
    }

    @Test
    void sectionsKnowTheRatingsOfTheQuestionsThatTheyAskOthers() {
        assertThat(Section.MANDATES.ratings())
                .containsExactlyInAnyOrderElementsOf(names(Coverage.CoverageState.values()));
        assertThat(Section.MONEY.ratings()).containsExactlyInAnyOrderElementsOf(names(Spending.Outcome.values()));
        assertThat(Section.INDICATORS.ratings())
                .containsExactlyInAnyOrderElementsOf(names(Indicators.Outcome.values()));
    }

    private static List<String> names(Enum<?>[] values) {
        return Stream.of(values).map(Enum::name).toList();
    }

    /** What each figure opens, by name; each as many as it says. */
    private Map<Section, Map<String, Set<String>>> opened(LocalDate day, Viewer viewer) {
        Map<Section, Map<String, Set<String>>> opened = new TreeMap<>();
        for (Profiles.Figure figure : figures(day, viewer)) {
            List<Recorded<State>> page = page(figure, "", 100, day, viewer);
            assertThat(page).as("%s", figure).hasSize((int) figure.count());
            assertThat(page).extracting(record -> record.id().toString()).isSorted();
            add(
                    opened,
                    figure.section(),
                    figure.rating(),
                    page.stream().map(this::name).toArray(String[]::new));
        }
        return opened;
    }

    private List<Profiles.Figure> figures(LocalDate day, Viewer viewer) {
        return Graphs.await(profiles.figures(of(day), viewer, Graph.ANY_POSITION));
    }

    private List<Recorded<State>> page(Profiles.Figure figure, String after, int limit, LocalDate day, Viewer viewer) {
        return Graphs.await(
                profiles.page(of(day), figure.section(), figure.rating(), after, limit, viewer, Graph.ANY_POSITION));
    }

    private Profiles.Of of(LocalDate day) {
        return new Profiles.Of(ledger.id("agency"), "agency", day);
    }

    /** A mandate is called as its duty. */
    private String name(Recorded<State> record) {
        RecordId named = record.state() instanceof Link link ? link.head() : record.id();
        return ledger.name(named);
    }
}
