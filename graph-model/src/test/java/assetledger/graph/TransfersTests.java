package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import assetledger.decide.Command;
import assetledger.decide.Ref;
import assetledger.graph.Coverage.Count;
import assetledger.graph.Coverage.CoverageState;
import assetledger.graph.Coverage.Filter;
import assetledger.graph.Transfers.MandateChange;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Money;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import assetledger.model.Viewer;
import assetledger.testing.TestEngines;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transfer of assets would bring about, and how mandates count along the tree of authorities. */
class TransfersTests {
    private static final LocalDate ON = LocalDate.parse("2026-11-01");

    private final GraphWriter writer = new GraphWriter(TestEngines.neo4j());
    private final Graph graph = new Graph(TestEngines.neo4j());
    private final Transfers transfers = new Transfers(graph, () -> 1);
    private final MemoryLedger ledger = new MemoryLedger();

    @BeforeEach
    void twoAuthoritiesOfARegion() {
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        subject("region", Map.of("level", "regional"));
        subject("giver", Map.of("level", "municipal", "parent", ref("region")));
        subject("taker", Map.of("level", "municipal", "parent", ref("region")));
        register(RecordKind.FUNCTION, "schools", Map.of("area", "09.1.2", "kind", "SERVICE"));
        system("register");
        system("platform");
        link(LinkKind.SUPPORTS, "register", "schools", Map.of("degree", "FULL"));
        link(LinkKind.RUNS_ON, "register", "platform", Map.of());
        link(LinkKind.MANDATED, "giver", "schools", Map.of());
        link(LinkKind.MANDATED, "taker", "schools", Map.of());
        link(LinkKind.MANDATED, "region", "schools", Map.of());
        register(RecordKind.MEASURE, "rebuild", Map.of("owner", ref("giver")));
        link(LinkKind.DELIVERS, "rebuild", "register", Map.of());
        register(RecordKind.MEASURE, "unpaid", Map.of("owner", ref("giver")));
        link(LinkKind.DELIVERS, "unpaid", "register", Map.of());
        register(
                RecordKind.SPENDING_LINE,
                "line",
                Map.of(
                        "owner",
                        ref("giver"),
                        "currency",
                        "EUR",
                        "amounts",
                        List.of(Map.of("year", 2026, "amount", "12.50"), Map.of("year", 2027, "amount", "1")),
                        "stages",
                        List.of(Map.of("stage", "executing", "from", "2026-01-01"))));
        link(LinkKind.PAYS_FOR, "line", "rebuild", Map.of());
    }

    @Test
    void aPreviewTellsWhoseDutiesAreCarriedOtherwiseAndTheTransferMakesItSo() {
        Recorded<State> proposed = propose();
        ledger.project(writer, 500);
        Transfer transfer = (Transfer) proposed.state();
        List<MandateChange> changes = Graphs.await(transfers.mandates(transfer, Graphs.EVERYTHING));
        assertThat(changes)
                .extracting(
                        MandateChange::subject, MandateChange::function, MandateChange::before, MandateChange::after)
                .containsExactly(
                        tuple(id("giver"), id("schools"), CoverageState.COVERED, CoverageState.NOT_REPORTED),
                        tuple(id("taker"), id("schools"), CoverageState.NOT_REPORTED, CoverageState.COVERED));
        Coverage coverage = new Coverage(graph, () -> 1);
        for (MandateChange change : changes) {
            assertThat(state(coverage, change.subject())).isEqualTo(change.before());
        }
        ledger.accept(new Command.DecideTransfer(new Ref.ById(proposed.id()), 1, true, null), person("ben"));
        ledger.project(writer, 500);
        for (MandateChange change : changes) {
            assertThat(state(coverage, change.subject())).isEqualTo(change.after());
        }
        assertThat(Graphs.await(transfers.mandates(transfer, Graphs.EVERYTHING)))
                .as("it has come about")
                .isEmpty();
    }

    private CoverageState state(Coverage coverage, RecordId subject) {
        List<Count> counts =
                Graphs.await(coverage.counts(new Filter(subject, null, ON), Graphs.EVERYTHING, Graph.ANY_POSITION));
        assertThat(counts).hasSize(1);
        return counts.get(0).state();
    }

    @Test
    void whoGoesOnOperatingWhatHeGivesKeepsHisDutyCovered() {
        link(LinkKind.OPERATED_BY, "register", "giver", Map.of());
        Transfer transfer = (Transfer) propose().state();
        ledger.project(writer, 500);
        assertThat(Graphs.await(transfers.mandates(transfer, Graphs.EVERYTHING)))
                .extracting(MandateChange::subject)
                .containsExactly(id("taker"));
    }

