package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.Impact.Noticed;
import assetledger.graph.Impact.Reach;
import assetledger.model.LinkKind;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What notices, by the rules of docs/graph.md. */
class ImpactTests {
    private static final LocalDate TODAY = SmallRegister.TODAY;
    private static final Map<String, Object> EXCHANGE = Map.of("standard", "REST", "data", "Pupils");

    private final SmallRegister register = new SmallRegister();
    private final Impact impact = new Impact(new Graph(TestEngines.neo4j()));

    @BeforeEach
    void records() {
        register.subject("north", "south", "west");
        register.function("schools");
        for (String name : List.of("platform", "portal", "module", "partner", "analysis")) {
            register.system(name, "north", Map.of());
        }
        register.system("pupils", "north", Map.of("type", "data-set"));
        register.asset(RecordKind.LEGAL_ACT, "law", "north", "in-force", Map.of(), null);
        register.asset(RecordKind.COMPETENCY, "ability", "north", "met", Map.of(), null);
        register.owned(RecordKind.POST, "architect", "north");
    }

    private Reach of(String start) {
        return of(start, TODAY, Graphs.EVERYTHING);
    }

    private Reach of(String start, LocalDate day, Viewer viewer) {
        register.project();
        return Graphs.await(impact.of(register.id(start), day, viewer));
    }

    /** Each record with its distance and the kinds of link on its way. */
    private List<String> told(Reach reach) {
        return reach.noticed().stream().map(this::told).sorted().toList();
    }

    private String told(Noticed noticed) {
        return "%d %s %s"
                .formatted(
                        noticed.distance(),
                        register.ledger().name(noticed.record()),
                        noticed.path().stream().map(Noticed::link).toList());
    }

    @Test
    void aSystemThatStopsIsNoticedByWhatHangsOnItAndOnThat() {
        register.link(LinkKind.RUNS_ON, "portal", "platform");
        register.link(LinkKind.PART_OF, "module", "portal");
        register.link(LinkKind.STORES, "portal", "pupils");
        register.link(LinkKind.DEPENDS_ON, "analysis", "pupils");
        register.link(LinkKind.INTEGRATES_WITH, "partner", "portal", EXCHANGE);
        register.link(LinkKind.SUPPORTS, "portal", "schools", Map.of("degree", "FULL"));
        register.link(LinkKind.MANDATED, "north", "schools");
        register.link(LinkKind.USES, "south", "portal");
        register.link(LinkKind.OPERATED_BY, "module", "west");
        assertThat(told(of("platform")))
                .containsExactly(
                        "1 portal [RUNS_ON]",
                        "2 module [RUNS_ON, PART_OF]",
                        "2 partner [RUNS_ON, INTEGRATES_WITH]",
                        "2 pupils [RUNS_ON, STORES]",
                        "2 schools [RUNS_ON, SUPPORTS]",
                        "2 south [RUNS_ON, USES]",
                        "3 analysis [RUNS_ON, STORES, DEPENDS_ON]",
                        "3 north [RUNS_ON, SUPPORTS, MANDATED]",
                        "3 west [RUNS_ON, PART_OF, OPERATED_BY]");
        assertThat(told(of("module"))).containsExactly("1 west [OPERATED_BY]");
        assertThat(told(of("partner"))).contains("1 portal [INTEGRATES_WITH]");
    }

    @Test
    void anActThatIsRepealedIsNoticedBySystemsAndByWhoHasItsDuties() {
        register.link(LinkKind.GOVERNED_BY, "portal", "law");
        register.link(LinkKind.RUNS_ON, "module", "portal");
        register.link(LinkKind.MANDATED, "south", "schools", Map.of("act", Portfolio.ref("law")));
        register.link(LinkKind.MANDATED, "west", "schools");
        assertThat(told(of("law")))
                .containsExactly("1 portal [GOVERNED_BY]", "1 south [MANDATED]", "2 module [GOVERNED_BY, RUNS_ON]");
    }

