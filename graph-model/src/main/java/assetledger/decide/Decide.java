package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.ActivePack;
import assetledger.model.Asset;
import assetledger.model.ImportPlace;
import assetledger.model.InvalidValue;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Require;
import assetledger.model.StageInterval;
import assetledger.model.State;
import assetledger.model.Viewer;
import assetledger.pack.Pack;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which a command becomes an event or is refused. Pure: it reads the heads that it was given and nothing
 * else; the clock and the source of ids are arguments.
 */
public final class Decide {
    private static final int LONGEST_REASON = 2_000;

    private final Heads heads;
    private final LocalDate today;
    private final Rights rights;
    private final Names names;
    private final StateRules rules;
    private final Registrations registrations;
    private final Links links;
    private final Declarations declarations;
    private final FourEyes fourEyes;
    private final Imports imports;
    private final Persons persons;
    private final Transfers transfers;
    private final Closings closings;

    /**
     * Decides what one person asks for.
     * @param viewer who asks, with today's rights
     */
    public Decide(Heads heads, Pack pack, LocalDate today, Supplier<RecordId> ids, Viewer viewer) {
        this.heads = heads;
        this.today = today;
        this.rights = new Rights(heads, viewer);
        this.names = new Names(heads, rights::sees);
        this.rules = new StateRules(heads, names, pack, today);
        this.registrations = new Registrations(names, rules, rights, pack, today, ids);
        this.links = new Links(names, rules, rights, today, ids);
        this.declarations = new Declarations(heads, names, rules, rights, today, ids);
        this.fourEyes = new FourEyes(names, rules, rights, today, ids);
        this.imports = new Imports(names, rights, today, ids);
        this.persons = new Persons(names, rules, rights, today, ids);
        this.transfers = new Transfers(heads, names, rules, rights, today, ids);
        this.closings = new Closings(heads, names, rules, rights, today);
    }

    /**
     * Decides one command; what it changes is seen by the next.
     * @param position that an event would get
     */
    public Decision decide(Command command, long position) {
        try {
            Decision decision = decided(command, position);
            if (decision instanceof Decision.Accepted accepted) {
                heads.put(accepted);
            }
            return decision;
        } catch (Refusal refusal) {
            String concerned = concerned(command);
            return new Decision.Refused(refusal.problems().stream()
                    .map(problem -> problem.record() == null ? problem.of(concerned) : problem)
                    .toList());
        } catch (Forbidden forbidden) {
            return new Decision.Denied(forbidden.sentence());
        }
    }

    private Decision decided(Command command, long position) {
        if (command instanceof Command.Register register) {
            return registrations.register(register, position);
        } else if (command instanceof Command.Revise revise) {
            return registrations.revise(revise, position);
        } else if (command instanceof Command.Put put) {
            return registrations.put(put, position);
        } else if (command instanceof Command.Connect connect) {
            return links.connect(connect, position);
        } else if (command instanceof Command.PutLink put) {
            return links.put(put, position);
        } else if (command instanceof Command.EndLink end) {
            return links.end(end, position);
        } else if (command instanceof Command.ChangeStage change) {
            return changeStage(change, position);
        } else if (command instanceof Command.DeclareReportedThrough declare) {
            return declarations.reportedThrough(declare, position);
        } else if (command instanceof Command.DeclareNoSystem declare) {
            return declarations.noSystem(declare, position);
        } else if (command instanceof Command.Restrict restrict) {
            return fourEyes.restrict(restrict, position);
        } else if (command instanceof Command.ProposeRelease propose) {
            return fourEyes.proposeRelease(propose, position);
        } else if (command instanceof Command.DecideRelease decide) {
            return fourEyes.decideRelease(decide, position);
        } else if (command instanceof Command.ProposeGrant propose) {
            return fourEyes.proposeGrant(propose, position);
        } else if (command instanceof Command.DecideGrant decide) {
            return fourEyes.decideGrant(decide, position);
        } else if (command instanceof Command.EndGrant end) {
            return fourEyes.endGrant(end, position);
        } else if (command instanceof Command.StartImport start) {
            return imports.start(start, position);
        } else if (command instanceof Command.FinishImport finish) {
            return imports.finish(finish, position);
        } else if (command instanceof Command.DescribePerson describe) {
            return persons.describe(describe, position);
        } else if (command instanceof Command.ErasePerson erase) {
            return persons.erase(erase, position);
        } else if (command instanceof Command.ProposeTransfer propose) {
            return transfers.propose(propose, position);
        } else if (command instanceof Command.DecideTransfer decide) {
            return transfers.decide(decide, position);
        } else if (command instanceof Command.CloseAuthority close) {
            return closings.close(close, position);
        } else if (command instanceof Command.Malformed malformed) {
            throw new Refusal(List.of(malformed.problem()));
        }
        return activatePack(((Command.ActivatePack) command).pack(), position);
    }

