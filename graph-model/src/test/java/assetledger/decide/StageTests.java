package assetledger.decide;

import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.StageInterval;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StageTests {
    private static final LocalDate TODAY = Desk.TODAY;

    private final Desk desk = Desk.furnished();

    @Test
    void aNewStageTakesThePlaceOfThosePlannedFromItsDayOn() {
        Event event = desk.accepts(change("suspended", TODAY));
        assertThat(event.type()).isEqualTo(Event.Type.STAGE_CHANGED);
        assertThat(event.effective()).isEqualTo(TODAY);
        assertThat(((Asset) event.state()).stages())
                .containsExactly(
                        new StageInterval("operation", LocalDate.of(2024, 1, 1)),
                        new StageInterval("suspended", TODAY));
    }

    @Test
    void aPlannedStageBeforeTheNewOneStays() {
        Event event = desk.accepts(change("operation", LocalDate.of(2027, 6, 1)));
        assertThat(((Asset) event.state()).stages())
                .extracting(StageInterval::stage)
                .containsExactly("operation", "development", "operation");
    }

    @Test
    void whatHappenedIsNotGivenUpByALaterReport() {
        desk.accepts(change("suspended", TODAY.minusDays(10)));
        assertThat(desk.refuses(change("decommissioning", TODAY.minusDays(20))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("stages[2].from", Code.FORM));
    }

    @Test
    void aStepThatThePackDoesNotKnowIsRefused() {
        assertThat(desk.refuses(change("removed", TODAY)))
                .extracting(Problem::record, Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "a:register",
                        "stages[1].stage",
                        Code.NOT_ALLOWED,
                        "After operation comes development or suspended or decommissioning, not removed"));
        assertThat(desk.refuses(change("asleep", TODAY)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("stages[1].stage", Code.UNKNOWN_CODE));
    }

    @Test
    void aStaleVersionIsRefused() {
        desk.accepts(change("suspended", TODAY));
        assertThat(desk.refuses(new Command.ChangeStage(ref("register"), 1, "operation", TODAY.plusDays(1), null)))
                .extracting(Problem::code)
                .containsExactly(Code.VERSION_CONFLICT);
    }

    @Test
    void onlyAnAssetHasStages() {
        assertThat(desk.refuses(new Command.ChangeStage(ref("schools"), 1, "operation", TODAY, null)))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "record",
                        Code.WRONG_KIND,
                        "record must be a competency or legal act or spending line or technical asset,"
                                + " but 'a:schools' is a Function"));
    }

    @Test
    void aWholeLifeGoesStepByStepToItsEnd() {
        desk.accepts(change("decommissioning", TODAY.minusDays(3)));
        desk.accepts(change("retention", TODAY.minusDays(2)));
        Event event = desk.accepts(change("removed", TODAY.minusDays(1)));
        assertThat(event.version()).isEqualTo(4);
        assertThat(desk.refuses(change("operation", TODAY)))
                .extracting(Problem::message)
                .containsExactly("After removed comes nothing, not operation");
    }

    @Test
    void aRevisionOfStagesObeysTheSameSteps() {
        assertThat(desk.refuses(desk.revise(
                        "register",
                        Map.of("stages", List.of(stage("idea", "2024-01-01"), stage("operation", "2025-01-01"))))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("stages[1].stage", Code.NOT_ALLOWED));
    }

    /** BR05. */
    @Test
    void whatIsRecordedHasHappenedAndOnlyStagesMayBePlanned() {
        Command.Register system = desk.system("other", "north");
        Command.Register tomorrow =
                new Command.Register(system.kind(), system.members(), null, TODAY.plusDays(1), null);
        assertThat(desk.refuses(tomorrow))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("effective", Code.NOT_ALLOWED));
        assertThat(desk.accepts(change("suspended", TODAY.plusDays(1))).effective())
                .isEqualTo(TODAY.plusDays(1));
    }

    /** BR05. */
    @Test
    void stagesFollowEachOtherAndUseDoesNotComeBeforeCreation() {
        assertThat(desk.refuses(desk.revise(
                        "register",
                        Map.of("stages", List.of(stage("creation", "2024-01-01"), stage("trial", "2023-01-01"))))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("stages[1].from", Code.FORM));
        assertThat(desk.refuses(desk.revise(
                        "register",
                        Map.of("stages", List.of(stage("operation", "2023-01-01"), stage("creation", "2024-01-01"))))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("stages[1].stage", Code.NOT_ALLOWED));
    }

    private Command change(String stage, LocalDate from) {
        return new Command.ChangeStage(ref("register"), desk.head("register").version(), stage, from, "why");
    }
}
