package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Spending.Outcome;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.profile.Member;
import assetledger.profile.Profile;
import assetledger.profile.Section;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One link more or less, or one stage, changes an answer just so far as it must. */
class ChangeTests {
    private static final LocalDate TODAY = MemoryLedger.TODAY;

    private final GraphWriter writer = new GraphWriter(TestEngines.neo4j());
    private final MemoryLedger ledger = MemoryLedger.demonstration();
    private final Answers answers = new Answers(TestEngines.neo4j(), ledger);

    @BeforeEach
    void load() {
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
    }

    @Test
    void aFunctionWhoseSecondSystemLeavesItIsNoLongerBuiltTwice() {
        Map<String, List<String>> before = answers.duplicated(TODAY);
        ledger.end(LinkKind.SUPPORTS, "sys-archive-severogorsk", "fn-archive-enquiries", TODAY);
        project();
        assertThat(answers.duplicated(TODAY)).isEqualTo(without(before, "fn-archive-enquiries"));
        assertThat(answers.duplicatedCount(TODAY)).isEqualTo(13);
        assertThat(answers.duplicated(TODAY.minusDays(1))).isEqualTo(before);
    }

    @Test
    void aFunctionThatASecondSystemTakesUpIsBuiltTwiceFromThatDay() {
        Map<String, List<String>> before = answers.duplicated(TODAY);
        ledger.connect(
                LinkKind.SUPPORTS,
                "sys-archive-severogorsk",
                "fn-forest-fire",
                Map.of("degree", "AUXILIARY", "from", TODAY.toString()));
        project();
        Map<String, List<String>> after = new HashMap<>(before);
        after.put("fn-forest-fire", List.of("sys-archive-severogorsk", "sys-forest-monitor"));
        assertThat(answers.duplicated(TODAY)).isEqualTo(after);
        assertThat(answers.duplicated(TODAY.minusDays(1))).isEqualTo(before);
    }

    @Test
    void aSystemStopsCountingAsADuplicateWhenItIsGone() {
        Map<String, List<String>> before = answers.duplicated(TODAY);
        ledger.changeStage("sys-archive-severogorsk", "decommissioning", TODAY.minusDays(20));
        project();
        assertThat(answers.duplicated(TODAY)).isEqualTo(before);
        ledger.changeStage("sys-archive-severogorsk", "retention", TODAY.minusDays(10));
        ledger.changeStage("sys-archive-severogorsk", "removed", TODAY);
        project();
        assertThat(answers.duplicated(TODAY)).isEqualTo(without(before, "fn-archive-enquiries"));
        assertThat(answers.duplicated(TODAY.minusDays(11))).isEqualTo(before);
    }

    @Test
    void aDutyWhoseSystemLeavesItIsNotReportedAndTheOthersStay() {
        Map<CoverageState, Long> before = answers.coverageCounts(TODAY);
        ledger.end(LinkKind.SUPPORTS, "sys-archive-north", "fn-archive-enquiries", TODAY);
        project();
        assertThat(answers.coverage("reg-archive", "fn-archive-enquiries", TODAY))
                .isEqualTo(CoverageState.NOT_REPORTED);
        assertThat(answers.coverageCounts(TODAY))
                .isEqualTo(moved(before, CoverageState.COVERED, CoverageState.NOT_REPORTED));
    }

    @Test
    void aDutyIsCoveredFromTheDayThatASystemFullySupportsIt() {
        Map<CoverageState, Long> before = answers.coverageCounts(TODAY);
        ledger.connect(
                LinkKind.SUPPORTS,
                "sys-health-north",
                "fn-medical-statistics",
                Map.of("degree", "FULL", "from", TODAY.toString()));
        project();
        assertThat(answers.coverage("reg-health", "fn-medical-statistics", TODAY))
                .isEqualTo(CoverageState.COVERED);
        assertThat(answers.coverageCounts(TODAY))
                .isEqualTo(moved(before, CoverageState.NOT_REPORTED, CoverageState.COVERED));
        assertThat(answers.coverageCounts(TODAY.minusDays(1)))
                .isEqualTo(moved(answers.coverageCounts(TODAY), CoverageState.COVERED, CoverageState.NOT_REPORTED));
    }

