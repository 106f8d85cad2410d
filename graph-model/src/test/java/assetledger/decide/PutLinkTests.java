package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.restricted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Degree;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Validity;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PutLinkTests {
    private static final Map<String, Object> TERMS =
            Map.of("from", "2025-01-01", "degree", "FULL", "text", "Admits pupils");

    private final Desk desk = Desk.furnished();

    @Test
    void aLinkOfDaysWithoutOneIsRecorded() {
        Event event = desk.accepts(supports(TERMS));
        assertThat(event.type()).isEqualTo(Event.Type.LINKED);
        assertThat(event.effective()).isEqualTo(LocalDate.of(2025, 1, 1));
    }

    @Test
    void theSameLinkAgainIsNotRecorded() {
        desk.accepts(supports(TERMS));
        assertThat(desk.decide(supports(TERMS))).isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void termsThatAreGivenArePutInPlaceAndOthersStay() {
        RecordId id = desk.accepts(supports(TERMS)).record();
        Event event = desk.accepts(supports(Map.of("degree", "PARTIAL")));
        assertThat(event.record()).isEqualTo(id);
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.type()).isEqualTo(Event.Type.LINK_REVISED);
        assertThat(event.effective()).isEqualTo(Desk.TODAY);
        assertThat(event.state()).isInstanceOfSatisfying(Link.class, link -> {
            assertThat(link.terms().degree()).isEqualTo(Degree.PARTIAL);
            assertThat(link.terms().text()).isEqualTo("Admits pupils");
            assertThat(link.validity()).isEqualTo(new Validity(LocalDate.of(2025, 1, 1), null));
        });
    }

    @Test
    void aTermThatIsNullIsLostAndARequiredOneCannotBe() {
        desk.accepts(supports(TERMS));
        Event event = desk.accepts(supports(nothing("text")));
        assertThat(((Link) event.state()).terms().text()).isNull();
        assertThat(desk.refuses(supports(nothing("degree"))))
                .extracting(Problem::record, Problem::field, Problem::code)
                .containsExactly(tuple("a:register -> a:schools", "degree", Code.FORM));
    }

    @Test
    void aTermIsRequiredWhereTheLinkIsNew() {
        assertThat(desk.refuses(supports(Map.of("text", "Admits pupils"))))
                .extracting(Problem::field)
                .containsExactly("degree");
    }

    @Test
    void whatWasEndedByHandStaysEnded() {
        Event linked = desk.accepts(supports(TERMS));
        desk.accepts(new Command.EndLink(new Ref.ById(linked.record()), 1, LocalDate.of(2026, 1, 1), null));
        assertThat(desk.decide(supports(TERMS))).isInstanceOf(Decision.Unchanged.class);
        Event revised = desk.accepts(supports(Map.of("degree", "PARTIAL")));
        assertThat(((Link) revised.state()).validity().to()).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @Test
    void anEndThatIsGivenAsNullOpensTheLinkAgain() {
        Event linked = desk.accepts(supports(TERMS));
        desk.accepts(new Command.EndLink(new Ref.ById(linked.record()), 1, LocalDate.of(2026, 1, 1), null));
        Event reopened = desk.accepts(supports(nothing("to")));
        assertThat(((Link) reopened.state()).validity().to()).isNull();
    }

    @Test
    void aLinkOfOtherDaysIsAnother() {
        Event first = desk.accepts(supports(Map.of("from", "2024-01-01", "to", "2025-01-01", "degree", "FULL")));
        Event second = desk.accepts(supports(Map.of("from", "2025-01-01", "degree", "FULL")));
        assertThat(second.type()).isEqualTo(Event.Type.LINKED);
        assertThat(second.record()).isNotEqualTo(first.record());
    }

    @Test
    void theDaysOfTheOneLinkArePutInPlaceToo() {
        desk.accepts(supports(TERMS));
        Event event = desk.accepts(supports(Map.of("from", "2025-03-01", "to", "2026-01-01")));
        assertThat(((Link) event.state()).validity())
                .isEqualTo(new Validity(LocalDate.of(2025, 3, 1), LocalDate.of(2026, 1, 1)));
    }

    @Test
    void severalLinksOfTheseDaysAreRefusedByTheirIds() {
        RecordId first = desk.accepts(supports(Map.of("from", "2024-01-01", "to", "2025-01-01", "degree", "FULL")))
                .record();
        RecordId second = desk.accepts(supports(Map.of("from", "2025-01-01", "degree", "FULL")))
                .record();
        assertThat(desk.refuses(supports(Map.of("degree", "PARTIAL"))))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "from",
                        Code.AMBIGUOUS,
                        "2 SUPPORTS links are recorded for these days: %s, %s; give the days of one of them"
                                .formatted(first, second)));
    }

    @Test
    void aLinkOfAnotherKindBetweenTheSameRecordsIsAnother() {
        desk.accepts(connect(LinkKind.MANDATED, "north", "schools", Map.of()));
        assertThat(desk.accepts(new Command.PutLink(
                                LinkKind.MANDATED, ref("north"), ref("schools"), Map.of("clause", "5")))
                        .type())
                .isEqualTo(Event.Type.LINK_REVISED);
        assertThat(desk.accepts(new Command.PutLink(LinkKind.USES, ref("north"), ref("register"), Map.of()))
                        .type())
                .isEqualTo(Event.Type.LINKED);
    }

    @Test
    void allProblemsOfALinkComeOutAtOnce() {
        assertThat(desk.refuses(new Command.PutLink(
                        LinkKind.SUPPORTS, ref("nothing"), ref("north"), Map.of("from", "soon", "degree", "FULL"))))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(
                        tuple("tail", Code.NOT_FOUND), tuple("head", Code.WRONG_KIND), tuple("from", Code.FORM));
    }

    @Test
    void daysThatEndBeforeTheyBeginAreRefused() {
        desk.accepts(supports(TERMS));
        assertThat(desk.refuses(supports(Map.of("from", "2026-01-01", "to", "2025-01-01", "degree", "FULL"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("to", Code.FORM));
    }

    @Test
    void aReferenceThatFindsNothingIsRefusedOnAKnownLinkToo() {
        desk.accepts(connect(LinkKind.MANDATED, "north", "schools", Map.of()));
        assertThat(desk.refuses(new Command.PutLink(
                        LinkKind.MANDATED, ref("north"), ref("schools"), Map.of("act", ref("nothing")))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("act", Code.NOT_FOUND));
    }

    @Test
    void onlyWhoRecordsForTheTailPutsALink() {
        desk.accepts(supports(TERMS));
        Desk south = desk.as(desk.registrar("sam", "south"));
        south.denies(supports(TERMS));
        south.denies(supports(Map.of("degree", "PARTIAL")));
        desk.as(desk.registrar("nora", "north")).accepts(supports(Map.of("degree", "PARTIAL")));
    }

    @Test
    void aRestrictedTailOfAnotherAuthorityIsAsIfItWereNotThere() {
        desk.accepts(restricted(desk.system("secret", "south")));
        Desk north = desk.as(desk.registrar("nora", "north"));
        assertThat(north.refuses(new Command.PutLink(
                        LinkKind.SUPPORTS, ref("secret"), ref("schools"), Map.of("degree", "FULL"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tail", Code.NOT_FOUND));
    }

    @Test
    void theLinksBetweenTheEndsAreLookedUp() {
        Command put = supports(TERMS);
        assertThat(Needs.of(List.of(put)).externalIds())
                .containsExactlyInAnyOrder(Desk.externalId("register"), Desk.externalId("schools"));
        assertThat(Decide.beyond(List.of(put), desk.heads()).pairs())
                .containsExactly(new Beyond.Pair(
                        desk.head("register").id(), desk.head("schools").id()));
    }

    @Test
    void aNameThatACommandBeforeGivesIsLookedUpByTheNameThatItHadBefore() {
        ExternalId other = new ExternalId("b", "1");
        Map<String, Object> named = Map.of(
                "owner",
                ref("north"),
                "externalIds",
                List.of(
                        Map.of("scheme", "a", "value", "register"),
                        Map.of("scheme", other.scheme(), "value", other.value())));
        Command byOther = new Command.PutLink(
                LinkKind.SUPPORTS, new Ref.ByExternalId(other), ref("schools"), Map.of("degree", "FULL"));
        Beyond.Pair pair =
                new Beyond.Pair(desk.head("register").id(), desk.head("schools").id());
        Command put = new Command.Put(RecordKind.TECHNICAL_ASSET, named, null, null);
        assertThat(Decide.beyond(List.of(put, byOther), desk.heads()).pairs()).containsExactly(pair);
        Command revise = new Command.Revise(ref("register"), 1, RecordKind.TECHNICAL_ASSET, named, null, null, null);
        assertThat(Decide.beyond(List.of(revise, byOther), desk.heads()).pairs())
                .containsExactly(pair);
        assertThat(Decide.beyond(List.of(byOther), desk.heads()).pairs()).isEmpty();
    }

    @Test
    void aHiddenRecordOfTheSameNameDoesNotKeepTheLinksOfTheOtherFromBeingLookedUp() {
        desk.accepts(restricted(desk.system("register", "south")));
        RecordId ofNorth =
                desk.heads().named(Desk.externalId("register")).get(0).id();
        assertThat(Decide.beyond(List.of(supports(TERMS)), desk.heads()).pairs())
                .contains(new Beyond.Pair(ofNorth, desk.head("schools").id()));
    }

    private static Command.PutLink supports(Map<String, Object> terms) {
        return new Command.PutLink(LinkKind.SUPPORTS, ref("register"), ref("schools"), terms);
    }

    private static Map<String, Object> nothing(String member) {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put(member, null);
        return nothing;
    }
}
