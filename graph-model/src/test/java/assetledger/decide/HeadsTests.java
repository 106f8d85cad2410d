package assetledger.decide;

import static assetledger.decide.Desk.connect;
import static assetledger.decide.Desk.externalId;
import static assetledger.decide.Desk.ref;
import static assetledger.decide.Desk.restricted;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.LinkKind;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeadsTests {
    private static final List<String> NAMES = List.of("one", "two", "three", "four");
    private static final List<String> OWNERS = List.of("north", "south");

    private final Desk desk = Desk.furnished();

    @Test
    void whatIsTakenBackWasNeverThere() {
        desk.heads().keep();
        Recorded<State> before = desk.head("register");
        desk.accepts(desk.system("new", "north"));
        Event link = desk.accepts(connect(LinkKind.USES, "north", "register", Map.of()));
        desk.accepts(
                desk.revise("register", Map.of("externalIds", List.of(Map.of("scheme", "a", "value", "renamed")))));
        desk.accepts(new Command.ChangeStage(ref("renamed"), 2, "suspended", Desk.TODAY, null));
        desk.heads().takeBack();
        assertThat(desk.head("register")).isEqualTo(before);
        assertThat(desk.heads().named(externalId("renamed"))).isEmpty();
        assertThat(desk.heads().named(externalId("new"))).isEmpty();
        assertThat(desk.heads().find(link.record())).isEmpty();
        desk.accepts(connect(LinkKind.USES, "north", "register", Map.of()));
        desk.accepts(desk.system("new", "north"));
    }

    @Test
    void whatWasKeptStaysWhenWhatCameAfterItIsTakenBack() {
        desk.accepts(desk.revise("register", Map.of("name", "Kept")));
        desk.heads().keep();
        Recorded<State> kept = desk.head("register");
        desk.accepts(desk.revise("register", Map.of("name", "Lost")));
        desk.heads().takeBack();
        assertThat(desk.head("register")).isEqualTo(kept);
        desk.heads().takeBack();
        assertThat(desk.head("register")).isEqualTo(kept);
    }

    @Test
    void whatWasOnlyLoadedIsNotTakenBack() {
        Recorded<State> register = desk.head("register");
        Heads loaded = new Heads(List.of(register));
        loaded.putBeyond(List.of(desk.head("north")));
        loaded.takeBack();
        assertThat(loaded.find(register.id())).contains(register);
        assertThat(loaded.named(externalId("north"))).hasSize(1);
    }

    @Test
    void anyCommandsAreTakenBackWithoutATrace() {
        for (long seed = 0; seed < 40; seed++) {
            Random random = new Random(seed);
            Desk some = Desk.furnished();
            attempt(some, random, random.nextInt(30));
            some.heads().keep();
            Map<String, Object> before = seen(some);
            int accepted = attempt(some, random, 1 + random.nextInt(40));
            Map<String, Object> between = seen(some);
            some.heads().takeBack();
            assertThat(seen(some)).as("seed %d", seed).isEqualTo(before);
            assertThat(between.equals(before)).as("seed %d", seed).isEqualTo(accepted == 0);
        }
    }

    /** Decides so many commands; answers with how many were accepted. */
    private static int attempt(Desk desk, Random random, int commands) {
        int accepted = 0;
        for (int i = 0; i < commands; i++) {
            if (desk.decide(command(desk, random)) instanceof Decision.Accepted) {
                accepted++;
            }
        }
        return accepted;
    }

    private static Command command(Desk desk, Random random) {
        String name = one(NAMES, random);
        String owner = one(OWNERS, random);
        List<Recorded<State>> known = desk.heads().named(externalId(name));
        Ref record =
                known.isEmpty() ? ref(name) : new Ref.ById(one(known, random).id());
        int version = known.isEmpty()
                ? 1
                : desk.heads().find(((Ref.ById) record).id()).orElseThrow().version();
        return switch (random.nextInt(8)) {
            case 0 -> desk.system(name, owner);
            case 1 -> restricted(desk.system(name, owner));
            case 2 -> revision(record, version, Map.of("owner", ref(owner)));
            case 3 ->
                revision(
                        record,
                        version,
                        Map.of("externalIds", List.of(Map.of("scheme", "a", "value", one(NAMES, random)))));
            case 4 -> new Command.Connect(LinkKind.USES, ref(owner), record, Map.of("from", "2025-01-01"));
            case 5 -> ending(desk, random);
            case 6 -> new Command.ChangeStage(record, version, "suspended", Desk.TODAY, null);
            default -> new Command.Restrict(record, version, "Because " + random.nextInt(3));
        };
    }

    private static Command revision(Ref record, int version, Map<String, Object> changes) {
        return new Command.Revise(record, version, RecordKind.TECHNICAL_ASSET, changes, null, null, null);
    }

    private static Command ending(Desk desk, Random random) {
        List<Recorded<State>> links = desk.records().stream()
                .filter(record -> record.kind() == RecordKind.LINK)
                .sorted((one, other) -> Long.compare(one.position(), other.position()))
                .toList();
        if (links.isEmpty()) {
            return desk.system("five", "north");
        }
        Recorded<State> link = one(links, random);
        return new Command.EndLink(
                new Ref.ById(link.id()), link.version(), Desk.TODAY.minusDays(random.nextInt(9)), null);
    }

    private static <T> T one(List<T> things, Random random) {
        return things.get(random.nextInt(things.size()));
    }

    /** All that heads tell: every record, who carries which identifier, and the links between any two. */
    private static Map<String, Object> seen(Desk desk) {
        Map<String, Object> seen = new LinkedHashMap<>();
        Set<Recorded<State>> records = desk.records();
        seen.put("records", records);
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(List.of("five", "north", "south", "register"));
        for (String name : names) {
            seen.put(name, new HashSet<>(desk.heads().named(externalId(name))));
        }
        Map<List<RecordId>, Set<Recorded<State>>> links = new HashMap<>();
        for (Recorded<State> tail : records) {
            for (Recorded<State> head : records) {
                List<Recorded<State>> between = desk.heads().links(LinkKind.USES, tail.id(), head.id());
                assertThat(between).doesNotHaveDuplicates();
                if (!between.isEmpty()) {
                    links.put(List.of(tail.id(), head.id()), new HashSet<>(between));
                }
            }
        }
        seen.put("links", links);
        return seen;
    }
}
