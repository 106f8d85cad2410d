package assetledger.decide;

import static assetledger.decide.Desk.externalId;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.restricted;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.ExternalId;
import assetledger.model.Function;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Restriction;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.TechnicalAsset;
import assetledger.model.Viewer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PutTests {
    private final Desk desk = Desk.furnished();

    @Test
    void whatNoRecordCarriesIsRegistered() {
        Event event = desk.accepts(put(desk.system("office", "north")));
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.type()).isEqualTo(Event.Type.REGISTERED);
        assertThat(event.state())
                .isInstanceOfSatisfying(
                        TechnicalAsset.class,
                        system -> assertThat(system.number().value()).startsWith("SYS-"));
    }

    @Test
    void whatIsRegisteredByAPutNeedsWhatARegistrationNeeds() {
        assertThat(desk.refuses(put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Office"), externalId("office"))))
                .extracting(Problem::record, Problem::field, Problem::code)
                .contains(tuple("a:office", "purpose", Code.REQUIRED), tuple("a:office", "owner", Code.REQUIRED));
    }

    @Test
    void whatIsSoAlreadyIsNotRecordedAgain() {
        Recorded<State> before = desk.head("register");
        assertThat(desk.decide(put(desk.system("register", "north")))).isEqualTo(new Decision.Unchanged(before));
    }

    @Test
    void aMemberThatIsGivenGetsItsValueAndOthersStay() {
        Event event = desk.accepts(put(
                RecordKind.TECHNICAL_ASSET, Map.of("name", "Better", "owner", ref("north")), externalId("register")));
        assertThat(event.type()).isEqualTo(Event.Type.REVISED);
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.state()).isInstanceOfSatisfying(TechnicalAsset.class, system -> {
            assertThat(system.name()).isEqualTo("Better");
            assertThat(system.purpose()).isEqualTo("Why");
            assertThat(system.stages()).hasSize(2);
        });
    }

    @Test
    void aListIsReplacedAsAWhole() {
        Event event = desk.accepts(put(
                RecordKind.TECHNICAL_ASSET,
                Map.of("stages", List.of(stage("operation", "2024-01-01")), "owner", ref("north")),
                externalId("register")));
        assertThat(((Asset) event.state()).stages()).hasSize(1);
    }

    @Test
    void aMemberThatIsNullLosesItsValue() {
        desk.accepts(put(RecordKind.FUNCTION, Map.of("description", "Words"), externalId("schools")));
        Event event = desk.accepts(put(RecordKind.FUNCTION, nothing("description"), externalId("schools")));
        assertThat(((Function) event.state()).description()).isNull();
    }

    @Test
    void aRequiredMemberCannotLoseItsValue() {
        assertThat(desk.refuses(put(RecordKind.FUNCTION, nothing("name"), externalId("schools"))))
                .extracting(Problem::record, Problem::field, Problem::code)
                .containsExactly(tuple("a:schools", "name", Code.REQUIRED));
    }

    @Test
    void aSchemeThatIsGivenGetsTheValueAndOtherSchemesStay() {
        desk.accepts(put(
                RecordKind.FUNCTION,
                Map.of(),
                externalId("schools"),
                new ExternalId("b", "1"),
                new ExternalId("c", "1")));
        Event event = desk.accepts(put(RecordKind.FUNCTION, Map.of(), externalId("schools"), new ExternalId("b", "2")));
        assertThat(event.state().externalIds())
                .containsExactlyInAnyOrder(externalId("schools"), new ExternalId("b", "2"), new ExternalId("c", "1"));
    }

    @Test
    void theOrderOfIdentifiersThatAreThereAlreadyChangesNothing() {
        ExternalId other = new ExternalId("b", "1");
        desk.accepts(put(RecordKind.FUNCTION, Map.of(), externalId("schools"), other));
        assertThat(desk.decide(put(RecordKind.FUNCTION, Map.of(), other, externalId("schools"))))
                .isInstanceOf(Decision.Unchanged.class);
    }

    @Test
    void anIdentifierThatAnotherRecordOfTheKindCarriesIsRefused() {
        desk.accepts(put(RecordKind.FUNCTION, Map.of(), externalId("roads"), new ExternalId("b", "1")));
        assertThat(desk.refuses(put(RecordKind.FUNCTION, Map.of(), externalId("schools"), new ExternalId("b", "1"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("externalIds", Code.IDENTIFIER_TAKEN));
    }

    @Test
    void withoutAnIdentifierNothingCanBeFound() {
        assertThat(desk.refuses(put(RecordKind.FUNCTION, Map.of("name", "A"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("externalIds", Code.REQUIRED));
    }

    @Test
    void aMalformedIdentifierIsNamedByItsPlace() {
        Map<String, Object> members = Map.of(
                "externalIds", List.of(Map.of("scheme", "a", "value", "schools"), Map.of("scheme", " ", "value", "1")));
        assertThat(desk.refuses(new Command.Put(RecordKind.FUNCTION, members, null, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("externalIds[1].scheme", Code.FORM));
    }

    @Test
    void namesAreComparedInTheirComposedForm() {
        desk.accepts(put(RecordKind.FUNCTION, Map.of(), externalId("roads"), new ExternalId("b", "\u0439")));
        Map<String, Object> members =
                Map.of("name", "A", "externalIds", List.of(Map.of("scheme", "b", "value", "\u0438\u0306")));
        Event event = desk.accepts(new Command.Put(RecordKind.FUNCTION, members, null, null));
        assertThat(event.record()).isEqualTo(desk.head("roads").id());
    }

    @Test
    void aRecordIsLookedForUnderTheOwnerThatIsGiven() {
        RecordId ofNorth = desk.head("register").id();
        Event ofSouth = desk.accepts(put(desk.system("register", "south")));
        assertThat(ofSouth.record()).isNotEqualTo(ofNorth);
        assertThat(ofSouth.version()).isEqualTo(1);
        assertThat(desk.accepts(put(
                                RecordKind.TECHNICAL_ASSET,
                                Map.of("name", "Better", "owner", ref("south")),
                                externalId("register")))
                        .record())
                .isEqualTo(ofSouth.record());
    }

    @Test
    void whereNoOwnerIsGivenTheOneCarrierIsMeant() {
        Event event = desk.accepts(put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Better"), externalId("register")));
        assertThat(event.state().owner()).isEqualTo(desk.head("north").id());
    }

    @Test
    void whereNoOwnerIsGivenTwoRecordsOfOneNameAreTooMany() {
        desk.accepts(desk.system("register", "south"));
        assertThat(desk.refuses(put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Better"), externalId("register"))))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "externalIds",
                        Code.AMBIGUOUS,
                        "'a:register' names 2 records of several owners; give the owner too"));
    }

    @Test
    void aRecordOfAnotherKindWithTheSameNameIsAnother() {
        Event event = desk.accepts(put(
                RecordKind.FUNCTION, Map.of("name", "A", "area", "07.4.0", "kind", "SERVICE"), externalId("north")));
        assertThat(event.version()).isEqualTo(1);
    }

    @Test
    void anOwnerThatIsNotRecordedIsAProblemLikeOthers() {
        assertThat(desk.refuses(put(desk.system("register", "nobody"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("owner", Code.NOT_FOUND));
    }

    @Test
    void aCommandSeesWhatTheOnesBeforeItPut() {
        RecordId first = desk.accepts(put(desk.system("office", "north"))).record();
        assertThat(desk.decide(put(desk.system("office", "north")))).isInstanceOf(Decision.Unchanged.class);
        assertThat(desk.accepts(put(
                                RecordKind.TECHNICAL_ASSET,
                                Map.of("name", "B", "owner", ref("north")),
                                externalId("office")))
                        .record())
                .isEqualTo(first);
    }

    @Test
    void aRestrictedRecordStaysRestricted() {
        desk.accepts(restricted(desk.system("secret", "north")));
        Event event = desk.accepts(
                put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Better", "owner", ref("north")), externalId("secret")));
        assertThat(((Asset) event.state()).restriction()).isEqualTo(new Restriction("Because", null));
    }

    @Test
    void aRestrictedRecordOfAnotherAuthorityIsAsIfItWereNotThere() {
        desk.accepts(restricted(desk.system("secret", "south")));
        Desk north = desk.as(desk.registrar("nora", "north"));
        Command hidden = put(RecordKind.TECHNICAL_ASSET, Map.of("name", "A"), externalId("secret"));
        Command missing = put(RecordKind.TECHNICAL_ASSET, Map.of("name", "A"), externalId("nothing"));
        assertThat(north.refuses(hidden))
                .extracting(Problem::field, Problem::code)
                .isNotEmpty();
        assertThat(north.refuses(hidden).stream().map(problem -> problem.of(null)))
                .isEqualTo(north.refuses(missing).stream()
                        .map(problem -> problem.of(null))
                        .toList());
        assertThat(north.denies(put(desk.system("secret", "south"))))
                .isEqualTo(north.denies(put(desk.system("nothing", "south"))));
    }

    @Test
    void whatBelongsToAnAuthorityIsPutByItsOwnRegistrarOnly() {
        Desk north = desk.as(desk.registrar("nora", "north"));
        Desk south = desk.as(desk.registrar("sam", "south"));
        north.accepts(put(desk.system("office", "north")));
        south.denies(put(desk.system("office", "north")));
        south.denies(put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Mine"), externalId("office")));
        south.accepts(put(RecordKind.SUBJECT, Map.of("level", "national"), externalId("south")));
        south.denies(put(RecordKind.SUBJECT, Map.of("name", "New", "level", "national"), externalId("new")));
    }

    @Test
    void everyRegistrarMayFindAFunctionAsHeWouldAddItAndOnlyOneForAllMayChangeIt() {
        Desk north = desk.as(desk.registrar("nora", "north"));
        Command.Put duty = put(
                RecordKind.FUNCTION, Map.of("name", "duty", "area", "09.1.2", "kind", "SERVICE"), externalId("duty"));
        north.accepts(duty);
        assertThat(north.decide(duty)).isInstanceOf(Decision.Unchanged.class);
        north.denies(put(RecordKind.FUNCTION, Map.of("name", "Mine"), externalId("duty")));
        desk.as(new Viewer("alma", false, Set.of(Role.REGISTRAR), Set.of(), true))
                .accepts(put(RecordKind.FUNCTION, Map.of("name", "Ours"), externalId("duty")));
    }

    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "REGISTRAR")
    @ParameterizedTest
    void whoIsNoRegistrarPutsNothing(Role role) {
        Desk other = desk.as(Desk.person("otto", role));
        other.denies(put(desk.system("office", "north")));
        other.denies(put(desk.system("register", "north")));
        other.denies(put(RecordKind.FUNCTION, Map.of(), externalId("schools")));
    }

    @Test
    void noAuthorityIsPutAboveItself() {
        desk.accepts(put(RecordKind.SUBJECT, Map.of("parent", ref("north")), externalId("south")));
        assertThat(desk.refuses(put(RecordKind.SUBJECT, Map.of("parent", ref("south")), externalId("north"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("parent", Code.NOT_ALLOWED));
    }

    @Test
    void aTreeThatAPutMayChangeAsksForTheWayUp() {
        List<Command> moved = List.of(put(RecordKind.SUBJECT, Map.of("parent", ref("south")), externalId("north")));
        assertThat(Decide.beyond(moved, desk.heads()).climbs())
                .containsExactly(desk.head("south").id());
        List<Command> kept = List.of(put(RecordKind.SUBJECT, Map.of("name", "A"), externalId("north")));
        assertThat(Decide.beyond(kept, desk.heads()).climbs()).isEmpty();
    }

    @Test
    void whatAPutNamesIsLookedUp() {
        Command put = put(desk.system("register", "north"));
        Needs needs = Needs.of(List.of(put));
        assertThat(needs.externalIds()).containsExactlyInAnyOrder(externalId("register"), externalId("north"));
    }

    @Test
    void theDayAndTheReasonAreThoseGiven() {
        Map<String, Object> members = new HashMap<>(Map.of("name", "Better"));
        members.put("externalIds", ids(externalId("register")));
        LocalDate day = LocalDate.of(2026, 3, 1);
        Event event = desk.accepts(new Command.Put(RecordKind.TECHNICAL_ASSET, members, day, "From the list"));
        assertThat(event.effective()).isEqualTo(day);
        assertThat(event.reason()).isEqualTo("From the list");
        Command ahead = new Command.Put(RecordKind.TECHNICAL_ASSET, members, Desk.TODAY.plusDays(1), null);
        assertThat(desk.refuses(ahead)).extracting(Problem::field).containsExactly("effective");
    }

    @EnumSource(names = {"LINK", "DECLARATION", "GRANT", "PACK"})
    @ParameterizedTest
    void whatHasCommandsOfItsOwnIsNotPut(RecordKind kind) {
        assertThatIllegalArgumentException().isThrownBy(() -> desk.decide(put(kind, Map.of(), externalId("north"))));
    }

    @Test
    void whatTheRegisterAssignsIsNotPut() {
        assertThat(desk.refuses(put(
                        RecordKind.TECHNICAL_ASSET,
                        Map.of("number", "SYS-7", "restriction", Map.of("ground", "A")),
                        externalId("register"))))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(tuple("number", Code.NOT_ALLOWED), tuple("restriction", Code.NOT_ALLOWED));
    }

    @Test
    void inTheLedgersOwnSchemeAnIdMeansItsRecordAndIsNotKept() {
        Recorded<State> before = desk.head("register");
        ExternalId own = new ExternalId(ExternalId.LEDGER, before.id().toString());
        assertThat(desk.decide(put(RecordKind.TECHNICAL_ASSET, Map.of("owner", ref("north")), own)))
                .isEqualTo(new Decision.Unchanged(before));
        Event event = desk.accepts(put(RecordKind.TECHNICAL_ASSET, Map.of("name", "Better"), own));
        assertThat(event.record()).isEqualTo(before.id());
        assertThat(event.state().externalIds()).isEqualTo(before.state().externalIds());
        assertThat(Needs.of(List.of(put(RecordKind.TECHNICAL_ASSET, Map.of(), own)))
                        .ids())
                .containsExactly(before.id());
    }

    @Test
    void anIdOfAnotherLedgerIsKeptAsAName() {
        ExternalId foreign = new ExternalId(ExternalId.LEDGER, RecordId.random().toString());
        Map<String, Object> members = desk.system("office", "north").members();
        Event event = desk.accepts(put(RecordKind.TECHNICAL_ASSET, members, foreign));
        assertThat(event.type()).isEqualTo(Event.Type.REGISTERED);
        assertThat(event.state().externalIds()).containsExactly(foreign);
    }

    @Test
    void aRecordOfAnotherOwnerIsNotPutByItsId() {
        ExternalId own =
                new ExternalId(ExternalId.LEDGER, desk.head("register").id().toString());
        assertThat(desk.refuses(put(RecordKind.TECHNICAL_ASSET, Map.of("owner", ref("south")), own)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("externalIds", Code.NOT_ALLOWED));
    }

    @Test
    void aPutRestrictsWhatItRegistersAndNothingThatIsThere() {
        Command.Register office = desk.system("office", "north");
        Command.Put restricted = new Command.Put(office.kind(), office.members(), "Secret", null, null);
        assertThat(((Asset) desk.accepts(restricted).state()).restriction()).isNotNull();
        Command.Register register = desk.system("register", "north");
        assertThat(desk.refuses(new Command.Put(register.kind(), register.members(), "Secret", null, null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("restriction", Code.NOT_ALLOWED));
    }

    @Test
    void anAuthorityIsFoundWithoutAnOwner() {
        Event event = desk.accepts(put(RecordKind.SUBJECT, Map.of("name", "North"), externalId("north")));
        assertThat(((Subject) event.state()).level()).isEqualTo("regional");
    }

    private static Command.Put put(Command.Register register) {
        return new Command.Put(register.kind(), register.members(), null, null);
    }

    private static Command.Put put(RecordKind kind, Map<String, Object> members, ExternalId... names) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("externalIds", ids(names));
        return new Command.Put(kind, all, null, null);
    }

    private static List<Map<String, String>> ids(ExternalId... names) {
        return new ArrayList<>(Arrays.stream(names)
                .map(name -> Map.of("scheme", name.scheme(), "value", name.value()))
                .toList());
    }

    private static Map<String, Object> nothing(String member) {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put(member, null);
        return nothing;
    }
}
