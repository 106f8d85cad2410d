package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.ref;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.event.Event;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.Problem.Code;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** BR09: how systems are put together. */
class StructureTests {
    private final Desk desk = Desk.furnished();

    @BeforeEach
    void systems() {
        for (String name : List.of("a", "b", "c")) {
            desk.accepts(desk.system(name, "north"));
        }
        desk.accepts(desk.system("foreign", "south"));
    }

    @ParameterizedTest
    @EnumSource(names = {"PART_OF", "REPLACES", "DEPENDS_ON", "RUNS_ON"})
    void partsSuccessorsDependenciesAndPlatformsNeverComeRoundToThemselves(LinkKind kind) {
        desk.accepts(connect(kind, "b", "c", Map.of()));
        desk.accepts(connect(kind, "a", "b", Map.of()));
        assertThat(desk.refuses(connect(kind, "c", "a", Map.of())))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("head", Code.NOT_ALLOWED));
        assertThat(desk.refuses(new Command.PutLink(kind, ref("c"), ref("b"), Map.of())))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("head", Code.NOT_ALLOWED));
        desk.accepts(connect(kind, "a", "c", Map.of()));
    }

    @Test
    void linksOfSeveralKindsMakeNoCircleTogether() {
        desk.accepts(connect(LinkKind.PART_OF, "a", "b", Map.of()));
        desk.accepts(connect(LinkKind.DEPENDS_ON, "b", "a", Map.of()));
    }

    @Test
    void whatTheKindDoesNotForbidMayComeRound() {
        Map<String, Object> terms = Map.of("standard", "REST", "data", "Pupils");
        desk.accepts(connect(LinkKind.INTEGRATES_WITH, "a", "b", terms));
        desk.accepts(connect(LinkKind.INTEGRATES_WITH, "b", "a", terms));
    }

    @Test
    void linksOfDifferentDaysMakeNoCircle() {
        desk.accepts(connect(LinkKind.PART_OF, "a", "b", Map.of("to", "2025-01-01")));
        desk.accepts(connect(LinkKind.PART_OF, "b", "a", Map.of("from", "2025-01-01")));
        desk.accepts(connect(LinkKind.PART_OF, "b", "c", Map.of("from", "2024-01-01", "to", "2025-01-01")));
        desk.refuses(connect(LinkKind.PART_OF, "c", "a", Map.of("from", "2024-12-31")));
    }

    @Test
    void aLinkIsNotDrawnOutToCloseACircle() {
        Event ended = desk.accepts(connect(LinkKind.RUNS_ON, "a", "b", Map.of("to", "2025-01-01")));
        desk.accepts(connect(LinkKind.RUNS_ON, "b", "a", Map.of("from", "2025-01-01", "to", "2026-01-01")));
        assertThat(desk.refuses(new Command.EndLink(new Ref.ById(ended.record()), 1, LocalDate.of(2025, 1, 2), null)))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("to", Code.NOT_ALLOWED));
        assertThat(desk.refuses(new Command.PutLink(
                        LinkKind.RUNS_ON, ref("a"), ref("b"), Map.of("from", "2024-01-01", "to", "2025-06-01"))))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("from", Code.NOT_ALLOWED));
        desk.accepts(new Command.EndLink(new Ref.ById(ended.record()), 1, LocalDate.of(2024, 12, 1), null));
    }

    @ParameterizedTest
    @EnumSource
    void noSystemIsTiedToItself(LinkKind kind) {
        if (kind.tail() == kind.head()) {
            assertThat(desk.refuses(connect(kind, "a", "a", Map.of())))
                    .extracting(Problem::field, Problem::code)
                    .contains(tuple("head", Code.FORM));
        }
    }

    @Test
    void aPartOfAnotherOwnersWholeIsOneByAnAgreement() {
        assertThat(desk.refuses(connect(LinkKind.PART_OF, "a", "foreign", Map.of())))
                .extracting(Problem::field, Problem::code)
                .containsExactly(tuple("act", Code.NOT_ALLOWED));
        desk.accepts(connect(LinkKind.PART_OF, "a", "foreign", Map.of("act", ref("law"))));
        desk.accepts(connect(LinkKind.PART_OF, "a", "b", Map.of()));
        Map<String, Object> withoutAct = new HashMap<>();
        withoutAct.put("act", null);
        assertThat(desk.refuses(new Command.PutLink(LinkKind.PART_OF, ref("a"), ref("foreign"), withoutAct)))
                .extracting(Problem::field)
                .containsExactly("act");
    }

    @Test
    void whereMoreLinksLeadOnThanAreFollowedNothingIsSaidToComeRoundAndNothingIsRecorded() {
        Event some = desk.accepts(connect(LinkKind.DEPENDS_ON, "b", "c", Map.of()));
        Desk other = new Desk(new Heads(List.of(desk.head("a"), desk.head("b"), desk.head("north"))));
        List<Recorded<State>> loaded = new ArrayList<>();
        for (int i = 0; i <= Beyond.MOST_ALONG; i++) {
            loaded.add(some.at(i));
        }
        other.heads().putWays(loaded);
        assertThat(other.refuses(connect(LinkKind.DEPENDS_ON, "a", "b", Map.of())))
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("20,000");
    }
}
