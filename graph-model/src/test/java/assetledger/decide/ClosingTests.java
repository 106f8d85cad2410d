package assetledger.decide;

import static assetledger.decide.Desk.TODAY;
import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordKind;
import assetledger.model.Subject;
import assetledger.model.Validity;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** That an authority ceases to exist only when what it had has gone to others. */
class ClosingTests {
    private static final LocalDate ON = LocalDate.parse("2026-11-15");

    private final Desk desk = new Desk();

    ClosingTests() {
        desk.subject("old");
        desk.subject("new");
        desk.function("schools");
    }

    @Test
    void anAuthorityThatHasNothingLeftIsMergedIntoAnotherOrSplitIntoSeveral() {
        desk.subject("other");
        Event closed = desk.accepts(close("old", "new", "other"));
        assertThat(closed.type()).isEqualTo(Event.Type.AUTHORITY_CLOSED);
        assertThat(closed.effective()).isEqualTo(ON);
        assertThat((Subject) closed.state()).satisfies(subject -> {
            assertThat(subject.existence()).isEqualTo(new Validity(null, ON));
            assertThat(subject.successors())
                    .containsExactly(desk.head("new").id(), desk.head("other").id());
        });
        assertThat(desk.heads().named(Desk.externalId("old")))
                .as("it is found for ever")
                .hasSize(1);
    }

    /** BR10. */
    @Test
    void whatAnAuthorityStillHasIsNamedInOneAnswerAndKeepsItFromClosing() {
        desk.accepts(desk.system("register", "old"));
        desk.accepts(connect(LinkKind.MANDATED, "old", "schools", Map.of("from", "2020-01-01")));
        desk.accepts(owned(RecordKind.MEASURE, "Rebuild", Map.of("from", "2026-01-01", "to", "2027-01-01")));
        Event ann =
                desk.accepts(new Command.DescribePerson(null, null, Map.of("owner", ref("old"), "name", "Ann"), null));
        desk.accepts(owned(
                RecordKind.POST,
                "Architect",
                Map.of("appointments", List.of(Map.of("person", new Ref.ById(ann.record()), "from", "2026-01-01")))));
        desk.accepts(register(
                RecordKind.SUBJECT, "Below", Map.of("name", "Below", "level", "municipal", "parent", ref("old"))));
        Event transfer = desk.as(desk.registrar("olga", "old"))
                .accepts(new Command.ProposeTransfer(
                        ref("old"), ref("new"), List.of(ref("register")), ON, null, null, null));

        assertThat(desk.refuses(close("old", "new")))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(
                        still("active assets (1): %s; transfer or retire them".formatted(number("register"))),
                        still("mandates (1): schools; end them, and give them to a successor"),
                        still("filled posts (1): Architect; end the appointments"),
                        still("running measures (1): Rebuild; end them, or have a successor record them"),
                        still(
                                "transfers that are open, or take effect later (1): %s; decide them, or close the authority later"
                                        .formatted(transfer.record())),
                        still("authorities below it (1): Below; give them another parent, or close them first"));
    }

    private static Tuple still(String what) {
        return tuple("authority", Code.NOT_ALLOWED, "On 2026-11-15 the authority still has " + what);
    }

    /** BR10. */
    @Test
    void ofManyThingsTheFirstTwentyAreNamedAndTheOthersCounted() {
        IntStream.range(0, 23).forEach(i -> desk.accepts(desk.system("system" + i, "old")));
        String message = desk.refuses(close("old", "new")).get(0).message();
        assertThat(message)
                .contains("active assets (23): ", number("system0"), number("system19"), " and 3 more")
                .doesNotContain(number("system20"));
    }

    /** BR10. */
    @Test
    void whatHasGoneToASuccessorOrIsOverKeepsNothingFromClosing() {
        desk.accepts(desk.system("register", "old"));
        Event proposed = desk.as(desk.registrar("olga", "old"))
                .accepts(new Command.ProposeTransfer(
                        ref("old"), ref("new"), List.of(ref("register")), ON, null, null, null));
        desk.as(desk.registrar("nina", "new"))
                .accepts(new Command.DecideTransfer(new Ref.ById(proposed.record()), 1, true, null));
        desk.accepts(connect(LinkKind.MANDATED, "old", "schools", Map.of("from", "2020-01-01", "to", ON.toString())));
        desk.accepts(owned(RecordKind.MEASURE, "Rebuild", Map.of("from", "2026-01-01", "to", ON.toString())));
        assertThat(desk.refuses(new Command.CloseAuthority(ref("old"), 1, ON.minusDays(1), List.of(ref("new")), null)))
                .as("the day before it still had all of them")
                .hasSize(3);
        desk.accepts(close("old", "new"));
    }

