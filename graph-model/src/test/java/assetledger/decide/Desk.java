package assetledger.decide;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Event;
import assetledger.model.ExternalId;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.pack.Pack;
import assetledger.pack.PackReader;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides one command after another as the writer does within a batch, with a fixed day for today. */
final class Desk {
    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);

    private static final Pack PACK = PackReader.read(PackReader.neutral());

    private final Heads heads;
    private final Decide decide;
    private long next;

    Desk() {
        this(new Heads(List.of()));
    }

    Desk(Heads heads) {
        this.heads = heads;
        this.decide = new Decide(heads, PACK, TODAY, RecordId::random);
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

    Heads heads() {
        return heads;
    }

    Decision decide(Command command) {
        Decision decision = decide.decide(command, next);
        if (decision instanceof Decision.Accepted) {
            next++;
        }
        return decision;
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
        return new Command.Register(kind, all, null, null);
    }

    static Command.Connect connect(LinkKind kind, String tail, String head, Map<String, Object> terms) {
        return new Command.Connect(kind, ref(tail), ref(head), terms);
    }

    Command.Revise revise(String name, Map<String, Object> changes) {
        Recorded<State> head = head(name);
        return new Command.Revise(ref(name), head.version(), head.kind(), changes, null, null);
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
