package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Asset;
import assetledger.model.AssetGroup;
import assetledger.model.ExternalId;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.RegisterNumber;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.pack.Pack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records that are told by their members: registered, revised, or put as their source has them. */
final class Registrations {
    private static final Map<RecordKind, AssetGroup> GROUPS = Map.of(
            RecordKind.TECHNICAL_ASSET, AssetGroup.TECHNICAL,
            RecordKind.LEGAL_ACT, AssetGroup.REGULATORY,
            RecordKind.SPENDING_LINE, AssetGroup.FINANCIAL,
            RecordKind.COMPETENCY, AssetGroup.COMPETENCY);

    /** The kinds that have commands of their own, by which alone they come about and change. */
    private static final Set<RecordKind> APART = Set.of(
            RecordKind.DECLARATION,
            RecordKind.LINK,
            RecordKind.PACK,
            RecordKind.GRANT,
            RecordKind.IMPORT,
            RecordKind.PERSON,
            RecordKind.TRANSFER);

    /** What a register gives once, or by commands of its own. */
    private static final List<String> ASSIGNED = List.of("number", "type", "formerOwners", "successors");

    /** The kinds that are assets. */
    static final Set<RecordKind> ASSETS = GROUPS.keySet();

    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final Pack pack;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Registrations(Names names, StateRules rules, Rights rights, Pack pack, LocalDate today, Supplier<RecordId> ids) {
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.pack = pack;
        this.today = today;
        this.ids = ids;
    }

    Decision register(Command.Register register, long position) {
        demandDescribed(register.kind());
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(register.members(), problems);
        demandRightToRegister(register.kind(), members, problems);
        AssetGroup group = GROUPS.get(register.kind());
        if (register.restriction() != null) {
            members.put("restriction", Map.of("ground", register.restriction()));
        }
        if (group != null) {
            Pack.AssetType type = type(group, members, problems);
            members.put("type", type.code());
            members.put("number", RegisterNumber.at(type.prefix(), position).value());
        }
        RecordId id = ids.get();
        State state = rules.admitted(id, register.kind(), members, problems);
        LocalDate effective = Decide.notAfter(today, register.effective());
        String reason = Decide.reason(register.reason());
        return Decide.accepted(new Event(id, 1, Event.Type.REGISTERED, effective, reason, state), position);
    }

    /** The kind of asset that is said, or the first of its group. */
    private Pack.AssetType type(AssetGroup group, Map<String, Object> members, List<Problem> problems) {
        Object said = members.get("type");
        if (said == null) {
            return pack.typeOf(group);
        }
        return pack.type(group, said.toString()).orElseGet(() -> {
            problems.add(pack.unknownType(group, said.toString()));
            return pack.typeOf(group);
        });
    }

    private static void demandDescribed(RecordKind kind) {
        if (APART.contains(kind)) {
            throw new IllegalArgumentException("A %s is recorded by a command of its own".formatted(kind));
        }
    }

    /** A function is a word that all share, so every registrar may add one; who answers for the rest is its owner. */
    private void demandRightToRegister(RecordKind kind, Map<String, Object> members, List<Problem> problems) {
        if (kind == RecordKind.FUNCTION) {
            rights.demandRole(Role.REGISTRAR);
        } else if (kind == RecordKind.SUBJECT) {
            rights.demandFor(null);
        } else if (members.get("owner") instanceof String owner
                && problems.stream().noneMatch(problem -> "owner".equals(problem.field()))) {
            rights.demandFor(RecordId.of("owner", owner));
        } else {
            rights.demandRole(Role.REGISTRAR);
        }
    }

    Decision revise(Command.Revise revise, long position) {
        demandDescribed(revise.kind());
        Recorded<State> before = names.find("record", revise.record(), Set.of(revise.kind()));
        rights.demand(before);
        Decide.demandVersion(before, revise.expectedVersion());
        State state = revised(before, revise.changes());
        Integer corrected = revise.corrects();
        if (corrected == null) {
            return changed(before, state, revise.effective(), revise.reason(), position);
        }
        demandVersionToCorrect(before, corrected);
        LocalDate effective = Decide.notAfter(today, revise.effective());
        return Decide.corrected(before, corrected, effective, Decide.reason(revise.reason()), state, position);
    }

    /** What was never recorded cannot have been wrong. */
    private static void demandVersionToCorrect(Recorded<State> before, int corrected) {
        if (corrected < 1 || corrected > before.version()) {
            throw Refusal.of(
                    "corrects",
                    Problem.Code.NOT_FOUND,
                    "A correction names the version whose fact was wrong, from 1 to %d, but this is %d"
                            .formatted(before.version(), corrected));
        }
    }

