package assetledger.decide;

import static assetledger.decide.Desk.TODAY;
import static assetledger.decide.Desk.machine;
import static assetledger.decide.Desk.person;
import static assetledger.decide.Desk.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Grant;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** That nobody gets a role by the word of one person alone, and that one is enough to take it away. */
class FourEyesTests {
    private static final String ROLE = "Only a person with the role OPERATOR may do this";
    private static final String MACHINE = "Two people must agree to this, and you are signed in as a machine";
    private static final String OWN = "You proposed this yourself; another person has to agree to it";

    private final Desk desk = Desk.furnished();

    private final Viewer operator = person("ann", Role.OPERATOR);
    private final Desk ann = desk.as(operator);
    private final Desk ben = desk.as(person("ben", Role.OPERATOR));

    @Test
    void aProposedRoleIsHeldOnlyOnceAnotherOperatorAgrees() {
        Event proposed = ann.accepts(propose(Map.of()));
        assertThat(proposed.type()).isEqualTo(Event.Type.GRANT_PROPOSED);
        assertThat(proposed.effective()).isEqualTo(TODAY);
        assertThat(proposed.reason()).isEqualTo("needed");
        assertThat(grant(proposed)).satisfies(grant -> {
            assertThat(grant.holder()).isEqualTo("carla");
            assertThat(grant.authority()).isEqualTo(desk.head("north").id());
            assertThat(grant.proposedBy()).isEqualTo("ann");
            assertThat(grant.acceptedBy()).isNull();
            assertThat(grant.holdsOn(TODAY)).isFalse();
        });
        Event accepted = ben.accepts(decide(proposed, true));
        assertThat(accepted.type()).isEqualTo(Event.Type.GRANT_ACCEPTED);
        assertThat(accepted.version()).isEqualTo(2);
        assertThat(grant(accepted).acceptedBy()).isEqualTo("ben");
        assertThat(grant(accepted).holdsOn(TODAY)).isTrue();
    }

    @Test
    void whoProposedARoleDoesNotAgreeToIt() {
        Event proposed = ann.accepts(propose(Map.of()));
        assertThat(ann.refuses(decide(proposed, true)))
                .extracting(Problem::code, Problem::message)
                .containsExactly(tuple(Code.NOT_ALLOWED, OWN));
        assertThat(ann.records()).contains(proposed.at(position(proposed)));
    }

