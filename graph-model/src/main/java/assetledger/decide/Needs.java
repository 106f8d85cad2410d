package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.State;
import assetledger.model.Transfer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The records that commands name, so that the writer can load all of them at once. */
public record Needs(Set<RecordId> ids, Set<ExternalId> externalIds) {

    public static Needs of(Collection<Command> commands) {
        Needs needs = new Needs(new HashSet<>(), new HashSet<>());
        commands.forEach(needs::add);
        return needs;
    }

    /** The records of a transfer that is decided on, and the authorities of records that change. */
    static Needs behind(Collection<Command> commands, Heads heads) {
        Names names = new Names(heads, any -> true);
        Needs needs = new Needs(new HashSet<>(), new HashSet<>());
        for (Command command : commands) {
            if (command instanceof Command.DecideTransfer decide) {
                needs.behind(names, decide.transfer(), Set.of(RecordKind.TRANSFER));
            } else if (command instanceof Command.Revise revise) {
                needs.behind(names, revise.record(), Set.of(revise.kind()));
            } else if (command instanceof Command.ChangeStage change) {
                needs.behind(names, change.record(), Registrations.ASSETS);
            } else if (command instanceof Command.EndLink end) {
                needs.behind(names, end.link(), Set.of(RecordKind.LINK));
            }
        }
        needs.ids().removeIf(id -> heads.find(id).isPresent());
        return needs;
    }

    private void behind(Names names, Ref ref, Set<RecordKind> kinds) {
        try {
            State state = names.find("", ref, kinds).state();
            RecordId holder = Remains.holder(state);
            if (holder != null) {
                ids.add(holder);
            }
            if (state instanceof Transfer transfer) {
                ids.add(transfer.to());
                ids.addAll(transfer.assets());
            }
        } catch (Refusal unknown) {
            // The decision will say so.
            return;
        }
    }

    public boolean isEmpty() {
        return ids.isEmpty() && externalIds.isEmpty();
    }

    /** These records besides. */
    public Needs with(Collection<RecordId> more) {
        Set<RecordId> all = new HashSet<>(ids);
        all.addAll(more);
        return new Needs(all, externalIds);
    }

    private void add(Command command) {
        if (command instanceof Command.Register register) {
            members(register.members());
        } else if (command instanceof Command.Revise revise) {
            value(revise.record());
            members(revise.changes());
        } else if (command instanceof Command.Put put) {
            members(put.members());
        } else if (command instanceof Command.Connect connect) {
            tie(connect.tail(), connect.head(), connect.terms());
        } else if (command instanceof Command.PutLink put) {
            tie(put.tail(), put.head(), put.terms());
        } else if (command instanceof Command.EndLink end) {
            value(end.link());
        } else if (command instanceof Command.ChangeStage change) {
            value(change.record());
        } else if (command instanceof Command.DeclareReportedThrough declare) {
            value(declare.subject());
        } else if (command instanceof Command.DeclareNoSystem declare) {
            value(declare.subject());
            value(declare.function());
        } else if (command instanceof Command.Restrict restrict) {
            value(restrict.record());
        } else if (command instanceof Command.ProposeRelease propose) {
            value(propose.record());
        } else if (command instanceof Command.DecideRelease decide) {
            value(decide.record());
        } else if (command instanceof Command.ProposeGrant propose) {
            members(propose.members());
        } else if (command instanceof Command.DecideGrant decide) {
            value(decide.grant());
        } else if (command instanceof Command.EndGrant end) {
            value(end.grant());
        } else if (command instanceof Command.StartImport start) {
            Imports.name(start).ifPresent(externalIds::add);
        } else if (command instanceof Command.FinishImport finish) {
            value(finish.run());
        } else if (command instanceof Command.DescribePerson describe) {
            members(describe.members());
            if (describe.person() != null) {
                value(describe.person());
            }
        } else if (command instanceof Command.ErasePerson erase) {
            value(erase.person());
        } else if (command instanceof Command.ProposeTransfer propose) {
            value(propose.from());
            value(propose.to());
            value(propose.assets());
            value(propose.act());
        } else if (command instanceof Command.DecideTransfer decide) {
            value(decide.transfer());
        } else if (command instanceof Command.CloseAuthority close) {
            value(close.authority());
            value(close.successors());
        } else if (command instanceof Command.ActivatePack activate) {
            ids.add(Decide.packRecord(activate.pack().pack()));
        }
    }

    private void tie(Ref tail, Ref head, Map<String, Object> terms) {
        value(tail);
        value(head);
        members(terms);
    }

    private void members(Map<String, Object> members) {
        members.values().forEach(this::value);
        // Identifiers that a record is to carry are looked up too: another record may have them already.
        Identifiers.wellFormed(members).forEach(this::named);
    }

    private void value(@Nullable Object value) {
        if (value instanceof Ref.ById ref) {
            ids.add(ref.id());
        } else if (value instanceof Ref.ByExternalId ref) {
            named(ref.externalId());
        } else if (value instanceof List<?> list) {
            list.forEach(this::value);
        } else if (value instanceof Map<?, ?> object) {
            object.values().forEach(this::value);
        }
    }

    private void named(ExternalId name) {
        externalIds.add(name);
        name.ownId().ifPresent(ids::add);
    }
}
