package assetledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.ExternalId;
import assetledger.model.ImportPlace;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Decides one command after another as the writer does within a batch, with a fixed day for today. */
final class Desk {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final Pack PACK = PackReader.read(PackReader.neutral());

    private final Heads heads;
    private final Decide decide;
    private final AtomicLong next;
    private final Set<RecordId> given;

    Desk() {
        this(new Heads(List.of()));
    }

    Desk(Heads heads) {
        this(heads, Viewer.server("desk"), new AtomicLong(), new LinkedHashSet<>());
    }

    private Desk(Heads heads, Viewer viewer, AtomicLong next, Set<RecordId> given) {
        this.heads = heads;
        this.next = next;
        this.given = given;
        this.decide = new Decide(heads, PACK, TODAY, this::id, viewer);
    }

    private RecordId id() {
        RecordId id = RecordId.random();
        given.add(id);
        return id;
    }

    /** A desk with two authorities, two functions, an act, and a system of the first authority, all named "a:...". */
    static Desk furnished() {
        Desk desk = new Desk();
        desk.subject("north");
        desk.subject("south");
        desk.function("schools");
        desk.function("roads");
        desk.accepts(desk.system("register", "north"));
        desk.accepts(register(
                RecordKind.LEGAL_ACT,
                "law",
                Map.of("name", "Law", "owner", ref("north"), "stages", List.of(stage("in-force", "2020-01-01")))));
        return desk;
    }

    /** The same records, while somebody else asks. */
    Desk as(Viewer viewer) {
        return new Desk(heads, viewer, next, given);
    }

    /** A person who records for these authorities. */
    Viewer registrar(String person, String... authorities) {
        Set<RecordId> ids =
                Arrays.stream(authorities).map(name -> head(name).id()).collect(Collectors.toSet());
        return new Viewer(person, false, Set.of(Role.REGISTRAR), ids, false);
    }

    /** A person with these roles, who records for no authority. */
    static Viewer person(String person, Role... roles) {
        return new Viewer(person, false, Set.copyOf(List.of(roles)), Set.of(), false);
    }

    /** The same rights, given to a machine. */
    static Viewer machine(Viewer viewer) {
        return new Viewer(viewer.person(), true, viewer.roles(), viewer.authorities(), viewer.everyAuthority());
    }

    Heads heads() {
        return heads;
    }

    /** Every record that was accepted here, as it stands. */
    Set<Recorded<State>> records() {
        return given.stream().flatMap(id -> heads.find(id).stream()).collect(Collectors.toSet());
    }

    Decision decide(Command command) {
        if (command instanceof Command.CloseAuthority close) {
            remains(close);
        }
        Decision decision = decide.decide(command, next.get());
        if (decision instanceof Decision.Accepted accepted) {
            next.set(accepted.next());
        }
        return decision;
    }

    /** The writer looks them up in the ledger. */
    private void remains(Command.CloseAuthority close) {
        Beyond.of(List.of(close), new Names(heads, any -> true)).closing().forEach((authority, on) -> {
            Remains remains = new Remains(authority, on, PACK);
            given.forEach(id -> heads.find(id).ifPresent(remains::add));
            heads.putRemains(authority, remains);
        });
    }

    Optional<Problem> misplaced(List<ImportPlace> places) {
        return decide.misplaced(places);
    }

    Event accepts(Command command) {
        Decision decision = decide(command);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        return ((Decision.Accepted) decision).event();
    }

    List<Problem> refuses(Command command) {
        Decision decision = decide(command);
        assertThat(decision).isInstanceOf(Decision.Refused.class);
        List<Problem> problems = ((Decision.Refused) decision).problems();
        assertThat(problems).isNotEmpty();
        return problems;
    }

    /** Turned away without a trace; answers with the sentence. */
    String denies(Command command) {
        Set<Recorded<State>> before = records();
        Decision decision = decide(command);
        assertThat(decision).isInstanceOf(Decision.Denied.class);
        assertThat(records()).isEqualTo(before);
        return ((Decision.Denied) decision).sentence();
    }

    Recorded<State> head(String name) {
        return heads.named(externalId(name)).get(0);
    }

    Event subject(String name) {
        return accepts(register(RecordKind.SUBJECT, name, Map.of("name", name, "level", "regional")));
    }

    Event function(String name) {
        return accepts(register(RecordKind.FUNCTION, name, Map.of("name", name, "area", "09.1.2", "kind", "SERVICE")));
    }

    /** In operation since 2024, planned to be developed from 2027. */
    Command.Register system(String name, String owner) {
        return register(
                RecordKind.TECHNICAL_ASSET,
                name,
                Map.of(
                        "name",
                        name,
                        "purpose",
                        "Why",
                        "owner",
                        ref(owner),
                        "stages",
                        List.of(stage("operation", "2024-01-01"), stage("development", "2027-01-01"))));
    }

    static Command.Register register(RecordKind kind, String name, Map<String, Object> members) {
        Map<String, Object> all = new HashMap<>(members);
        all.put("externalIds", List.of(Map.of("scheme", "a", "value", name)));
        return new Command.Register(kind, all, null, null, null);
    }

    static Command.Register restricted(Command.Register open) {
        return new Command.Register(open.kind(), open.members(), "Because", open.effective(), open.reason());
    }

    static Command.Connect connect(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        return new Command.Connect(kind, ref(tail), ref(head), terms);
    }

    Command.Revise revise(String name, Map<String, Object> changes) {
        Recorded<State> head = head(name);
        return new Command.Revise(ref(name), head.version(), head.kind(), changes, null, null, null);
    }

    static Map<String, Object> stage(String stage, String from) {
        return Map.of("stage", stage, "from", from);
    }

    static ExternalId externalId(String name) {
        return new ExternalId("a", name);
    }

    static Ref ref(String name) {
        return new Ref.ByExternalId(externalId(name));
    }
}
