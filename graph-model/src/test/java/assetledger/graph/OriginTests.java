package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.graph.Records.AssetFilter;
import assetledger.graph.Spending.Figures;
import assetledger.graph.Spending.Filter;
import assetledger.graph.Spending.Trait;
import assetledger.graph.Spending.TraitTotal;
import assetledger.model.Asset;
import assetledger.model.Criticality;
import assetledger.model.Licence;
import assetledger.model.LinkKind;
import assetledger.model.Origin;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Role;
import assetledger.model.Viewer;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How far authorities depend on what is foreign, or not theirs. */
class OriginTests {
    private static final LocalDate TODAY = SmallRegister.TODAY;
    private static final Viewer ANALYST = new Viewer("ann", false, Set.of(Role.ANALYST), Set.of(), false);

    private final SmallRegister register = new SmallRegister();
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Records records = new Records(graph);
    private final Spending spending = new Spending(graph, () -> 3);

    @BeforeEach
    void records() {
        register.subject("north", "south");
        register.system("registry", "north", said("FOREIGN", "PROPRIETARY", "CRITICAL"));
        register.system("archive", "north", said("DOMESTIC", "OPEN_SOURCE", "CRITICAL"));
        register.system("portal", "south", said("FOREIGN", "OPEN_SOURCE", "ORDINARY"));
        register.system("grid", "south", said("FOREIGN", "OWN", "CRITICAL"));
        register.system("pupils", "south", Map.of("type", "data-set"));
    }

    private static Map<String, Object> said(String origin, String licence, String criticality) {
        return Map.of("origin", origin, "licence", licence, "protection", Map.of("criticality", criticality));
    }

    private static AssetFilter filter(
            @Nullable RecordId owner,
            @Nullable String type,
            @Nullable Origin origin,
            @Nullable Licence licence,
            @Nullable Criticality criticality) {
        return new AssetFilter(null, owner, null, null, null, type, origin, licence, criticality, TODAY);
    }

    /** The names in the list, whose count is the same. */
    private List<String> listed(AssetFilter filter, Viewer viewer) {
        register.project();
        List<String> names = Graphs.await(records.assets(filter, viewer, "", 100, Graph.ANY_POSITION)).stream()
                .map(asset -> ((Asset) asset.state()).name())
                .sorted()
                .toList();
        assertThat(Graphs.await(records.count(filter, viewer, Graph.ANY_POSITION)))
                .isEqualTo(names.size());
        return names;
    }

    /** A53: "critical and foreign" is one question. */
    @Test
    void whatIsCriticalAndForeignIsOneQuestion() {
        assertThat(listed(filter(null, null, Origin.FOREIGN, null, Criticality.CRITICAL), ANALYST))
                .containsExactly("grid", "registry");
        assertThat(listed(filter(register.id("north"), null, Origin.FOREIGN, null, Criticality.CRITICAL), ANALYST))
                .containsExactly("registry");
    }

    @Test
    void aRegistrarFindsByCriticalityWhatIsHisTodayAlone() {
        Viewer registrar = new Viewer("ben", false, Set.of(Role.REGISTRAR), Set.of(register.id("north")), false);
        assertThat(listed(filter(null, null, null, null, Criticality.CRITICAL), registrar))
                .containsExactly("archive", "registry");
        assertThat(listed(filter(register.id("south"), null, null, null, Criticality.CRITICAL), registrar))
                .isEmpty();
    }

    /** A52: share by count. */
    @Test
    void assetsAreCountedByKindOriginAndLicenceAndWhatNobodySaidIsLeftOut() {
        register.project();
        AssetFilter all = filter(null, null, null, null, null);
        assertThat(Graphs.await(records.byType(all, ANALYST, Graph.ANY_POSITION)))
                .containsExactly(Map.entry("data-set", 1L), Map.entry("information-system", 4L));
        assertThat(Graphs.await(records.byOrigin(all, ANALYST, Graph.ANY_POSITION)))
                .containsExactly(Map.entry(Origin.DOMESTIC, 1L), Map.entry(Origin.FOREIGN, 3L));
        assertThat(Graphs.await(records.byLicence(all, ANALYST, Graph.ANY_POSITION)))
                .containsExactly(
                        Map.entry(Licence.OWN, 1L),
                        Map.entry(Licence.OPEN_SOURCE, 2L),
                        Map.entry(Licence.PROPRIETARY, 1L));
        assertThat(Graphs.await(
                        records.byLicence(filter(null, null, Origin.FOREIGN, null, null), ANALYST, Graph.ANY_POSITION)))
                .containsEntry(Licence.OPEN_SOURCE, 1L);
        assertThat(listed(filter(null, null, null, Licence.OPEN_SOURCE, null), ANALYST))
                .containsExactly("archive", "portal");
    }

    /** A38: a data set is a kind of asset. */
    @Test
    void dataSetsAreListedByTheirKind() {
        assertThat(listed(filter(null, "data-set", null, null, null), ANALYST)).containsExactly("pupils");
    }

    /** A52: share by cost; each line counts once, and all of them are the money of the year. */
    @Test
    void moneyIsSummedByTheOriginOfWhatItBringsAboutEachLineOnce() {
        pay("one foreign", "10.01", "registry");
        pay("both foreign", "20.02", "registry", "portal");
        pay("of two", "40.04", "registry", "archive");
        pay("unsaid", "80.08", "registry", "pupils");
        pay("nothing", "160.16");
        register.line("without measure", "south", "320.32");
        assertThat(totals(Trait.ORIGIN, null, ANALYST))
                .containsExactly("FOREIGN 2: 30.03", "NOT_SAID 1: 80.08", "NO_SYSTEM 2: 480.48", "SEVERAL 1: 40.04");
        assertThat(totals(Trait.LICENCE, null, ANALYST))
                .containsExactly(
                        "NOT_SAID 1: 80.08", "NO_SYSTEM 2: 480.48", "PROPRIETARY 1: 10.01", "SEVERAL 2: 60.06");
        assertThat(totals(Trait.ORIGIN, register.id("south"), ANALYST)).containsExactly("NO_SYSTEM 1: 320.32");
    }

    @Test
    void aSumOverSystemsThatTheViewerMayNotSeeIsNotToldOfTooFewLines() {
        register.restricted("hidden", "south");
        pay("secret", "10.00", "hidden");
        assertThat(totals(Trait.ORIGIN, null, ANALYST)).containsExactly("NOT_SAID withheld");
        pay("open 1", "10.00", "pupils");
        pay("open 2", "10.00", "pupils");
        assertThat(totals(Trait.ORIGIN, null, ANALYST)).containsExactly("NOT_SAID 3: 30.00");
    }

    /** Money for a measure of its own that delivers these systems. */
    private void pay(String name, String amount, String... systems) {
        register.line(name, "north", amount);
        register.owned(RecordKind.MEASURE, "measure of " + name, "north");
        register.link(LinkKind.PAYS_FOR, name, "measure of " + name);
        for (String system : systems) {
            register.link(LinkKind.DELIVERS, "measure of " + name, system);
        }
    }

    private List<String> totals(Trait by, @Nullable RecordId owner, Viewer viewer) {
        register.project();
        Filter filter = new Filter(2026, TODAY, owner);
        List<TraitTotal> totals = Graphs.await(spending.totals(by, filter, viewer, Graph.ANY_POSITION));
        return totals.stream().map(OriginTests::told).toList();
    }

    private static String told(TraitTotal total) {
        Figures figures = total.figures();
        return figures == null
                ? total.value() + " withheld"
                : "%s %d: %s"
                        .formatted(
                                total.value(), figures.lines(), figures.amount().decimal());
    }
}