    private Decision changeStage(Command.ChangeStage change, long position) {
        Recorded<State> before = names.find("record", change.record(), Registrations.ASSETS);
        rights.demand(before);
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

    static void demandVersion(Recorded<State> before, int expected) {
        if (before.version() != expected) {
            throw Refusal.of(
                    "expectedVersion",
                    Problem.Code.VERSION_CONFLICT,
                    "The record is at version %d, not %d; read it again and repeat your change"
                            .formatted(before.version(), expected));
        }
    }

    /** The day on which something happened: the one given, or today. */
    static LocalDate notAfter(LocalDate today, @Nullable LocalDate effective) {
        if (effective != null && effective.isAfter(today)) {
            throw Refusal.of(
                    "effective",
                    Problem.Code.NOT_ALLOWED,
                    "What is recorded has happened by today (%s), but this is %s".formatted(today, effective));
        }
        return effective == null ? today : effective;
    }

    /** A reason is kept with its event, so it is a text like those of a state. */
    static @Nullable String reason(@Nullable String given) {
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

    static Decision changed(
            Recorded<State> before,
            Event.Type type,
            LocalDate effective,
            @Nullable String reason,
            State after,
            long position) {
        Event event = new Event(before.id(), before.version() + 1, type, effective, reason, after);
        return changed(before, event, position);
    }

    /** A change by which the fact of an earlier version is put right; that version stays as it is (BR06). */
    static Decision corrected(
            Recorded<State> before,
            int corrects,
            LocalDate effective,
            @Nullable String reason,
            State after,
            long position) {
        int version = before.version() + 1;
        Event event = new Event(before.id(), version, Event.Type.CORRECTED, effective, reason, corrects, after);
        return changed(before, event, position);
    }

    private static Decision changed(Recorded<State> before, Event event, long position) {
        return event.state().equals(before.state()) ? new Decision.Unchanged(before) : accepted(event, position);
    }

    static Decision accepted(Event event, long position) {
        return new Decision.Accepted(event, position, List.of());
    }

    private static @Nullable String concerned(Command command) {
        if (command instanceof Command.Register register) {
            return firstExternalId(register.members());
        } else if (command instanceof Command.Revise revise) {
            return revise.record().toString();
        } else if (command instanceof Command.Put put) {
            return firstExternalId(put.members());
        } else if (command instanceof Command.Connect connect) {
            return connect.tail() + " -> " + connect.head();
        } else if (command instanceof Command.PutLink put) {
            return put.tail() + " -> " + put.head();
        } else if (command instanceof Command.EndLink end) {
            return end.link().toString();
        } else if (command instanceof Command.ChangeStage change) {
            return change.record().toString();
        } else if (command instanceof Command.DecideTransfer decide) {
            return decide.transfer().toString();
        } else if (command instanceof Command.CloseAuthority close) {
            return close.authority().toString();
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

    /**
     * Why items cannot come from where they say: the import is not there, not open, or of somebody else.
     * @param places one for each item, all of one import; none where the items are of no import
     */
    public Optional<Problem> misplaced(List<ImportPlace> places) {
        return imports.misplaced(places);
    }

    /** The authority that answers for a record of this batch; absent for what belongs to nobody. */
    public @Nullable RecordId ownerOf(RecordId record) {
        return rights.ownerOf(record);
    }

    /**
     * What the records that commands name lead to and is judged with them; to be loaded before {@link #beyond} is asked.
     * Empty where all of it is there already.
     */
    public static Needs behind(List<Command> commands, Heads heads) {
        return Needs.behind(commands, heads);
    }

    /** Links and trees that the rules look at beside the touched records. */
    public static Beyond beyond(List<Command> commands, Heads heads) {
        return Beyond.of(commands, new Names(heads, any -> true));
    }
}
