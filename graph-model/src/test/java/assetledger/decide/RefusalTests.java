package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.register;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordKind;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RefusalTests {
    /** Reuse of an idempotency key is seen by the writer before, and what came of its neighbours after, the decision. */
    private static final Set<Code> NOT_OF_DECISIONS = EnumSet.of(Code.KEY_REUSED, Code.NOT_RECORDED);

    private final Desk desk = Desk.furnished();

    @EnumSource(Code.class)
    @ParameterizedTest
    void eachCodeIsTheAnswerToSomeMistake(Code code) {
        Map<Code, Command> mistakes = mistakes();
        assertThat(mistakes.containsKey(code)).isNotEqualTo(NOT_OF_DECISIONS.contains(code));
        Command mistake = mistakes.get(code);
        if (mistake != null) {
            assertThat(desk.refuses(mistake)).extracting(Problem::code).containsExactly(code);
        }
    }

    @Test
    void aRefusalChangesNoHead() {
        int version = desk.head("register").version();
        mistakes().values().forEach(desk::refuses);
        assertThat(desk.head("register").version()).isEqualTo(version);
        assertThat(desk.heads()
                        .links(
                                LinkKind.USES,
                                desk.head("north").id(),
                                desk.head("register").id()))
                .isEmpty();
    }

    private Map<Code, Command> mistakes() {
        desk.accepts(desk.system("twice", "north"));
        desk.accepts(desk.system("twice", "south"));
        Map<Code, Command> mistakes = new HashMap<>();
        mistakes.put(Code.REQUIRED, register(RecordKind.SUBJECT, "x", Map.of("level", "regional")));
        mistakes.put(Code.FORM, register(RecordKind.SUBJECT, "x", Map.of("name", " ", "level", "regional")));
        mistakes.put(
                Code.UNKNOWN_FIELD,
                register(RecordKind.SUBJECT, "x", Map.of("name", "A", "level", "regional", "colour", "red")));
        mistakes.put(Code.UNKNOWN_CODE, register(RecordKind.SUBJECT, "x", Map.of("name", "A", "level", "lunar")));
        mistakes.put(Code.NOT_FOUND, connect(LinkKind.USES, "north", "nothing", Map.of()));
        mistakes.put(Code.WRONG_KIND, connect(LinkKind.USES, "north", "schools", Map.of()));
        mistakes.put(Code.NOT_ALLOWED, new Command.ChangeStage(ref("register"), 1, "removed", Desk.TODAY, null));
        mistakes.put(Code.VERSION_CONFLICT, new Command.ChangeStage(ref("register"), 7, "removed", Desk.TODAY, null));
        mistakes.put(
                Code.IDENTIFIER_TAKEN, register(RecordKind.SUBJECT, "north", Map.of("name", "A", "level", "regional")));
        mistakes.put(Code.AMBIGUOUS, connect(LinkKind.USES, "north", "twice", Map.of()));
        mistakes.put(Code.ERASED, new Command.ErasePerson(erased(), 2, "Law 7", null));
        return mistakes;
    }

    private Ref erased() {
        Map<String, Object> members = Map.of("owner", ref("north"), "name", "Ann");
        Ref person = new Ref.ById(desk.accepts(new Command.DescribePerson(null, null, members, null))
                .record());
        desk.accepts(new Command.ErasePerson(person, 1, "Law 7", null));
        return person;
    }
}
