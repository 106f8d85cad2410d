package assetledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.Person;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.RecordId;
import assetledger.model.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PersonTests {
    private static final Map<String, Object> ANN = Map.of("name", "Ann", "mail", "ann@agency.example");

    private final Desk desk = Desk.furnished();
    private final Desk north = desk.as(desk.registrar("nora", "north"));
    private final Desk south = desk.as(desk.registrar("sam", "south"));

    private static Command.DescribePerson added(Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("owner", Desk.ref("north"));
        return new Command.DescribePerson(null, null, all, null);
    }

    private static Command.DescribePerson again(
            RecordId person, @Nullable Integer version, Map<String, Object> members) {
        return new Command.DescribePerson(new Ref.ById(person), version, members, "Married");
    }

    private static Command.ErasePerson erasing(RecordId person, int version) {
        return new Command.ErasePerson(new Ref.ById(person), version, "Law 7, art. 5", "Asked for it");
    }

    private static List<Code> codes(List<Problem> problems) {
        return problems.stream().map(Problem::code).toList();
    }

    @Test
    void whoRecordsForAnAuthorityDescribesItsPeople() {
        Event first = north.accepts(added(ANN));
        assertThat(first.type()).isEqualTo(Event.Type.PERSON_DESCRIBED);
        assertThat(first.stream()).isEqualTo("person/" + first.record());
        assertThat(first.state())
                .isEqualTo(new Person(desk.head("north").id(), "Ann", "ann@agency.example", null, null));
    }

    @Test
    void aDescriptionSaysAllAnew() {
        RecordId ann = north.accepts(added(ANN)).record();
        Event second = north.accepts(again(ann, 1, Map.of("name", "Ann B.")));
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.state()).isEqualTo(new Person(desk.head("north").id(), "Ann B.", null, null, null));
        assertThat(north.decide(again(ann, 2, Map.of("name", "Ann B.")))).isInstanceOf(Decision.Unchanged.class);
        assertThat(codes(north.refuses(again(ann, 1, ANN)))).containsExactly(Code.VERSION_CONFLICT);
        assertThat(codes(north.refuses(again(ann, null, ANN)))).containsExactly(Code.REQUIRED);
    }

    @Test
    void anErasureLeavesTheAuthorityTheDayAndTheBasis() {
        RecordId ann = north.accepts(added(ANN)).record();
        Event mark = north.accepts(erasing(ann, 1));
        assertThat(mark.type()).isEqualTo(Event.Type.PERSON_ERASED);
        assertThat(mark.state())
                .isEqualTo(new Person(
                        desk.head("north").id(), null, null, null, new Person.Erasure(Desk.TODAY, "Law 7, art. 5")));
    }

    @Test
    void whoIsErasedIsNeitherErasedNorDescribedAgain() {
        RecordId ann = north.accepts(added(ANN)).record();
        north.accepts(erasing(ann, 1));
        assertThat(codes(north.refuses(erasing(ann, 2)))).containsExactly(Code.ERASED);
        assertThat(codes(north.refuses(again(ann, 2, ANN)))).containsExactly(Code.ERASED);
    }

    @Test
    void nobodyElseDescribesOrErases() {
        RecordId ann = north.accepts(added(ANN)).record();
        south.denies(added(ANN));
        south.denies(again(ann, 1, ANN));
        south.denies(erasing(ann, 1));
        desk.as(Desk.person("olga", Role.OPERATOR, Role.AUDITOR)).denies(erasing(ann, 1));
    }

    @Test
    void aPersonStaysWithHisAuthority() {
        RecordId ann = north.accepts(added(ANN)).record();
        Map<String, Object> moved = Map.of("name", "Ann", "owner", Desk.ref("south"));
        assertThat(codes(north.refuses(again(ann, 1, moved)))).containsExactly(Code.NOT_ALLOWED);
    }

    @Test
    void aRefusalDoesNotSayWhatWasGiven() {
        List<Problem> problems = north.refuses(added(Map.of("name", "Ann", "mail", "nowhere")));
        assertThat(problems).extracting(Problem::field).containsExactly("mail");
        assertThat(problems).noneMatch(problem -> problem.message().contains("nowhere"));
    }

    @Test
    void aPersonWithoutAnAuthorityOrABasisIsRefused() {
        assertThat(codes(north.refuses(new Command.DescribePerson(null, null, ANN, null))))
                .containsExactly(Code.REQUIRED);
        RecordId ann = north.accepts(added(ANN)).record();
        assertThat(codes(north.refuses(new Command.ErasePerson(new Ref.ById(ann), 1, " ", null))))
                .containsExactly(Code.FORM);
    }
}
