package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkTests {
    private static final LocalDate DAY = LocalDate.of(2025, 1, 1);

    private final Desk desk = Desk.furnished();

    @Test
    void aLinkIsARecordOfItsOwn() {
        Event event = desk.accepts(connect(
                LinkKind.MANDATED, "north", "schools", Map.of("from", "2025-01-01", "act", ref("law"), "clause", "5")));
        assertThat(event.type()).isEqualTo(Event.Type.LINKED);
        assertThat(event.effective()).isEqualTo(DAY);
        assertThat(event.stream()).isEqualTo("link/" + event.record());
        assertThat(event.state()).isInstanceOfSatisfying(Link.class, link -> {
            assertThat(link.terms().act()).isEqualTo(desk.head("law").id());
            assertThat(link.validity().from()).isEqualTo(DAY);
        });
    }

    @Test
    void allProblemsOfALinkComeOutAtOnce() {
        assertThat(desk.refuses(connect(
                        LinkKind.SUPPORTS,
                        "nothing",
                        "register",
                        Map.of("from", "soon", "degree", "WHOLLY", "act", ref("schools")))))
                .extracting(Problem::record, Problem::field, Problem::code)
                .containsExactlyInAnyOrder(
                        tuple("a:nothing -> a:register", "tail", Code.NOT_FOUND),
                        tuple("a:nothing -> a:register", "head", Code.WRONG_KIND),
                        tuple("a:nothing -> a:register", "act", Code.WRONG_KIND),
                        tuple("a:nothing -> a:register", "from", Code.FORM),
                        tuple("a:nothing -> a:register", "degree", Code.FORM));
    }

    @Test
    void aTermThatTheKindDoesNotKnowOrLacksIsRefused() {
        assertThat(desk.refuses(connect(LinkKind.USES, "north", "register", Map.of("degree", "FULL"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("degree", Code.FORM));
        assertThat(desk.refuses(connect(LinkKind.SUPPORTS, "register", "schools", Map.of())))
                .extracting(Problem::field)
                .containsExactly("degree");
    }

    @Test
    void theSameTieIsNotRecordedTwiceForTheSameDays() {
        desk.accepts(uses("2025-01-01", "2026-01-01"));
        assertThat(desk.refuses(uses("2025-12-31", "2027-01-01")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("from", Code.NOT_ALLOWED));
        desk.accepts(uses("2026-01-01", "2027-01-01"));
        desk.accepts(connect(LinkKind.USES, "south", "register", Map.of("from", "2025-01-01")));
        desk.accepts(connect(LinkKind.SUPPORTS, "register", "schools", Map.of("degree", "FULL")));
        desk.accepts(connect(LinkKind.SUPPORTS, "register", "roads", Map.of("degree", "FULL")));
    }

    @Test
    void aLinkThatWasLoadedCountsToo() {
        Event known = desk.accepts(uses("2025-01-01", "2026-01-01"));
        Desk later = new Desk(new Heads(List.of(desk.head("north"), desk.head("register"))));
        assertThat(Decide.beyond(List.of(uses("2025-06-01", "2026-01-01")), later.heads())
                        .pairs())
                .containsExactly(new Beyond.Pair(
                        desk.head("north").id(), desk.head("register").id()));
        later.heads().putBeyond(List.of(known.at(7)));
        later.refuses(uses("2025-06-01", "2026-01-01"));
    }

    @Test
    void endingALinkSetsTheDayAfterItsLast() {
        Event link = desk.accepts(connect(LinkKind.USES, "north", "register", Map.of("from", "2025-01-01")));
        Event ended = desk.accepts(end(link, 1, DAY.plusMonths(1)));
        assertThat(ended.type()).isEqualTo(Event.Type.LINK_ENDED);
        assertThat(ended.version()).isEqualTo(2);
        assertThat(ended.effective()).isEqualTo(DAY.plusMonths(1));
        assertThat(((Link) ended.state()).validity().to()).isEqualTo(DAY.plusMonths(1));
        assertThat(desk.decide(end(link, 2, DAY.plusMonths(1)))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void aLinkDoesNotEndBeforeItBeganNorByAStaleVersionNorIfItIsNone() {
        Event link = desk.accepts(connect(LinkKind.USES, "north", "register", Map.of("from", "2025-01-01")));
        assertThat(desk.refuses(end(link, 1, DAY)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("to", Code.FORM));
        assertThat(desk.refuses(end(link, 2, DAY.plusDays(1))))
                .extracting(Problem::code)
                .containsExactly(Code.VERSION_CONFLICT);
        assertThat(desk.refuses(new Command.EndLink(new Ref.ById(RecordId.random()), 1, DAY, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("link", Code.NOT_FOUND));
        assertThat(desk.refuses(new Command.EndLink(ref("north"), 1, DAY, null)))
                .extracting(Problem::code)
                .containsExactly(Code.WRONG_KIND);
    }

    @Test
    void aLinkThatEndedIsNotDrawnOutOverItsSuccessor() {
        Event first = desk.accepts(uses("2025-01-01", "2026-01-01"));
        desk.accepts(uses("2026-01-01", "2027-01-01"));
        assertThat(desk.refuses(end(first, 1, LocalDate.of(2026, 6, 1))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("to", Code.NOT_ALLOWED));
    }

    @Test
    void endingALinkAsksForTheOthersBetweenItsEnds() {
        Event link = desk.accepts(uses("2025-01-01", "2026-01-01"));
        assertThat(Decide.beyond(List.of(end(link, 1, DAY.plusDays(1))), desk.heads())
                        .pairs())
                .containsExactly(new Beyond.Pair(
                        desk.head("north").id(), desk.head("register").id()));
    }

    @Test
    void afterItsEndTheSameTieMayBeginAgain() {
        Event link = desk.accepts(connect(LinkKind.USES, "north", "register", Map.of("from", "2025-01-01")));
        desk.refuses(uses("2025-02-01", "2026-01-01"));
        desk.accepts(end(link, 1, DAY.plusMonths(1)));
        desk.accepts(uses("2025-02-01", "2026-01-01"));
        List<Recorded<State>> links = desk.heads()
                .links(
                        LinkKind.USES,
                        desk.head("north").id(),
                        desk.head("register").id());
        assertThat(links).hasSize(2);
    }

    private static Command uses(String from, String to) {
        return connect(LinkKind.USES, "north", "register", Map.of("from", from, "to", to));
    }

    private static Command end(Event link, int version, LocalDate on) {
        return new Command.EndLink(new Ref.ById(link.record()), version, on, "why");
    }
}
