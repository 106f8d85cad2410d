package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.RecordId;
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
