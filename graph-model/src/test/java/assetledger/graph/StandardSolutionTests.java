package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.StandardSolutions.After;
import assetledger.graph.StandardSolutions.Reused;
import assetledger.model.LinkKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandardSolutionTests {
    private static final LocalDate TODAY = SmallRegister.TODAY;
    private static final Viewer ANALYST = new Viewer("ann", false, Set.of(Role.ANALYST), Set.of(), false);

    private final SmallRegister register = new SmallRegister();
    private final StandardSolutions solutions = new StandardSolutions(new Graph(TestEngines.neo4j()));

    @BeforeEach
    void records() {
        register.subject("north", "south", "west");
        register.system("office", "north", Map.of("type", "standard-solution"));
        register.system("archive", "north", Map.of("type", "standard-solution"));
        register.system("nobody's", "north", Map.of("type", "standard-solution"));
        for (String owner : List.of("north", "south", "west")) {
            register.system("office of " + owner, owner, Map.of());
            register.link(LinkKind.REUSES, "office of " + owner, "office");
        }
        register.system("archive 1", "south", Map.of());
        register.system("archive 2", "south", Map.of());
        register.link(LinkKind.REUSES, "archive 1", "archive");
        register.link(LinkKind.REUSES, "archive 2", "archive", Map.of("from", TODAY.toString()));
    }

    private List<String> told(LocalDate day, Viewer viewer) {
        register.project();
        List<Reused> all = Graphs.await(solutions.list(day, viewer, After.NOTHING, 100, Graph.ANY_POSITION));
        assertThat(Graphs.await(solutions.count(day, viewer, Graph.ANY_POSITION)))
                .isEqualTo(all.size());
        return all.stream()
                .map(reused -> "%s: %d of %d".formatted(reused.name(), reused.reuses(), reused.authorities()))
                .toList();
    }

    @Test
    void thatOfMostAuthoritiesComesFirstAndWhatNobodyReusesIsNotThere() {
        assertThat(told(TODAY, ANALYST)).containsExactly("office: 3 of 3", "archive: 2 of 1");
        assertThat(told(TODAY.minusDays(1), ANALYST)).containsExactly("office: 3 of 3", "archive: 1 of 1");
    }

    @Test
    void whatIsGoneReusesNothing() {
        register.ledger().changeStage("office of west", "decommissioning", TODAY.minusDays(2));
        register.ledger().changeStage("office of west", "retention", TODAY);
        assertThat(told(TODAY, ANALYST)).contains("office: 2 of 2");
        assertThat(told(TODAY.minusDays(1), ANALYST)).contains("office: 3 of 3");
    }

    @Test
    void whatTheViewerMayNotSeeDoesNotCount() {
        register.restricted("hidden office", "west");
        register.link(LinkKind.REUSES, "hidden office", "office");
        register.restricted("hidden solution", "west");
        register.link(LinkKind.REUSES, "archive 1", "hidden solution");
        assertThat(told(TODAY, ANALYST)).containsExactly("office: 3 of 3", "archive: 2 of 1");
        assertThat(told(TODAY, Graphs.EVERYTHING))
                .containsExactly("office: 4 of 3", "archive: 2 of 1", "hidden solution: 1 of 1");
    }

    @Test
    void theListGoesOnWhereAPageEnded() {
        register.project();
        Reused first = Graphs.await(solutions.list(TODAY, ANALYST, After.NOTHING, 1, Graph.ANY_POSITION))
                .get(0);
        After after =
                new After(first.authorities(), first.name(), first.solution().toString());
        assertThat(Graphs.await(solutions.list(TODAY, ANALYST, after, 1, Graph.ANY_POSITION)))
                .extracting(Reused::name)
                .containsExactly("archive");
    }
}