    @Test
    void auxiliarySupportCoversNothingAndPartialSupportCoversInPart() {
        ledger.connect(LinkKind.SUPPORTS, "sys-health-north", "fn-medical-statistics", Map.of("degree", "AUXILIARY"));
        project();
        assertThat(answers.coverage("reg-health", "fn-medical-statistics", TODAY))
                .isEqualTo(CoverageState.NOT_REPORTED);
        ledger.connect(LinkKind.SUPPORTS, "sys-telemed-north", "fn-medical-statistics", Map.of("degree", "FULL"));
        project();
        assertThat(answers.coverage("reg-health", "fn-medical-statistics", TODAY))
                .isEqualTo(CoverageState.PLANNED);
        ledger.connect(
                LinkKind.SUPPORTS,
                "sys-health-north",
                "fn-drug-supply",
                Map.of("degree", "FULL", "territory", "One district"));
        project();
        assertThat(answers.coverage("reg-health", "fn-drug-supply", TODAY)).isEqualTo(CoverageState.PARTIAL);
    }

    @Test
    void aLinkThatIsPutWithOtherTermsAnswersByThem() {
        ledger.connect(LinkKind.SUPPORTS, "sys-health-north", "fn-medical-statistics", Map.of("degree", "AUXILIARY"));
        project();
        ledger.putLink(
                LinkKind.SUPPORTS,
                "sys-health-north",
                "fn-medical-statistics",
                Map.of("degree", "FULL", "from", TODAY.toString()));
        project();
        assertThat(answers.coverage("reg-health", "fn-medical-statistics", TODAY))
                .isEqualTo(CoverageState.COVERED);
        assertThat(answers.coverage("reg-health", "fn-medical-statistics", TODAY.minusDays(1)))
                .isEqualTo(CoverageState.NOT_REPORTED);
    }

