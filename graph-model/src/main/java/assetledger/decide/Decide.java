package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.ActivePack;
import assetledger.model.Asset;
import assetledger.model.AssetGroup;
import assetledger.model.Declaration;
import assetledger.model.InvalidValue;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.RegisterNumber;
import assetledger.model.Require;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.pack.Pack;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a command becomes an event or is refused. Pure: it reads the heads that it was given and nothing
 * else; the clock and the source of ids are arguments.
 */
public final class Decide {
    private static final Map<RecordKind, AssetGroup> GROUPS = Map.of(
            RecordKind.TECHNICAL_ASSET, AssetGroup.TECHNICAL,
            RecordKind.LEGAL_ACT, AssetGroup.REGULATORY,
            RecordKind.SPENDING_LINE, AssetGroup.FINANCIAL,
            RecordKind.COMPETENCY, AssetGroup.COMPETENCY);

    private static final int LONGEST_REASON = 2_000;

    private final Heads heads;
    private final Pack pack;
    private final LocalDate today;
    private final Supplier<RecordId> ids;
    private final Names names;
    private final StateRules rules;

    public Decide(Heads heads, Pack pack, LocalDate today, Supplier<RecordId> ids) {
        this.heads = heads;
        this.pack = pack;
        this.today = today;
        this.ids = ids;
        this.names = new Names(heads);
        this.rules = new StateRules(heads, names, pack);
    }

    /**
     * Decides one command; what it changes is seen by the next.
     * @param position that an event would get
     */
    public Decision decide(Command command, long position) {
        try {
            Decision decision = decided(command, position);
            if (decision instanceof Decision.Accepted accepted) {
                heads.put(accepted.event(), position);
            }
            return decision;
        } catch (Refusal refusal) {
            String concerned = concerned(command);
            return new Decision.Refused(refusal.problems().stream()
                    .map(problem -> problem.record() == null ? problem.of(concerned) : problem)
                    .toList());
        }
    }

    private Decision decided(Command command, long position) {
        if (command instanceof Command.Register register) {
            return register(register, position);
        } else if (command instanceof Command.Revise revise) {
            return revise(revise, position);
        } else if (command instanceof Command.Connect connect) {
            return connect(connect, position);
        } else if (command instanceof Command.EndLink end) {
            return endLink(end, position);
        } else if (command instanceof Command.ChangeStage change) {
            return changeStage(change, position);
        } else if (command instanceof Command.DeclareReportedThrough declare) {
            return reportedThrough(declare, position);
        } else if (command instanceof Command.DeclareNoSystem declare) {
            return noSystem(declare, position);
        } else if (command instanceof Command.Malformed malformed) {
            throw new Refusal(List.of(malformed.problem()));
        }
        return activatePack(((Command.ActivatePack) command).pack(), position);
    }

    private Decision register(Command.Register register, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(register.members(), problems);
        AssetGroup group = GROUPS.get(register.kind());
        if (group != null) {
            Pack.AssetType type = pack.typeOf(group);
            members.put("type", type.code());
            members.put("number", RegisterNumber.at(type.prefix(), position).value());
        }
        RecordId id = ids.get();
        State state = rules.admitted(id, register.kind(), members, problems);
        LocalDate effective = notAfterToday(register.effective());
        return accepted(new Event(id, 1, Event.Type.REGISTERED, effective, reason(register.reason()), state), position);
    }

    private Decision revise(Command.Revise revise, long position) {
        Recorded<State> before = names.find("record", revise.record(), Set.of(revise.kind()));
        demandVersion(before, revise.expectedVersion());
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        for (String assigned : List.of("number", "type")) {
            if (members.containsKey(assigned) && revise.changes().containsKey(assigned)) {
                problems.add(new Problem(
                        null,
                        assigned,
                        Problem.Code.NOT_ALLOWED,
                        "The register gave the %s when the asset was registered; it never changes"
                                .formatted(assigned)));
            }
        }
        members.putAll(names.resolve(revise.changes(), problems));
        State state = rules.admitted(before.id(), revise.kind(), members, problems);
        return changed(
                before,
                Event.Type.REVISED,
                notAfterToday(revise.effective()),
                reason(revise.reason()),
                state,
                position);
    }

    private Decision connect(Command.Connect connect, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(connect.terms(), problems);
        LinkKind kind = connect.kind();
        members.put("kind", kind.name());
        members.put("tail", end("tail", connect.tail(), kind.tail(), problems));
        members.put("head", end("head", connect.head(), kind.head(), problems));
        RecordId id = ids.get();
        Link link = (Link) rules.admitted(id, RecordKind.LINK, members, problems);
        rules.demandOnce("from", id, link);
        return accepted(new Event(id, 1, Event.Type.LINKED, effective(link), null, link), position);
    }

    private String end(String field, Ref ref, RecordKind kind, List<Problem> problems) {
        try {
            return names.id(field, ref, kind).toString();
        } catch (Refusal refusal) {
            problems.addAll(refusal.problems());
            return RecordId.random().toString();
        }
    }

    private LocalDate effective(Link link) {
        LocalDate from = link.validity().from();
        return from == null ? today : from;
    }

    private Decision endLink(Command.EndLink end, long position) {
        Recorded<State> before = names.find("link", end.link(), Set.of(RecordKind.LINK));
        demandVersion(before, end.expectedVersion());
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.put("to", end.on().toString());
        State state = rules.admitted(before.id(), RecordKind.LINK, members, new ArrayList<>());
        rules.demandOnce("to", before.id(), (Link) state);
        return changed(before, Event.Type.LINK_ENDED, end.on(), reason(end.reason()), state, position);
    }