    @Test
    void whoIsToHoldARoleDoesNotAgreeToIt() {
        Event proposed = ann.accepts(propose(Map.of("holder", "ben")));
        assertThat(ben.refuses(decide(proposed, true)))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "grant", Code.NOT_ALLOWED, "Nobody agrees to a role for himself; let somebody else do it"));
        desk.as(person("cat", Role.OPERATOR)).accepts(decide(proposed, true));
    }

    @Test
    void aMachineNeitherProposesNorDecides() {
        Event proposed = ann.accepts(propose(Map.of()));
        Desk robot = desk.as(machine(person("robot", Role.OPERATOR)));
        assertThat(robot.denies(propose(Map.of()))).isEqualTo(MACHINE);
        assertThat(robot.denies(decide(proposed, true))).isEqualTo(MACHINE);
        assertThat(robot.denies(decide(proposed, false))).isEqualTo(MACHINE);
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "OPERATOR")
    @ParameterizedTest
    void whoIsNoOperatorNeitherProposesNorDecidesNorEnds(Role role) {
        Event proposed = ann.accepts(propose(Map.of()));
        Desk other = desk.as(person("olga", role));
        assertThat(other.denies(propose(Map.of()))).isEqualTo(ROLE);
        assertThat(other.denies(decide(proposed, true))).isEqualTo(ROLE);
        assertThat(other.denies(decide(proposed, false))).isEqualTo(ROLE);
        assertThat(other.denies(end(proposed, TODAY))).isEqualTo(ROLE);
    }

    @Test
    void whoProposedAndWhoAgreedAreWrittenByTheRegisterAndNobodyElse() {
        Event proposed = ann.accepts(propose(Map.of("proposedBy", "zoe", "acceptedBy", "zoe")));
        assertThat(grant(proposed).proposedBy()).isEqualTo("ann");
        assertThat(grant(proposed).acceptedBy()).isNull();
    }

    @EnumSource(
            value = RecordKind.class,
            names = {"GRANT", "LINK", "DECLARATION", "PACK"})
    @ParameterizedTest
    void nothingThatHasItsOwnCommandIsRegisteredOrRevised(RecordKind kind) {
        Event proposed = ann.accepts(propose(Map.of()));
        Map<String, Object> forged = Map.of("acceptedBy", "zoe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.decide(new Command.Register(kind, forged, null, null, null)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> desk.decide(
                        new Command.Revise(new Ref.ById(proposed.record()), 1, kind, forged, null, null, null)));
    }

    @Test
    void aDeclinedRoleIsHeldOnNoDayAndNotDecidedAgain() {
        Event proposed = ann.accepts(propose(Map.of()));
        Event declined = ben.accepts(decide(proposed, false));
        assertThat(declined.type()).isEqualTo(Event.Type.GRANT_DECLINED);
        assertHeldOnNoDay(grant(declined));
        assertThat(desk.as(person("cat", Role.OPERATOR)).refuses(decide(declined, true)))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple("grant", Code.NOT_ALLOWED, "The grant is decided already"));
    }

    @CsvSource({"2020-01-01, 2026-11-21", "2026-11-20, 2026-11-21", "2026-11-21, 2026-11-21", "2027-01-01, 2026-11-21"})
    @ParameterizedTest
    void aRoleOfAnyBeginningIsDeclinedFromTodayOn(String from, LocalDate to) {
        Event declined = ben.accepts(decide(ann.accepts(propose(Map.of("from", from))), false));
        assertHeldOnNoDay(grant(declined));
        assertThat(grant(declined).validity().to()).isEqualTo(to);
    }

    @Test
    void whoProposedARoleMayWithdrawIt() {
        Event declined = ann.accepts(decide(ann.accepts(propose(Map.of())), false));
        assertThat(declined.type()).isEqualTo(Event.Type.GRANT_DECLINED);
    }

    @Test
    void whatIsAgreedToIsNotDecidedAgain() {
        Event accepted = ben.accepts(decide(ann.accepts(propose(Map.of())), true));
        Desk cat = desk.as(person("cat", Role.OPERATOR));
        cat.refuses(decide(accepted, true));
        cat.refuses(decide(accepted, false));
    }

    @Test
    void aProposalWhoseTimeHasPassedIsNotAgreedTo() {
        Event proposed = ann.accepts(propose(Map.of("from", "2026-01-01", "to", TODAY.toString())));
        ben.refuses(decide(proposed, true));
        Event longer = ann.accepts(
                propose(Map.of("from", "2026-01-01", "to", TODAY.plusDays(1).toString())));
        ben.accepts(decide(longer, true));
    }

    @Test
    void onePersonTakesARoleAwayFromTodayOn() {
        Event ended = ann.accepts(end(held(Map.of("from", "2026-01-01")), TODAY));
        assertThat(ended.type()).isEqualTo(Event.Type.GRANT_ENDED);
        assertThat(ended.effective()).isEqualTo(TODAY);
        assertThat(grant(ended).holdsOn(TODAY)).isFalse();
        assertThat(grant(ended).holdsOn(TODAY.minusDays(1))).isTrue();
    }

    @Test
    void aRoleMayEndOnALaterDayButNotOnAnEarlierOne() {
        Event held = held(Map.of());
        assertThat(ann.refuses(end(held, TODAY.minusDays(1))))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "on",
                        Code.NOT_ALLOWED,
                        "A role is taken away from today (2026-11-21) on, or later, but this is 2026-11-20"));
        Event ended = ann.accepts(end(held, TODAY.plusDays(9)));
        assertThat(grant(ended).holdsOn(TODAY.plusDays(8))).isTrue();
        assertThat(grant(ended).holdsOn(TODAY.plusDays(9))).isFalse();
        Event sooner = ann.accepts(end(ended, TODAY));
        assertThat(grant(sooner).holdsOn(TODAY)).isFalse();
    }

    @CsvSource({"2026-11-21, 2026-11-21", "2026-11-25, 2026-11-21", "2026-12-01, 2026-12-01", "2027-01-01, 2026-12-01"})
    @ParameterizedTest
    void aRoleThatEndedBeforeItBeganIsHeldOnNoDayForGood(LocalDate from, LocalDate on) {
        Event ended = ann.accepts(end(held(Map.of("from", from.toString())), on));
        assertHeldOnNoDay(grant(ended));
        desk.as(person("cat", Role.OPERATOR)).refuses(decide(ended, true));
    }

    @Test
    void aRoleThatEndedIsNotDrawnOutByOnePersonAlone() {
        Event ended = ann.accepts(end(held(Map.of("from", "2026-01-01")), TODAY));
        assertThat(ann.refuses(end(ended, TODAY.plusYears(1))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("on", Code.NOT_ALLOWED));
        Event passing = held(Map.of("to", TODAY.plusDays(5).toString()));
        ann.refuses(end(passing, TODAY.plusDays(6)));
        ann.accepts(end(passing, TODAY.plusDays(4)));
    }

    @Test
    void aRoleThatWasDeclinedIsNotBroughtBack() {
        Event declined = ben.accepts(decide(ann.accepts(propose(Map.of())), false));
        ann.refuses(end(declined, TODAY.plusYears(1)));
        ben.refuses(decide(declined, true));
    }

    @Test
    void aProposalMayBeEndedTooAndIsThenNotAgreedTo() {
        Event ended = ann.accepts(end(ann.accepts(propose(Map.of())), TODAY));
        assertHeldOnNoDay(grant(ended));
        ben.refuses(decide(ended, true));
    }

    @Test
    void aStaleVersionIsRefused() {
        Event proposed = ann.accepts(propose(Map.of()));
        Command stale = new Command.DecideGrant(new Ref.ById(proposed.record()), 2, true, null);
        assertThat(ben.refuses(stale)).extracting(Problem::code).containsExactly(Code.VERSION_CONFLICT);
        assertThat(ben.refuses(new Command.EndGrant(new Ref.ById(proposed.record()), 2, TODAY, null)))
                .extracting(Problem::code)
                .containsExactly(Code.VERSION_CONFLICT);
    }

    @Test
    void onlyAGrantIsDecidedOrEnded() {
        assertThat(ann.refuses(new Command.DecideGrant(ref("north"), 1, true, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("grant", Code.WRONG_KIND));
        assertThat(ann.refuses(new Command.EndGrant(ref("nothing"), 1, TODAY, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("grant", Code.NOT_FOUND));
    }

    @Test
    void aGrantThatMakesNoSenseIsRefused() {
        assertThat(ann.refuses(propose(Map.of("role", "AUDITOR"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("authority", Code.FORM));
        assertThat(ann.refuses(propose(Map.of("authority", ref("schools"), "holder", " "))))
                .extracting(Problem::field, Problem::code)
                .contains(tuple("authority", Code.WRONG_KIND));
    }

    @Test
    void whatAnOperatorProposesIsNeededBeforeItIsDecided() {
        Ref grant = new Ref.ById(desk.head("law").id());
        Needs needs = Needs.of(List.of(
                propose(Map.of()),
                new Command.DecideGrant(ref("one"), 1, true, null),
                new Command.EndGrant(grant, 1, TODAY, null),
                new Command.Restrict(ref("two"), 1, "Because"),
                new Command.ProposeRelease(ref("three"), 1, null),
                new Command.DecideRelease(ref("four"), 1, true, null)));
        assertThat(needs.ids()).containsExactly(desk.head("law").id());
        assertThat(needs.externalIds())
                .extracting(name -> name.value())
                .containsExactlyInAnyOrder("north", "one", "two", "three", "four");
    }

    /** Proposed by one and agreed to by the other. */
    private Event held(Map<String, Object> members) {
        return ben.accepts(decide(ann.accepts(propose(members)), true));
    }

    private void assertHeldOnNoDay(Grant grant) {
        for (LocalDate day = TODAY.minusYears(10); day.isBefore(TODAY.plusYears(2)); day = day.plusDays(1)) {
            assertThat(grant.holdsOn(day)).as("%s", day).isFalse();
        }
    }

    private Command propose(Map<String, Object> members) {
        Map<String, Object> all =
                new HashMap<>(Map.of("holder", "carla", "role", "REGISTRAR", "authority", ref("north")));
        all.putAll(members);
        return new Command.ProposeGrant(all, "needed");
    }

    private Command decide(Event grant, boolean accept) {
        return new Command.DecideGrant(new Ref.ById(grant.record()), grant.version(), accept, "checked");
    }

    private Command end(Event grant, LocalDate on) {
        return new Command.EndGrant(new Ref.ById(grant.record()), grant.version(), on, "left");
    }

    private static Grant grant(Event event) {
        return (Grant) event.state();
    }

    private long position(Event event) {
        return desk.heads().find(event.record()).orElseThrow().position();
    }
}