    @Test
    void aPreviewTellsWhatStaysBehindAndWhatTheGiverPays() {
        Transfer transfer = (Transfer) propose().state();
        ledger.project(writer, 500);
        assertThat(Graphs.await(transfers.links(transfer, Graphs.EVERYTHING)))
                .extracting(link -> ((Link) link.state()).link(), link -> ((Link) link.state()).head())
                .containsExactly(tuple(LinkKind.RUNS_ON, id("platform")));
        assertThat(Graphs.await(transfers.measures(transfer, Graphs.EVERYTHING)))
                .containsExactlyInAnyOrder(
                        new Transfers.PaidMeasure(id("rebuild"), List.of(Money.of(Money.currency("EUR"), "12.50"))),
                        new Transfers.PaidMeasure(id("unpaid"), List.of()));
    }

    @Test
    void aTransferIsListedForBothSidesByItsState() {
        Recorded<State> proposed = propose();
        ledger.project(writer, 500);
        for (String side : List.of("giver", "taker")) {
            assertThat(listed(side, null)).containsExactly(proposed);
            assertThat(listed(side, TransferState.PROPOSED)).containsExactly(proposed);
            assertThat(listed(side, TransferState.ACCEPTED)).isEmpty();
            assertThat(Graphs.await(transfers.count(id(side), null, Graph.ANY_POSITION)))
                    .isEqualTo(1);
        }
        assertThat(listed("region", null)).isEmpty();
        Recorded<State> accepted =
                ledger.accept(new Command.DecideTransfer(new Ref.ById(proposed.id()), 1, true, null), person("ben"));
        ledger.project(writer, 500);
        assertThat(listed("giver", TransferState.ACCEPTED)).containsExactly(accepted);
        assertThat(listed("giver", TransferState.PROPOSED)).isEmpty();
    }

    private List<Recorded<State>> listed(String side, @Nullable TransferState state) {
        return Graphs.await(transfers.of(id(side), state, "", 100, Graph.ANY_POSITION));
    }

    /** A75. */
    @Test
    void mandatesCountAlongTheTreeOfAuthoritiesAndAmongThoseOfOneLevel() {
        ledger.project(writer, 500);
        assertThat(counts(new Filter(id("region"), null, ON))).isEqualTo(Map.of(CoverageState.NOT_REPORTED, 1L));
        assertThat(counts(new Filter(id("region"), null, ON, true, null)))
                .isEqualTo(Map.of(CoverageState.NOT_REPORTED, 2L, CoverageState.COVERED, 1L));
        assertThat(counts(new Filter(null, null, ON, false, "municipal")))
                .isEqualTo(Map.of(CoverageState.NOT_REPORTED, 1L, CoverageState.COVERED, 1L));
        assertThat(counts(new Filter(id("region"), null, ON, true, "regional")))
                .isEqualTo(Map.of(CoverageState.NOT_REPORTED, 1L));
    }

    private Map<CoverageState, Long> counts(Filter filter) {
        Map<CoverageState, Long> counts = new HashMap<>();
        Graphs.await(new Coverage(graph, () -> 1).counts(filter, Graphs.EVERYTHING, Graph.ANY_POSITION))
                .forEach(count -> counts.put(count.state(), count.count()));
        return counts;
    }

    private Recorded<State> propose() {
        return ledger.accept(
                new Command.ProposeTransfer(ref("giver"), ref("taker"), List.of(ref("register")), ON, null, null, null),
                person("ann"));
    }

    private static Viewer person(String name) {
        return new Viewer(name, false, Set.of(Role.REGISTRAR), Set.of(), true);
    }

    private void subject(String name, Map<String, Object> members) {
        register(RecordKind.SUBJECT, name, members);
    }

    private void system(String name) {
        register(
                RecordKind.TECHNICAL_ASSET,
                name,
                Map.of(
                        "purpose",
                        "Why",
                        "owner",
                        ref("giver"),
                        "stages",
                        List.of(Map.of("stage", "operation", "from", "2024-01-01"))));
    }

    private void register(RecordKind kind, String name, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("name", name);
        all.put("externalIds", List.of(Map.of("scheme", "demo", "value", name)));
        ledger.accept(new Command.Register(kind, all, null, null, null));
    }

    private void link(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        ledger.accept(new Command.Connect(kind, ref(tail), ref(head), terms));
    }

    private static Ref ref(String name) {
        return new Ref.ByExternalId(new ExternalId("demo", name));
    }

    private RecordId id(String name) {
        return ledger.id(name);
    }
}
