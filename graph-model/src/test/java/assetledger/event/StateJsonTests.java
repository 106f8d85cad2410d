package assetledger.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordKind;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.testing.States;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StateJsonTests {
    static Stream<State> states() {
        return States.all();
    }

    @MethodSource("states")
    @ParameterizedTest
    void aStateComesBackFromItsCanonicalBytes(State state) {
        byte[] bytes = CanonicalJson.bytes(StateJson.write(state));
        assertThat(StateJson.stored(state.kind(), CanonicalJson.read(bytes))).isEqualTo(state);
    }

    @EnumSource(RecordKind.class)
    @ParameterizedTest
    void everyKindIsAmongTheExamples(RecordKind kind) {
        assertThat(States.full().map(State::kind)).contains(kind);
    }

    @Test
    void whatIsAbsentIsLeftOutOfTheBytes() {
        State bare = States.bare().findFirst().orElseThrow();
        assertThat(CanonicalJson.text(StateJson.write(bare))).isEqualTo("{\"level\":\"national\",\"name\":\"A\"}");
    }

    /** What the ledger kept before restrictions and grants existed; its hashes stand for good. */
    @ValueSource(
            strings = {
                "TECHNICAL_ASSET {'name':'A','number':'SYS-1','owner':'ONE','purpose':'B',STAGES,'type':'t'}",
                "LEGAL_ACT {'name':'A','number':'ACT-1','owner':'ONE',STAGES,'type':'t'}",
                "SPENDING_LINE {'amounts':[{'amount':'0.00','year':2025}],'currency':'RUB','name':'A','number':'FIN-1','owner':'ONE',STAGES,'type':'t'}",
                "COMPETENCY {'name':'A','number':'CMP-1','owner':'ONE',STAGES,'type':'t'}"
            })
    @ParameterizedTest
    void anAssetWithoutARestrictionHasTheBytesThatItHadBeforeThereWereAny(String kindAndBytes) {
        RecordKind kind = RecordKind.valueOf(kindAndBytes.substring(0, kindAndBytes.indexOf(' ')));
        String bytes = kindAndBytes
                .substring(kindAndBytes.indexOf(' ') + 1)
                .replace("STAGES", "'stages':[{'from':'2026-03-31','stage':'operation'}]")
                .replace("ONE", States.ONE.toString())
                .replace('\'', '"');
        State state =
                States.bare().filter(bare -> bare.kind() == kind).findFirst().orElseThrow();
        assertThat(CanonicalJson.text(StateJson.write(state))).isEqualTo(bytes);
        assertThat(StateJson.stored(kind, CanonicalJson.read(bytes))).isEqualTo(state);
    }

    @Test
    void aRestrictionAndAGrantAreTheseBytes() {
        assertThat(States.full()
                        .filter(state -> state.kind() == RecordKind.TECHNICAL_ASSET)
                        .map(state -> CanonicalJson.text(StateJson.write(state))))
                .first(InstanceOfAssertFactories.STRING)
                .contains("\"restriction\":{\"ground\":\"Because\",\"releaseProposedBy\":\"local:ann\"}");
        assertThat(States.all()
                        .filter(state -> state.kind() == RecordKind.GRANT)
                        .map(state -> CanonicalJson.text(StateJson.write(state))))
                .containsExactly(
                        "{\"acceptedBy\":\"local:ben\",\"authority\":\"" + States.ONE + "\",\"client\":true,"
                                + "\"from\":\"2026-03-31\",\"holder\":\"import-3\",\"proposedBy\":\"local:ann\","
                                + "\"role\":\"REGISTRAR\",\"to\":\"2026-04-01\"}",
                        "{\"holder\":\"carla\",\"proposedBy\":\"local:ann\",\"role\":\"AUDITOR\"}");
    }

    @EnumSource(RecordKind.class)
    @ParameterizedTest
    void noMembersAtAllAreRefusedWithTheRequiredOnes(RecordKind kind) {
        StateJson.Reading reading = StateJson.read(kind, Map.of());
        assertThat(reading.state()).isNull();
        assertThat(reading.problems()).isNotEmpty().allSatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(Code.REQUIRED);
            assertThat(problem.message()).startsWith(problem.field() + " is required");
        });
    }

    @Test
    void allProblemsComeOutAtOnceEachWithItsPlace() {
        Map<String, Object> members = new HashMap<>();
        members.put("number", "SYS-1");
        members.put("type", "spending-line");
        members.put("owner", "nobody");
        members.put("stages", List.of(Map.of("stage", "approved", "from", "31.03.2026")));
        members.put("currency", "RUB");
        members.put(
                "amounts",
                List.of(
                        Map.of("year", 2025, "amount", "1.005"),
                        Map.of("year", "soon", "amount", "1.00"),
                        Map.of("amount", "1.00"),
                        Map.of("year", 2026, "amount", "-1.00")));
        members.put("colour", "red");
        assertThat(problems(RecordKind.SPENDING_LINE, members))
                .extracting(Problem::field, Problem::code)
                .containsExactlyInAnyOrder(
                        tuple("name", Code.REQUIRED),
                        tuple("owner", Code.FORM),
                        tuple("stages[0].from", Code.FORM),
                        tuple("amounts[0].amount", Code.FORM),
                        tuple("amounts[1].year", Code.FORM),
                        tuple("amounts[2].year", Code.REQUIRED),
                        tuple("amounts[3].amount", Code.FORM),
                        tuple("colour", Code.UNKNOWN_FIELD));
    }

    @Test
    void problemsInsideListsAndObjectsNameTheirWholePath() {
        Map<String, Object> members = new HashMap<>();
        members.put("name", "Share");
        members.put("owner", States.ONE.toString());
        members.put("unit", "share");
        members.put("direction", "UP");
        members.put("baseline", Map.of("value", "1,5", "date", "2026-02-30"));
        members.put("plans", List.of(Map.of("year", 1800, "value", "1")));
        members.put("externalIds", List.of(Map.of("scheme", "a", "value", "b"), Map.of("scheme", " ", "worth", "b")));
        assertThat(problems(RecordKind.INDICATOR, members))
                .extracting(Problem::field)
                .contains("direction", "baseline.value", "baseline.date", "plans[0].year", "externalIds[1].value");
    }

    @Test
    void aProblemSaysWhatARightValueLooksLike() {
        Map<String, Object> members =
                new HashMap<>(StateJson.write(States.bare().findFirst().orElseThrow()));
        members.put("existsFrom", "yesterday");
        assertThat(problems(RecordKind.SUBJECT, members))
                .extracting(Problem::message)
                .containsExactly("A date looks like 2026-03-31, but this is 'yesterday'");
    }

    @Test
    void whatTheStateItselfRefusesIsAProblemToo() {
        Map<String, Object> members =
                Map.of("name", "A", "level", "regional", "existsFrom", "2026-01-02", "existsTo", "2026-01-01");
        assertThat(problems(RecordKind.SUBJECT, members))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("to", Code.FORM));
    }

    @Test
    void textIsComposedOnTheWayIn() {
        StateJson.Reading reading = StateJson.read(RecordKind.SUBJECT, Map.of("name", "e\u0301", "level", "regional"));
        assertThat(reading.state())
                .isInstanceOfSatisfying(
                        Subject.class, subject -> assertThat(subject.name()).isEqualTo("\u00e9"));
    }

    @Test
    void keptBytesThatAreNoStateStopTheProgram() {
        assertThatIllegalStateException()
                .isThrownBy(() -> StateJson.stored(RecordKind.MEASURE, Map.of("name", "A")))
                .withMessageContaining("A stored MEASURE cannot be read")
                .withMessageContaining("owner");
    }

    private static List<Problem> problems(RecordKind kind, Map<String, Object> members) {
        StateJson.Reading reading = StateJson.read(kind, members);
        assertThat(reading.state()).isNull();
        return reading.problems();
    }
}
