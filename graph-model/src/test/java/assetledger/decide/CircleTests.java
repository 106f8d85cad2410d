package assetledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** BR09, whatever is asked for in whatever order, by a writer that loads no more than the rules say they need. */
class CircleTests {
    private static final LocalDate FIRST = LocalDate.of(2025, 1, 1);
    private static final int DAYS = 6;
    private static final List<LinkKind> KINDS = List.of(LinkKind.PART_OF, LinkKind.DEPENDS_ON);

    /** All that was kept, by its id. */
    private final Map<RecordId, Recorded<State>> ledger = new HashMap<>();

    private final List<RecordId> systems = new ArrayList<>();

    @Test
    void noCircleSurvivesAnyBatches() {
        int refused = 0;
        int kept = 0;
        for (long seed = 0; seed < 60; seed++) {
            begin();
            Random random = new Random(seed);
            for (int batch = 0; batch < 15; batch++) {
                List<Command> commands = commands(random, 1 + random.nextInt(8));
                List<Event> accepted = decided(commands);
                refused += commands.size() - accepted.size();
                if (random.nextInt(5) > 0) {
                    accepted.forEach(event -> ledger.put(event.record(), event.at(0)));
                    kept += accepted.size();
                }
                assertThat(circles()).as("seed %d, batch %d", seed, batch).isEmpty();
            }
        }
        assertThat(kept).isGreaterThan(500);
        assertThat(refused).isGreaterThan(500);
    }

    private void begin() {
        ledger.clear();
        systems.clear();
        Desk desk = Desk.furnished();
        for (int i = 0; i < 6; i++) {
            systems.add(desk.accepts(desk.system("system " + i, "north")).record());
        }
        desk.records().forEach(record -> ledger.put(record.id(), record));
    }

    private List<Command> commands(Random random, int count) {
        return Stream.generate(() -> command(random)).limit(count).toList();
    }

    private Command command(Random random) {
        List<Recorded<State>> links = links().toList();
        if (!links.isEmpty() && random.nextInt(3) == 0) {
            Recorded<State> link = links.get(random.nextInt(links.size()));
            return new Command.EndLink(
                    new Ref.ById(link.id()), link.version(), FIRST.plusDays(1 + random.nextInt(DAYS)), null);
        }
        LinkKind kind = KINDS.get(random.nextInt(KINDS.size()));
        Ref tail = new Ref.ById(systems.get(random.nextInt(systems.size())));
        Ref head = new Ref.ById(systems.get(random.nextInt(systems.size())));
        int from = random.nextInt(DAYS);
        Map<String, Object> days = Map.of(
                "from",
                FIRST.plusDays(from).toString(),
                "to",
                FIRST.plusDays(from + 1 + random.nextInt(DAYS)).toString());
        return random.nextBoolean()
                ? new Command.Connect(kind, tail, head, days)
                : new Command.PutLink(kind, tail, head, days);
    }

    /** The links that were kept, in a set order. */
    private Stream<Recorded<State>> links() {
        return ledger.values().stream()
                .filter(record -> record.state() instanceof Link)
                .sorted((one, other) -> one.id().value().compareTo(other.id().value()));
    }

    /** Decides as the writer does, over what the rules ask for and nothing else. */
    private List<Event> decided(List<Command> commands) {
        Heads heads = new Heads(Needs.of(commands).ids().stream()
                .map(ledger::get)
                .filter(known -> known != null)
                .toList());
        Beyond beyond = Decide.beyond(commands, heads);
        heads.putBeyond(links().filter(link -> beyond.pairs()
                        .contains(new Beyond.Pair(((Link) link.state()).tail(), ((Link) link.state()).head())))
                .toList());
        heads.putBeyond(beyond.ends().stream().map(ledger::get).toList());
        heads.putWays(along(beyond.ways()));
        Desk desk = new Desk(heads);
        List<Event> accepted = new ArrayList<>();
        for (Command command : commands) {
            if (desk.decide(command) instanceof Decision.Accepted decision) {
                accepted.add(decision.event());
            }
        }
        return accepted;
    }

    /** What the ledger gives for ways. */
    private List<Recorded<State>> along(Set<Beyond.Way> ways) {
        Set<Recorded<State>> found = new HashSet<>();
        List<Beyond.Way> next = new ArrayList<>(ways);
        while (!next.isEmpty()) {
            Beyond.Way way = next.remove(0);
            links().filter(record -> record.state() instanceof Link link
                            && link.link() == way.kind()
                            && link.tail().equals(way.from())
                            && found.add(record))
                    .forEach(record -> next.add(new Beyond.Way(way.kind(), ((Link) record.state()).head())));
        }
        return List.copyOf(found);
    }

    /** Every system that comes round to itself, with the kind of link and the day. */
    private List<String> circles() {
        List<String> circles = new ArrayList<>();
        for (LinkKind kind : KINDS) {
            for (int day = 0; day < 2 * DAYS; day++) {
                for (RecordId system : systems) {
                    if (reached(kind, FIRST.plusDays(day), system).contains(system)) {
                        circles.add("%s %s on day %d".formatted(kind, system, day));
                    }
                }
            }
        }
        return circles;
    }

    private Set<RecordId> reached(LinkKind kind, LocalDate day, RecordId from) {
        Set<RecordId> reached = new HashSet<>();
        List<RecordId> next = new ArrayList<>(List.of(from));
        while (!next.isEmpty()) {
            RecordId here = next.remove(0);
            links().map(record -> (Link) record.state())
                    .filter(link -> link.link() == kind
                            && link.tail().equals(here)
                            && link.validity().contains(day)
                            && reached.add(link.head()))
                    .forEach(link -> next.add(link.head()));
        }
        return reached;
    }
}