    @Test
    void aDutyIsCoveredByASystemOfAnotherWhileItsAuthorityUsesIt() {
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY)).isEqualTo(CoverageState.COVERED);
        ledger.end(LinkKind.USES, "reg-social", "sys-edms-north", TODAY);
        project();
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY)).isEqualTo(CoverageState.NOT_REPORTED);
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY.minusDays(1)))
                .isEqualTo(CoverageState.COVERED);
    }

    @Test
    void aDutyIsCoveredByASystemOfAnotherWhileItsAuthorityOperatesIt() {
        ledger.end(LinkKind.USES, "reg-social", "sys-edms-north", TODAY.minusDays(30));
        ledger.connect(
                LinkKind.OPERATED_BY,
                "sys-edms-north",
                "reg-social",
                Map.of("from", TODAY.minusDays(10).toString(), "to", TODAY.toString()));
        project();
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY.minusDays(11)))
                .isEqualTo(CoverageState.NOT_REPORTED);
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY.minusDays(1)))
                .isEqualTo(CoverageState.COVERED);
        assertThat(answers.coverage("reg-social", "fn-document-flow", TODAY)).isEqualTo(CoverageState.NOT_REPORTED);
    }

    @Test
    void aUseDoesNotCarryWhatTheAuthorityLeftOutWhileTheOwnersOwnSystemDoes() {
        Map<String, Object> without = Map.of("without", List.of(Portfolio.ref("fn-document-flow")));
        ledger.putLink(LinkKind.USES, "reg-social", "sys-edms-north", without);
        project();
        assertCarried("reg-social", "fn-document-flow", CoverageState.NOT_REPORTED);
        ledger.revise("sys-edms-north", Map.of("owner", Portfolio.ref("reg-social")));
        project();
        assertCarried("reg-social", "fn-document-flow", CoverageState.COVERED);
    }

    @Test
    void aFunctionThatAnAuthorityAddsToASystemIsCoveredWithAllThatIsNarrower() {
        assertCarried("reg-health", "fn-medical-statistics", CoverageState.NOT_REPORTED);
        ledger.putLink(
                LinkKind.USES,
                "reg-health",
                "sys-edms-north",
                Map.of("added", List.of(Portfolio.ref("fn-medical-statistics"))));
        project();
        assertCarried("reg-health", "fn-medical-statistics", CoverageState.COVERED);
        ledger.revise("fn-medical-statistics", Map.of("broader", Portfolio.ref("fn-document-flow")));
        ledger.putLink(
                LinkKind.USES,
                "reg-health",
                "sys-edms-north",
                Map.of("added", List.of(Portfolio.ref("fn-document-flow"))));
        project();
        assertCarried("reg-health", "fn-medical-statistics", CoverageState.COVERED);
        ledger.putLink(
                LinkKind.USES,
                "reg-health",
                "sys-edms-north",
                Map.of("without", List.of(Portfolio.ref("fn-medical-statistics"))));
        project();
        assertCarried("reg-health", "fn-medical-statistics", CoverageState.NOT_REPORTED);
    }

    /** By the graph, and by a profile that is figured from states. */
    private void assertCarried(String subject, String function, CoverageState state) {
        assertThat(answers.coverage(subject, function, TODAY)).isEqualTo(state);
        List<Recorded<State>> states = ledger.events().stream()
                .map(event -> ledger.head(event.id()))
                .distinct()
                .toList();
        Member member = new Member(
                Section.MANDATES,
                state.name(),
                ledger.link(LinkKind.MANDATED, subject, function).id());
        assertThat(Profile.members(ledger.id(subject), states, MemoryLedger.PACK, TODAY, any -> true))
                .contains(member);
    }

    @Test
    void moneyThatNoLongerPaysForAMeasureReachesNothing() {
        Map<Outcome, Money> before = answers.totals(2026, TODAY);
        ledger.end(LinkKind.PAYS_FOR, "fin-forest", "ms-forest", TODAY);
        project();
        assertThat(answers.spending(2026, TODAY)).containsEntry("fin-forest", "NO_MEASURE 29750000.10");
        assertThat(answers.totals(2026, TODAY))
                .isEqualTo(moved(before, Outcome.REACHED, Outcome.NO_MEASURE, "29750000.10"));
    }

    @Test
    void moneyCountsAsReachedFromTheDayThatItPaysForAMeasureWhoseIndicatorMetItsPlan() {
        Map<Outcome, Money> before = answers.totals(2026, TODAY);
        ledger.connect(LinkKind.PAYS_FOR, "fin-mvd-licences", "ms-forest", Map.of("from", TODAY.toString()));
        project();
        assertThat(answers.totals(2026, TODAY))
                .isEqualTo(moved(before, Outcome.NO_MEASURE, Outcome.REACHED, "845900000.40"));
        assertThat(answers.totals(2026, TODAY.minusDays(1)))
                .isEqualTo(moved(answers.totals(2026, TODAY), Outcome.REACHED, Outcome.NO_MEASURE, "845900000.40"));
    }

    @Test
    void anActualThatIsCorrectedTurnsAReachedResultIntoAMissedOne() {
        assertThat(answers.spending(2026, TODAY)).containsEntry("fin-forest", "REACHED 29750000.10");
        ledger.revise("ind-fire-detect", Map.of("actuals", List.of()));
        project();
        assertThat(answers.spending(2026, TODAY)).containsEntry("fin-forest", "NO_ACTUAL 29750000.10");
    }

    @Test
    void aSystemThatChangesItsOwnerNoLongerCoversTheDutiesOfItsOldOne() {
        assertThat(answers.coverage("reg-archive", "fn-archive-enquiries", TODAY))
                .isEqualTo(CoverageState.COVERED);
        ledger.revise("sys-archive-north", Map.of("owner", Portfolio.ref("mvd")));
        project();
        assertThat(answers.coverage("reg-archive", "fn-archive-enquiries", TODAY))
                .isEqualTo(CoverageState.NOT_REPORTED);
    }

    private void project() {
        ledger.project(writer, 500);
    }

    private static Map<String, List<String>> without(Map<String, List<String>> before, String function) {
        Map<String, List<String>> after = new HashMap<>(before);
        assertThat(after.remove(function)).isNotNull();
        return after;
    }

    private static Map<CoverageState, Long> moved(
            Map<CoverageState, Long> before, CoverageState from, CoverageState to) {
        Map<CoverageState, Long> after = new HashMap<>(before);
        after.merge(from, -1L, Long::sum);
        after.merge(to, 1L, Long::sum);
        return after;
    }

    private static Map<Outcome, Money> moved(Map<Outcome, Money> before, Outcome from, Outcome to, String amount) {
        Money moved = Money.of(Money.currency("RUB"), amount);
        Map<Outcome, Money> after = new HashMap<>(before);
        after.merge(from, new Money(moved.currency(), -moved.minorUnits()), ChangeTests::sum);
        after.merge(to, moved, ChangeTests::sum);
        return after;
    }

    private static Money sum(Money one, Money other) {
        return new Money(one.currency(), Math.addExact(one.minorUnits(), other.minorUnits()));
    }
}