    @Test
    void aPostThatFallsVacantIsNoticedByItsSystemsAndByThoseThatNeedItsAbilities() {
        register.link(LinkKind.RESPONSIBLE_FOR, "architect", "platform");
        register.link(LinkKind.POST_HOLDS, "architect", "ability", Map.of("level", 3));
        register.link(LinkKind.REQUIRES, "portal", "ability", Map.of("level", 2));
        assertThat(told(of("architect")))
                .containsExactly(
                        "1 ability [POST_HOLDS]", "1 platform [RESPONSIBLE_FOR]", "2 portal [POST_HOLDS, REQUIRES]");
    }

    @Test
    void onlyLinksOfTheDayCountAndWhatIsGoneNoticesNothing() {
        register.link(LinkKind.RUNS_ON, "portal", "platform", Map.of("to", TODAY.toString()));
        register.link(LinkKind.RUNS_ON, "module", "platform");
        register.link(LinkKind.RUNS_ON, "partner", "module");
        register.ledger().changeStage("module", "decommissioning", TODAY.minusDays(2));
        register.ledger().changeStage("module", "retention", TODAY.minusDays(1));
        assertThat(told(of("platform"))).isEmpty();
        assertThat(told(of("platform", TODAY.minusDays(1), Graphs.EVERYTHING))).containsExactly("1 portal [RUNS_ON]");
        assertThat(told(of("platform", TODAY.minusDays(2), Graphs.EVERYTHING)))
                .containsExactly("1 module [RUNS_ON]", "1 portal [RUNS_ON]", "2 partner [RUNS_ON, RUNS_ON]");
    }

    @Test
    void aWayLeadsOverNothingThatTheViewerMayNotSee() {
        register.restricted("hidden", "south");
        register.link(LinkKind.RUNS_ON, "hidden", "platform");
        register.link(LinkKind.RUNS_ON, "portal", "hidden");
        Viewer analyst = new Viewer("ann", false, Set.of(Role.ANALYST), Set.of(), false);
        assertThat(told(of("platform", TODAY, analyst))).isEmpty();
        assertThat(told(of("platform"))).containsExactly("1 hidden [RUNS_ON]", "2 portal [RUNS_ON, RUNS_ON]");
    }

    @Test
    void eachRecordIsToldOnceByAShortestWay() {
        register.link(LinkKind.RUNS_ON, "portal", "platform");
        register.link(LinkKind.DEPENDS_ON, "portal", "platform");
        register.link(LinkKind.DEPENDS_ON, "module", "portal");
        register.link(LinkKind.DEPENDS_ON, "module", "platform");
        register.link(LinkKind.INTEGRATES_WITH, "portal", "platform", EXCHANGE);
        Reach reach = of("platform");
        assertThat(reach.noticed()).extracting(Noticed::distance).containsExactly(1, 1);
        assertThat(reach.truncated()).isFalse();
    }

    @Test
    void whatIsFurtherAwayThanEightStepsIsOnlySaidToBeThere() {
        for (int i = 0; i <= Impact.MOST_STEPS; i++) {
            register.system("step " + i, "north", Map.of());
            if (i > 0) {
                register.link(LinkKind.DEPENDS_ON, "step " + i, "step " + (i - 1));
            }
        }
        assertThat(of("step 0").noticed()).hasSize(Impact.MOST_STEPS);
        assertThat(of("step 0").truncated()).isFalse();
        register.link(LinkKind.DEPENDS_ON, "step 0", "platform");
        assertThat(of("platform").noticed())
                .hasSize(Impact.MOST_STEPS)
                .noneMatch(noticed -> register.id("step " + Impact.MOST_STEPS).equals(noticed.record()));
        assertThat(of("platform").truncated()).isTrue();
    }

    @Test
    void noMoreThanTwoThousandRecordsAreShown() {
        for (int i = 0; i <= Impact.MOST_RECORDS; i++) {
            register.system("one of many " + i, "north", Map.of());
            register.link(LinkKind.DEPENDS_ON, "one of many " + i, "platform");
        }
        Reach reach = of("platform");
        assertThat(reach.noticed()).hasSize(Impact.MOST_RECORDS);
        assertThat(reach.truncated()).isTrue();
    }
}
