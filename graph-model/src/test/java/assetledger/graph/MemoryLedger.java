package assetledger.graph;

import assetledger.decide.Command;
import assetledger.decide.Decide;
import assetledger.decide.Decision;
import assetledger.decide.Heads;
import assetledger.decide.Ref;
import assetledger.event.Event;
import assetledger.model.ActivePack;
import assetledger.model.ExternalId;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** A ledger without a database: decides commands, keeps what came of them by position, and puts it into the graph. */
final class MemoryLedger {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final Pack PACK = PackReader.read(PackReader.neutral());

    private final Random random = new Random(1);
    private final Heads known = new Heads(List.of());
    private final List<Recorded<State>> events = new ArrayList<>();
    private final Map<RecordId, Recorded<State>> heads = new HashMap<>();
    private final Map<String, RecordId> named = new HashMap<>();
    private final Map<RecordId, String> names = new HashMap<>();
    private int projected;

    MemoryLedger() {
        accept(new Command.ActivatePack(new ActivePack("neutral", 1, PACK.sha256())));
    }

    /** The demonstration, decided and put into a graph that was emptied before. */
    static MemoryLedger demonstrated(GraphWriter writer) {
        MemoryLedger ledger = demonstration();
        Graphs.await(writer.wipe());
        Graphs.await(writer.prepare());
        ledger.project(writer, 500);
        return ledger;
    }

    /** The demonstration, decided. */
    static MemoryLedger demonstration() {
        MemoryLedger ledger = new MemoryLedger();
        Portfolio.commands().forEach(ledger::accept);
        return ledger;
    }

    Recorded<State> accept(Command command) {
        return accept(command, Viewer.server("portfolio"));
    }

    Recorded<State> accept(Command command, Viewer viewer) {
        Decision decision = new Decide(known, PACK, TODAY, this::id, viewer).decide(command, events.size());
        if (!(decision instanceof Decision.Accepted accepted)) {
            throw new AssertionError("%s gave %s".formatted(command, decision));
        }
        accepted.events().forEach(this::take);
        return accepted.event().at(accepted.position());
    }

    private void take(Event event) {
        Recorded<State> recorded = event.at(events.size());
        events.add(recorded);
        heads.put(recorded.id(), recorded);
        for (ExternalId name : recorded.state().externalIds()) {
            named.put(name.value(), recorded.id());
            names.put(recorded.id(), name.value());
        }
    }

    /** Puts what is not in the graph yet, so many events a batch. */
    void project(GraphWriter writer, int batch) {
        if (projected == 0) {
            put(writer.putPack(new GraphWriter.Range(0, 1, "leaf 0"), events.get(0), PACK));
            projected = 1;
        }
        while (projected < events.size()) {
            int to = Math.min(projected + batch, events.size());
            put(writer.put(range(projected, to), events.subList(projected, to), PACK));
            projected = to;
        }
    }

    /** Forgets what was projected, as for a graph that was emptied. */
    void rewind() {
        projected = 0;
    }

    private static void put(java.util.concurrent.CompletionStage<Boolean> put) {
        if (!Graphs.await(put)) {
            throw new AssertionError("The graph is not where the ledger believes it is");
        }
    }

    static GraphWriter.Range range(long from, long to) {
        return new GraphWriter.Range(from, to, "leaf " + (to - 1));
    }

    List<Recorded<State>> events() {
        return events;
    }

    RecordId id(String name) {
        RecordId id = named.get(name);
        if (id == null) {
            throw new AssertionError("Nothing is called " + name);
        }
        return id;
    }

    String name(RecordId id) {
        return names.getOrDefault(id, id.toString());
    }

    List<String> names(List<RecordId> ids) {
        return ids.stream().map(this::name).sorted().toList();
    }

    Recorded<State> head(RecordId id) {
        return java.util.Objects.requireNonNull(heads.get(id));
    }

    /** The one link of a kind between two records. */
    Recorded<State> link(LinkKind kind, String tail, String head) {
        List<Recorded<State>> links = heads.values().stream()
                .filter(record -> record.state() instanceof Link link
                        && link.link() == kind
                        && link.tail().equals(id(tail))
                        && link.head().equals(id(head)))
                .toList();
        if (links.size() != 1) {
            throw new AssertionError("%d %s links from %s to %s".formatted(links.size(), kind, tail, head));
        }
        return links.get(0);
    }

    Recorded<State> end(LinkKind kind, String tail, String head, LocalDate on) {
        Recorded<State> link = link(kind, tail, head);
        return accept(new Command.EndLink(new Ref.ById(link.id()), link.version(), on, null));
    }

    Recorded<State> connect(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        return accept(new Command.Connect(kind, Portfolio.ref(tail), Portfolio.ref(head), terms));
    }

    Recorded<State> putLink(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        return accept(new Command.PutLink(kind, Portfolio.ref(tail), Portfolio.ref(head), terms));
    }

    Recorded<State> changeStage(String name, String stage, LocalDate from) {
        return accept(
                new Command.ChangeStage(Portfolio.ref(name), head(id(name)).version(), stage, from, null));
    }

    Recorded<State> revise(String name, Map<String, Object> changes) {
        Recorded<State> head = head(id(name));
        return accept(
                new Command.Revise(new Ref.ById(head.id()), head.version(), head.kind(), changes, null, null, null));
    }

    /** Ids are random, yet the same in every run. */
    private RecordId id() {
        return new RecordId(new UUID(random.nextLong(), random.nextLong()));
    }
}