    /** BR10. */
    @Test
    void nothingThatLastsIsRecordedForAnAuthorityThatIsClosed() {
        desk.accepts(close("old", "new"));
        assertThat(desk.refuses(desk.system("late", "old")))
                .extracting(Problem::field)
                .containsExactly("owner");
        assertThat(desk.refuses(connect(LinkKind.MANDATED, "old", "schools", Map.of("from", "2020-01-01"))))
                .extracting(Problem::field)
                .containsExactly("tail");
        desk.accepts(connect(LinkKind.MANDATED, "old", "schools", Map.of("from", "2020-01-01", "to", ON.toString())));
        assertThat(desk.refuses(register(
                        RecordKind.SUBJECT,
                        "below",
                        Map.of("name", "Below", "level", "municipal", "parent", ref("old")))))
                .extracting(Problem::field)
                .containsExactly("parent");
    }

    @Test
    void anAuthorityIsClosedOnceByTodayWithSuccessorsThatExistOrAReason() {
        assertThat(desk.refuses(new Command.CloseAuthority(
                        ref("old"), 1, TODAY.plusDays(1), List.of(ref("old"), ref("nobody")), null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(
                        tuple("on", Code.NOT_ALLOWED),
                        tuple("successors[0]", Code.NOT_ALLOWED),
                        tuple("successors[1]", Code.NOT_FOUND));
        desk.accepts(register(
                RecordKind.SUBJECT,
                "young",
                Map.of(
                        "name",
                        "Young",
                        "level",
                        "regional",
                        "existsFrom",
                        ON.plusDays(1).toString())));
        assertThat(desk.refuses(close("old", "young")))
                .extracting(Problem::field, Problem::message)
                .containsExactly(tuple("successors[0]", "This successor does not exist on 2026-11-15"));
        assertThat(desk.refuses(close("old"))).extracting(Problem::field).containsExactly("reason");
        desk.accepts(new Command.CloseAuthority(ref("old"), 1, ON, List.of(), "Its task is done"));
        assertThat(desk.refuses(close(ON.minusDays(1), "old", "new")))
                .extracting(Problem::field)
                .containsExactly("authority");
        desk.accepts(close(ON.plusDays(2), "new", "young"));
    }

    @Test
    void onlyWhoRecordsForAllClosesAnAuthority() {
        desk.as(desk.registrar("olga", "old", "new")).denies(close("old", "new"));
    }

    @Test
    void aRevisionKeepsAnAuthorityAndNeverClosesIt() {
        desk.accepts(desk.revise("old", Map.of("name", "Older", "level", "national", "parent", ref("new"))));
        assertThat(desk.refuses(desk.revise("old", Map.of("existsTo", ON.toString()))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("existsTo", Code.NOT_ALLOWED));
    }

    /** The end is history and the successors were not told: they may be told once. */
    @Test
    void anAuthorityThatWasRegisteredWithItsEndGetsSuccessorsForThatDay() {
        desk.accepts(register(
                RecordKind.SUBJECT, "past", Map.of("name", "Past", "level", "regional", "existsTo", "2020-01-01")));
        Command.CloseAuthority close = close(LocalDate.parse("2020-01-01"), "past", "new");
        desk.accepts(close);
        assertThat(desk.refuses(new Command.CloseAuthority(ref("past"), 2, close.on(), List.of(ref("old")), null)))
                .extracting(Problem::field)
                .contains("authority");
    }

    /** A rule that was not looked up must not count as kept. */
    @Test
    void whatWasNotLookedUpIsNotTakenForNothing() {
        Heads heads = new Heads(List.of(desk.head("old")));
        assertThatIllegalStateException()
                .isThrownBy(() -> heads.remains(desk.head("old").id()));
        assertThat(Decide.beyond(List.of(close("old", "new")), heads).closing())
                .isEqualTo(Map.of(desk.head("old").id(), ON));
    }

    private Command.CloseAuthority close(String authority, String... successors) {
        return close(ON, authority, successors);
    }

    private Command.CloseAuthority close(LocalDate on, String authority, String... successors) {
        List<Ref> refs = Stream.of(successors).map(Desk::ref).toList();
        return new Command.CloseAuthority(ref(authority), desk.head(authority).version(), on, refs, null);
    }

    private Command.Register owned(RecordKind kind, String name, Map<String, Object> more) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("name", name);
        members.put("owner", ref("old"));
        return register(kind, name, members);
    }

    private String number(String name) {
        return ((Asset) desk.head(name).state()).number().value();
    }
}
