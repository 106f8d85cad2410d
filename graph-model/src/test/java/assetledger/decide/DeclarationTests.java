package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.ActivePack;
import assetledger.model.Declaration;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclarationTests {
    private static final LocalDate DAY = LocalDate.of(2026, 6, 30);

    private final Desk desk = Desk.furnished();

    @Test
    void anAuthorityDeclaresItsListCompleteForAnArea() {
        Event event = desk.accepts(new Command.DeclareReportedThrough(ref("north"), "09", DAY));
        assertThat(event.type()).isEqualTo(Event.Type.DECLARED);
        assertThat(event.effective()).isEqualTo(DAY);
        assertThat(event.state()).isEqualTo(new Declaration(desk.head("north").id(), "09", null, DAY));
    }

    @Test
    void anUnknownAreaOrAuthorityAndADayToComeAreRefused() {
        assertThat(desk.refuses(new Command.DeclareReportedThrough(ref("nobody"), "99", DAY)))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(tuple("subject", Code.NOT_FOUND), tuple("area", Code.UNKNOWN_CODE));
        assertThat(desk.refuses(new Command.DeclareReportedThrough(ref("north"), "09", Desk.TODAY.plusDays(1))))
                .extracting(Problem::code)
                .containsExactly(Code.NOT_ALLOWED);
    }

    @Test
    void anAuthorityDeclaresThatADutyHasNoSystem() {
        desk.accepts(connect(LinkKind.MANDATED, "north", "schools", Map.of()));
        Event event = desk.accepts(new Command.DeclareNoSystem(ref("north"), ref("schools"), DAY));
        assertThat(event.state())
                .isEqualTo(new Declaration(
                        desk.head("north").id(), null, desk.head("schools").id(), DAY));
    }

    @Test
    void whatIsDeclaredAgainIsUnchangedAndAnotherDayIsAnotherDeclaration() {
        Command declare = new Command.DeclareReportedThrough(ref("north"), "09", DAY);
        Event first = desk.accepts(declare);
        assertThat(desk.decide(declare))
                .isInstanceOfSatisfying(
                        Decision.Unchanged.class,
                        unchanged -> assertThat(unchanged.record().id()).isEqualTo(first.record()));
        assertThat(desk.accepts(new Command.DeclareReportedThrough(ref("north"), "09", DAY.minusDays(1)))
                        .record())
                .isNotEqualTo(first.record());
        assertThat(desk.accepts(new Command.DeclareReportedThrough(ref("south"), "09", DAY))
                        .record())
                .isNotEqualTo(first.record());
    }

    @Test
    void whatIsNoDutyOfTheAuthorityCannotBeDeclared() {
        desk.accepts(connect(LinkKind.MANDATED, "south", "schools", Map.of()));
        assertThat(desk.refuses(new Command.DeclareNoSystem(ref("north"), ref("schools"), DAY)))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple("function", Code.NOT_ALLOWED, "The authority has no mandate for this function"));
    }

    @Test
    void bothEndsOfADeclarationAreNamedWhereBothAreUnknown() {
        assertThat(desk.refuses(new Command.DeclareNoSystem(ref("nobody"), ref("nothing"), DAY)))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(tuple("subject", Code.NOT_FOUND), tuple("function", Code.NOT_FOUND));
    }

    @Test
    void thePacksOfOneNameHaveOneHistory() {
        Event first = desk.accepts(new Command.ActivatePack(new ActivePack("neutral", 1, "a".repeat(64))));
        Event second = desk.accepts(new Command.ActivatePack(new ActivePack("neutral", 2, "b".repeat(64))));
        Event other = desk.accepts(new Command.ActivatePack(new ActivePack("other", 1, "a".repeat(64))));
        assertThat(second.record()).isEqualTo(first.record()).isNotEqualTo(other.record());
        assertThat(second.version()).isEqualTo(2);
        assertThat(desk.decide(new Command.ActivatePack(new ActivePack("neutral", 2, "b".repeat(64)))))
                .isInstanceOf(Decision.Unchanged.class);
    }
}