    private Decision changeStage(Command.ChangeStage change, long position) {
        Recorded<State> before = names.find("record", change.record(), EnumSet.copyOf(GROUPS.keySet()));
        demandVersion(before, change.expectedVersion());
        List<StageInterval> stages = new ArrayList<>(((Asset) before.state()).stages());
        stages.removeIf(
                planned -> planned.from().isAfter(today) && !planned.from().isBefore(change.from()));
        stages.add(new StageInterval(change.stage(), change.from()));
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.put(
                "stages",
                stages.stream()
                        .map(stage -> Map.of("stage", stage.stage(), "from", stage.from()))
                        .toList());
        State state = rules.admitted(before.id(), before.kind(), members, new ArrayList<>());
        return changed(before, Event.Type.STAGE_CHANGED, change.from(), reason(change.reason()), state, position);
    }

    private Decision reportedThrough(Command.DeclareReportedThrough declare, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = new HashMap<>();
        members.put("subject", end("subject", declare.subject(), RecordKind.SUBJECT, problems));
        members.put("area", declare.area());
        members.put("on", declare.through().toString());
        return declared(members, problems, position);
    }

    private Decision noSystem(Command.DeclareNoSystem declare, long position) {
        List<Problem> problems = new ArrayList<>();
        String subject = end("subject", declare.subject(), RecordKind.SUBJECT, problems);
        String function = end("function", declare.function(), RecordKind.FUNCTION, problems);
        if (problems.isEmpty()
                && heads.links(LinkKind.MANDATED, RecordId.of(subject), RecordId.of(function))
                        .isEmpty()) {
            problems.add(new Problem(
                    null, "function", Problem.Code.NOT_ALLOWED, "The authority has no mandate for this function"));
        }
        Map<String, Object> members = new HashMap<>();
        members.put("subject", subject);
        members.put("function", function);
        members.put("on", declare.on().toString());
        return declared(members, problems, position);
    }

    private Decision declared(Map<String, Object> members, List<Problem> problems, long position) {
        RecordId id = ids.get();
        State state = rules.admitted(id, RecordKind.DECLARATION, members, problems);
        LocalDate on = notAfterToday(((Declaration) state).on());
        return accepted(new Event(id, 1, Event.Type.DECLARED, on, null, state), position);
    }

    private Decision activatePack(ActivePack active, long position) {
        RecordId id = packRecord(active.pack());
        Optional<Recorded<State>> before = heads.find(id);
        if (before.isPresent()) {
            return changed(before.get(), Event.Type.PACK_ACTIVATED, today, null, active, position);
        }
        return accepted(new Event(id, 1, Event.Type.PACK_ACTIVATED, today, null, active), position);
    }

    /** The id under which a pack's activations are recorded: always the same, so that it has one history. */
    public static RecordId packRecord(String pack) {
        return new RecordId(UUID.nameUUIDFromBytes(pack.getBytes(StandardCharsets.UTF_8)));
    }

    private void demandVersion(Recorded<State> before, int expected) {
        if (before.version() != expected) {
            throw Refusal.of(
                    "expectedVersion",
                    Problem.Code.VERSION_CONFLICT,
                    "The record is at version %d, not %d; read it again and repeat your change"
                            .formatted(before.version(), expected));
        }
    }

    private LocalDate notAfterToday(@Nullable LocalDate effective) {
        if (effective != null && effective.isAfter(today)) {
            throw Refusal.of(
                    "effective",
                    Problem.Code.NOT_ALLOWED,
                    "What is recorded has happened by today (%s), but this is %s".formatted(today, effective));
        }
        return effective == null ? today : effective;
    }

    /** A reason is kept with its event, so it is a text like those of a state. */
    private static @Nullable String reason(@Nullable String given) {
        if (given == null) {
            return null;
        }
        try {
            String composed = Normalizer.normalize(given, Normalizer.Form.NFC);
            Require.text("reason", composed, LONGEST_REASON);
            return composed;
        } catch (InvalidValue refused) {
            throw Refusal.of("reason", Problem.Code.FORM, String.valueOf(refused.getMessage()));
        }
    }

    private static Decision changed(
            Recorded<State> before,
            Event.Type type,
            LocalDate effective,
            @Nullable String reason,
            State after,
            long position) {
        if (after.equals(before.state())) {
            return new Decision.Unchanged(before);
        }
        return accepted(new Event(before.id(), before.version() + 1, type, effective, reason, after), position);
    }

    private static Decision accepted(Event event, long position) {
        return new Decision.Accepted(event, position);
    }

    private static @Nullable String concerned(Command command) {
        if (command instanceof Command.Register register) {
            return firstExternalId(register.members());
        } else if (command instanceof Command.Revise revise) {
            return revise.record().toString();
        } else if (command instanceof Command.Connect connect) {
            return connect.tail() + " -> " + connect.head();
        } else if (command instanceof Command.EndLink end) {
            return end.link().toString();
        } else if (command instanceof Command.ChangeStage change) {
            return change.record().toString();
        }
        return null;
    }

    private static @Nullable String firstExternalId(Map<String, Object> members) {
        if (members.get("externalIds") instanceof List<?> list
                && !list.isEmpty()
                && list.get(0) instanceof Map<?, ?> first) {
            return first.get("scheme") + ":" + first.get("value");
        }
        return null;
    }

    /** Links and trees that the rules look at beside the touched records. */
    public static Beyond beyond(List<Command> commands, Heads heads) {
        return Beyond.of(commands, new Names(heads));
    }
}
