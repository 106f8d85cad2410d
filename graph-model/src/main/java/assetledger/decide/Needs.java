package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.InvalidValue;
import assetledger.model.RecordId;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The records that commands name, so that the writer can load all of them at once. */
public record Needs(Set<RecordId> ids, Set<ExternalId> externalIds) {

    public static Needs of(Collection<Command> commands) {
        Needs needs = new Needs(new HashSet<>(), new HashSet<>());
        commands.forEach(needs::add);
        return needs;
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
        if (members.get("externalIds") instanceof List<?> named) {
            named.forEach(this::claim);
        }
    }

    /** Identifiers that a record is to carry are looked up too: another record may have them already. */
    private void claim(Object member) {
        if (member instanceof Map<?, ?> map
                && map.get("scheme") instanceof String scheme
                && map.get("value") instanceof String value) {
            try {
                externalIds.add(new ExternalId(
                        Normalizer.normalize(scheme, Normalizer.Form.NFC),
                        Normalizer.normalize(value, Normalizer.Form.NFC)));
            } catch (InvalidValue malformed) {
                // Nobody has a malformed identifier; the decision will say what is wrong with it.
                return;
            }
        }
    }

    private void value(Object value) {
        if (value instanceof Ref.ById ref) {
            ids.add(ref.id());
        } else if (value instanceof Ref.ByExternalId ref) {
            externalIds.add(ref.externalId());
        }
    }
}
