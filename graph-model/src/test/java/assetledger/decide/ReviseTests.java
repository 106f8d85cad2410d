package assetledger.decide;

import static assetledger.decide.Desk.externalId;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.Asset;
import assetledger.model.Function;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Subject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReviseTests {
    private final Desk desk = Desk.furnished();

    @Test
    void aRevisionChangesWhatItNamesAndKeepsTheRest() {
        Event event = desk.accepts(desk.revise("register", Map.of("name", "Better")));
        assertThat(event.version()).isEqualTo(2);
        assertThat(event.type()).isEqualTo(Event.Type.REVISED);
        assertThat(event.state()).isInstanceOfSatisfying(Asset.class, asset -> {
            assertThat(asset.name()).isEqualTo("Better");
            assertThat(asset.purpose()).isEqualTo("Why");
            assertThat(asset.stages()).hasSize(2);
            assertThat(asset.externalIds()).containsExactly(externalId("register"));
        });
    }

    @Test
    void aCorrectionRemembersTheVersionThatWasWrong() {
        desk.accepts(desk.revise("register", Map.of("purpose", "Another")));
        Event event = desk.accepts(correction(1));
        assertThat(event.version()).isEqualTo(3);
        assertThat(event.type()).isEqualTo(Event.Type.CORRECTED);
        assertThat(event.corrects()).isOne();
        assertThat(desk.accepts(desk.revise("register", Map.of("name", "Better")))
                        .corrects())
                .isNull();
    }

    @ValueSource(ints = {-1, 0, 2})
    @ParameterizedTest
    void onlyAVersionThatWasRecordedIsCorrected(int version) {
        assertThat(desk.refuses(correction(version)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("corrects", Code.NOT_FOUND));
    }

    @Test
    void aCorrectionThatChangesNothingRecordsNothing() {
        desk.accepts(correction(1));
        assertThat(desk.decide(correction(2))).isInstanceOf(Decision.Unchanged.class);
    }

    private Command.Revise correction(int version) {
        Recorded<?> head = desk.head("register");
        return new Command.Revise(
                new Ref.ById(head.id()), head.version(), head.kind(), Map.of("name", "Right"), version, null, null);
    }

    @Test
    void aMemberThatIsNullLosesItsValue() {
        desk.accepts(desk.revise("schools", Map.of("description", "Words")));
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("description", null);
        Event event = desk.accepts(desk.revise("schools", nothing));
        assertThat(((Function) event.state()).description()).isNull();
        assertThat(event.version()).isEqualTo(3);
    }

    @Test
    void aRequiredMemberCannotLoseItsValue() {
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("name", null);
        assertThat(desk.refuses(desk.revise("schools", nothing)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("name", Code.REQUIRED));
    }

    @Test
    void aRevisionThatChangesNothingRecordsNothing() {
        Decision decision = desk.decide(desk.revise("register", Map.of("name", "register")));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Unchanged.class,
                        unchanged -> assertThat(unchanged.record()).isEqualTo(desk.head("register")));
        assertThat(desk.head("register").version()).isEqualTo(1);
    }

    @Test
    void aStaleVersionIsRefusedEvenWhereNothingWouldChange() {
        desk.accepts(desk.revise("register", Map.of("name", "Better")));
        Command stale = new Command.Revise(
                ref("register"), 1, RecordKind.TECHNICAL_ASSET, Map.of("name", "Better"), null, null, null);
        assertThat(desk.refuses(stale))
                .extracting(Problem::record, Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        "a:register",
                        "expectedVersion",
                        Code.VERSION_CONFLICT,
                        "The record is at version 2, not 1; read it again and repeat your change"));
    }

    @Test
    void theNumberAndTheTypeOfAnAssetNeverChange() {
        assertThat(desk.refuses(desk.revise("register", Map.of("number", "SYS-777", "type", "mine"))))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(tuple("number", Code.NOT_ALLOWED), tuple("type", Code.NOT_ALLOWED));
    }

    @Test
    void aRevisionFreesTheIdentifierThatItTakesAway() {
        desk.accepts(
                desk.revise("register", Map.of("externalIds", List.of(Map.of("scheme", "a", "value", "renamed")))));
        assertThat(desk.heads().named(externalId("register"))).isEmpty();
        assertThat(desk.head("renamed").version()).isEqualTo(2);
        desk.accepts(desk.system("register", "north"));
    }

    @Test
    void aNewOwnerMustNotUseTheIdentifierAlready() {
        desk.accepts(desk.system("register", "south"));
        RecordId first = desk.head("register").id();
        Command toSouth = new Command.Revise(
                new Ref.ById(first), 1, RecordKind.TECHNICAL_ASSET, Map.of("owner", ref("south")), null, null, null);
        assertThat(desk.refuses(toSouth)).extracting(Problem::code).containsExactly(Code.IDENTIFIER_TAKEN);
    }

    @Test
    void aRecordOfAnotherKindIsNotTaken() {
        Command wrong = new Command.Revise(ref("north"), 1, RecordKind.FUNCTION, Map.of("name", "A"), null, null, null);
        assertThat(desk.refuses(wrong)).extracting(Problem::code).containsExactly(Code.WRONG_KIND);
    }

    @Test
    void noFunctionIsBroaderThanItself() {
        desk.accepts(desk.revise("schools", Map.of("broader", ref("roads"))));
        assertCycle("broader", desk.revise("roads", Map.of("broader", ref("schools"))));
        assertCycle("broader", desk.revise("roads", Map.of("broader", ref("roads"))));
    }

    @Test
    void noAuthorityStandsAboveItselfThroughOthers() {
        desk.accepts(register(
                RecordKind.SUBJECT, "below", Map.of("name", "A", "level", "regional", "parent", ref("north"))));
        desk.accepts(desk.revise("south", Map.of("parent", ref("below"))));
        assertCycle("parent", desk.revise("north", Map.of("parent", ref("south"))));
        desk.accepts(desk.revise("south", Map.of("parent", ref("north"))));
        assertThat(((Subject) desk.head("south").state()).parent())
                .isEqualTo(desk.head("north").id());
    }

    @Test
    void aCycleThroughRecordsThatWereNotTouchedIsSeenByTheWayUpThatWasLoaded() {
        RecordId between = RecordId.random();
        desk.heads().putAncestry(Map.of(between, desk.head("north").id()));
        RecordId south = desk.head("south").id();
        // South stands below a record that is known only by the way up from it, and that leads to north.
        desk.heads().putAncestry(Map.of(south, between));
        Heads loaded = new Heads(List.of(desk.head("north")));
        loaded.putAncestry(Map.of(south, between, between, desk.head("north").id()));
        assertThat(loaded.isAtOrAbove(desk.head("north").id(), south)).isTrue();
        assertThat(loaded.isAtOrAbove(south, desk.head("north").id())).isFalse();
    }

    @Test
    void aTreeThatIsChangedAsksForTheWayUpAndOthersDoNot() {
        Beyond changed = Decide.beyond(List.of(desk.revise("north", Map.of("parent", ref("south")))), desk.heads());
        assertThat(changed.climbs()).containsExactly(desk.head("south").id());
        Beyond kept = Decide.beyond(List.of(desk.revise("north", Map.of("name", "A"))), desk.heads());
        assertThat(kept.climbs()).isEmpty();
    }

    private void assertCycle(String field, Command command) {
        assertThat(desk.refuses(command))
                .extracting(Problem::field, Problem::code, Problem::message)
                .containsExactly(tuple(
                        field, Code.NOT_ALLOWED, "A record cannot stand above itself, directly or through others"));
    }
}
