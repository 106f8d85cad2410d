package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.externalId;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static assetledger.decide.Desk.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.Attribute;
import assetledger.model.ExternalId;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RegisterTests {
    private final Desk desk = Desk.furnished();

    @Test
    void aRegisteredSystemHasItsNumberFromItsPositionAndItsTypeFromThePack() {
        Event event = desk.accepts(desk.system("second", "south"));
        assertThat(event.version()).isEqualTo(1);
        assertThat(event.type()).isEqualTo(Event.Type.REGISTERED);
        assertThat(event.effective()).isEqualTo(Desk.TODAY);
        assertThat(event.state()).isInstanceOfSatisfying(Asset.class, asset -> {
            assertThat(asset.number()).hasToString("SYS-6");
            assertThat(asset.type()).isEqualTo("information-system");
            assertThat(asset.owner()).isEqualTo(desk.head("south").id());
        });
    }

    @Test
    void nobodyChoosesANumber() {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "south").members());
        members.put("number", "SYS-777");
        Event event = desk.accepts(register(RecordKind.TECHNICAL_ASSET, "second", members));
        assertThat(((Asset) event.state()).number()).hasToString("SYS-6");
    }

    @Test
    void anAssetIsOfTheTypeThatIsSaidWithThatTypesNumbersAndAttributes() {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "south").members());
        members.put("type", "data-set");
        members.put("attributes", List.of(Map.of("code", "refresh", "value", "monthly")));
        Asset asset = (Asset) desk.accepts(register(RecordKind.TECHNICAL_ASSET, "second", members))
                .state();
        assertThat(asset.number()).hasToString("DAT-6");
        assertThat(asset.type()).isEqualTo("data-set");
        assertThat(asset.attributes()).containsExactly(new Attribute("refresh", "monthly", null));
    }

    @Test
    void aTypeOfAnotherGroupIsRefusedWithTheTypesThatThereAre() {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "south").members());
        members.put("type", "contract");
        assertThat(desk.refuses(register(RecordKind.TECHNICAL_ASSET, "second", members)))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.field()).isEqualTo("type");
                    assertThat(problem.code()).isEqualTo(Problem.Code.UNKNOWN_CODE);
                    assertThat(problem.message())
                            .contains("information-system, subsystem")
                            .contains("'contract'");
                });
    }

    @Test
    void anAttributeThatTheTypeHasNotOrInAnotherFormIsRefusedWithItsPlace() {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "south").members());
        members.put(
                "attributes",
                List.of(
                        Map.of("code", "users", "value", "many", "unit", "people"),
                        Map.of("code", "hosting", "value", "here", "unit", "m"),
                        Map.of("code", "refresh", "value", "monthly")));
        assertThat(desk.refuses(register(RecordKind.TECHNICAL_ASSET, "second", members)))
                .extracting(Problem::field)
                .containsExactly("attributes[0].value", "attributes[1].unit", "attributes[2].code");
    }

    @Test
    void aLaterItemOfABatchNamesAnEarlierOneByItsExternalIdentifier() {
        Desk empty = new Desk();
        empty.subject("north");
        Event system = empty.accepts(empty.system("register", "north"));
        Event function = empty.function("schools");
        Event link = empty.accepts(connect(LinkKind.SUPPORTS, "register", "schools", Map.of("degree", "FULL")));
        assertThat(link.state().references())
                .extracting(reference -> reference.target())
                .containsExactly(system.record(), function.record());
    }

    @Test
    void anIdentifierThatTheSameOwnerUsedIsRefusedAndOneOfAnotherOwnerIsNot() {
        assertThat(desk.refuses(desk.system("register", "north")))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("externalIds", Code.IDENTIFIER_TAKEN));
        desk.accepts(desk.system("register", "south"));
    }

    @Test
    void anIdentifierOfAnotherKindOfRecordIsFree() {
        desk.accepts(register(RecordKind.FUNCTION, "north", Map.of("name", "A", "area", "01", "kind", "SERVICE")));
        assertThat(desk.heads().named(externalId("north"))).hasSize(2);
        desk.accepts(desk.system("third", "north"));
    }

    @Test
    void anIdentifierThatNamesRecordsOfSeveralOwnersIsAmbiguous() {
        desk.accepts(desk.system("register", "south"));
        assertThat(desk.refuses(connect(LinkKind.SUPPORTS, "register", "schools", Map.of("degree", "FULL"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("tail", Code.AMBIGUOUS));
    }

    @Test
    void aRefusedCommandLeavesNothingBehind() {
        Map<String, Object> nameless =
                new HashMap<>(desk.system("second", "north").members());
        nameless.remove("name");
        desk.refuses(register(RecordKind.TECHNICAL_ASSET, "second", nameless));
        assertThat(desk.heads().named(externalId("second"))).isEmpty();
        desk.accepts(desk.system("second", "north"));
    }

    @Test
    void allProblemsComeOutAtOnceAndNameTheRecord() {
        Map<String, Object> members = new HashMap<>();
        members.put("owner", ref("nobody"));
        members.put("purpose", "Why");
        members.put("stages", List.of(stage("operation", "soon")));
        members.put("colour", "red");
        assertThat(desk.refuses(register(RecordKind.TECHNICAL_ASSET, "second", members)))
                .extracting(Problem::record, Problem::field, Problem::code)
                .containsExactlyInAnyOrder(
                        tuple("a:second", "owner", Code.NOT_FOUND),
                        tuple("a:second", "name", Code.REQUIRED),
                        tuple("a:second", "stages[0].from", Code.FORM),
                        tuple("a:second", "colour", Code.UNKNOWN_FIELD));
    }

    @Test
    void whatThePackDoesNotKnowIsRefusedBesideAnUnknownOwner() {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "north").members());
        members.put("owner", ref("nobody"));
        members.put("stages", List.of(stage("asleep", "2024-01-01")));
        assertThat(desk.refuses(register(RecordKind.TECHNICAL_ASSET, "second", members)))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(tuple("owner", Code.NOT_FOUND), tuple("stages[0].stage", Code.UNKNOWN_CODE));
    }

    @Test
    void anOwnerMustBeAnAuthorityAndExist() {
        RecordId schools = desk.head("schools").id();
        assertThat(desk.refuses(owned(new Ref.ById(schools))))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "owner", Code.WRONG_KIND, "owner must be a subject, but '" + schools + "' is a Function"));
        assertThat(desk.refuses(owned(new Ref.ById(RecordId.random()))))
                .extracting(Problem::code)
                .containsExactly(Code.NOT_FOUND);
        assertThat(desk.refuses(owned(RecordId.random().toString())))
                .extracting(Problem::code)
                .containsExactly(Code.NOT_FOUND);
    }

    @Test
    void nothingIsRecordedBeforeItHappened() {
        Map<String, Object> members = Map.of("name", "A", "level", "regional");
        Command tomorrow = new Command.Register(RecordKind.SUBJECT, members, null, Desk.TODAY.plusDays(1), null);
        assertThat(desk.refuses(tomorrow))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("effective", Code.NOT_ALLOWED));
        LocalDate before = Desk.TODAY.minusYears(1);
        Event event = desk.accepts(new Command.Register(RecordKind.SUBJECT, members, null, before, "late"));
        assertThat(event.effective()).isEqualTo(before);
        assertThat(event.reason()).isEqualTo("late");
    }

    @Test
    void whatCommandsNameIsKnownBeforeTheyAreDecided() {
        RecordId id = RecordId.random();
        Needs needs = Needs.of(List.of(
                desk.system("second", "north"),
                connect(LinkKind.MANDATED, "south", "roads", Map.of("act", ref("law"))),
                new Command.EndLink(new Ref.ById(id), 1, Desk.TODAY, null),
                new Command.DeclareNoSystem(ref("east"), ref("rivers"), Desk.TODAY)));
        assertThat(needs.ids()).containsExactly(id);
        assertThat(needs.externalIds())
                .extracting(ExternalId::value)
                .containsExactlyInAnyOrder("second", "north", "south", "roads", "law", "east", "rivers");
    }

    private Command owned(Object owner) {
        Map<String, Object> members =
                new HashMap<>(desk.system("second", "north").members());
        members.put("owner", owner);
        return register(RecordKind.TECHNICAL_ASSET, "second", members);
    }
}