    private State revised(Recorded<State> before, Map<String, Object> changes) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        Map<String, Object> given = new HashMap<>(changes);
        for (String assigned : ASSIGNED) {
            // A file with an empty cell for it says nothing of it.
            Object wanted = given.remove(assigned);
            if (wanted != null && !wanted.equals(members.get(assigned))) {
                problems.add(new Problem(
                        null,
                        assigned,
                        Problem.Code.NOT_ALLOWED,
                        "%s is given once, or by commands of its own; a revision never changes it"
                                .formatted(assigned)));
            }
        }
        closing(before, given).ifPresent(problems::add);
        if (given.containsKey("restriction")) {
            problems.add(new Problem(
                    null,
                    "restriction",
                    Problem.Code.NOT_ALLOWED,
                    "A restriction is set and lifted by commands of its own, not by a revision"));
        }
        members.putAll(names.resolve(given, problems));
        if (given.containsKey("owner")) {
            demandRightToRegister(before.kind(), members, problems);
        }
        return rules.admitted(before.id(), before.kind(), members, problems);
    }

    private static Optional<Problem> closing(Recorded<State> before, Map<String, Object> given) {
        boolean exists =
                before.state() instanceof Subject subject && subject.existence().to() == null;
        return exists && given.get("existsTo") != null
                ? Optional.of(new Problem(
                        null,
                        "existsTo",
                        Problem.Code.NOT_ALLOWED,
                        "An authority that exists is closed by the command for that, not by a revision"))
                : Optional.empty();
    }

    private Decision changed(
            Recorded<State> before,
            State state,
            @Nullable LocalDate effective,
            @Nullable String reason,
            long position) {
        return Decide.changed(
                before, Event.Type.REVISED, Decide.notAfter(today, effective), Decide.reason(reason), state, position);
    }

    Decision put(Command.Put put, long position) {
        demandDescribed(put.kind());
        List<ExternalId> given = Identifiers.given(put.members());
        Optional<Recorded<State>> known = carrier(put, given.get(0));
        if (known.isEmpty()) {
            return register(
                    new Command.Register(put.kind(), put.members(), put.restriction(), put.effective(), put.reason()),
                    position);
        }
        Recorded<State> before = known.get();
        demandRightToPut(before);
        demandRestricted(before, put.restriction());
        Map<String, Object> changes = new HashMap<>(put.members());
        changes.put("externalIds", Identifiers.merged(before, given));
        State state = revised(before, changes);
        if (!state.equals(before.state())) {
            rights.demand(before);
        }
        return changed(before, state, put.effective(), put.reason(), position);
    }

    /**
     * The record that a source means by its name for it: of the owner that it gives, where it gives one. A hidden one is
     * none, and then its owner's name alone already forbids to register another.
     */
    private Optional<Recorded<State>> carrier(Command.Put put, ExternalId name) {
        Object owner = names.resolve(put.members(), new ArrayList<>()).get("owner");
        List<Recorded<State>> carriers = names.carriers(new Ref.ByExternalId(name), put.kind());
        boolean isHere = name.ownId().isPresent() && !carriers.isEmpty();
        carriers = carriers.stream()
                .filter(record -> owner == null
                        || owner.equals(String.valueOf(record.state().owner())))
                .toList();
        if (isHere && carriers.isEmpty()) {
            throw Refusal.of(
                    "externalIds",
                    Problem.Code.NOT_ALLOWED,
                    "'%s' is a record of another owner; it changes hands by a revision".formatted(name));
        }
        if (carriers.size() > 1) {
            throw Refusal.of(
                    "externalIds",
                    Problem.Code.AMBIGUOUS,
                    "'%s' names %d records of several owners; give the owner too".formatted(name, carriers.size()));
        }
        return carriers.stream().findFirst();
    }

    /** A source may say that a record is restricted; only two people make it less so, and one command more. */
    private static void demandRestricted(Recorded<State> before, @Nullable String ground) {
        boolean isRestricted = before.state() instanceof Asset asset && asset.restriction() != null;
        if (ground != null && !isRestricted) {
            throw Refusal.of(
                    "restriction",
                    Problem.Code.NOT_ALLOWED,
                    "The record is there and not restricted; restrict it by the command for that");
        }
    }

    /** Who may add a function may also find it there as he would have it; to change it takes more. */
    private void demandRightToPut(Recorded<State> before) {
        if (before.kind() == RecordKind.FUNCTION) {
            rights.demandRole(Role.REGISTRAR);
        } else {
            rights.demand(before);
        }
    }
}
