package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Asset;
import assetledger.model.Grant;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.Restriction;
import assetledger.model.Role;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What takes effect only when a second person agrees: that somebody gets a role, that a restriction is lifted. */
final class FourEyes {
    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    FourEyes(Names names, StateRules rules, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    Decision proposeGrant(Command.ProposeGrant propose, long position) {
        rights.demandRole(Role.OPERATOR);
        rights.demandPerson();
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(propose.members(), problems);
        members.put("proposedBy", rights.person());
        members.remove("acceptedBy");
        RecordId id = ids.get();
        State grant = rules.admitted(id, RecordKind.GRANT, members, problems);
        return Decide.accepted(
                new Event(id, 1, Event.Type.GRANT_PROPOSED, today, Decide.reason(propose.reason()), grant), position);
    }

    Decision decideGrant(Command.DecideGrant decide, long position) {
        rights.demandRole(Role.OPERATOR);
        rights.demandPerson();
        Recorded<State> before = names.find("grant", decide.grant(), Set.of(RecordKind.GRANT));
        Decide.demandVersion(before, decide.expectedVersion());
        Grant grant = (Grant) before.state();
        if (grant.acceptedBy() != null || hasEnded(grant)) {
            throw Refusal.of("grant", Problem.Code.NOT_ALLOWED, "The grant is decided already");
        }
        Map<String, Object> members = members(before);
        if (decide.accept()) {
            rights.demandOther(grant.proposedBy());
            demandNotHolder(grant);
            members.put("acceptedBy", rights.person());
        } else {
            end(members, today);
        }
        Event.Type type = decide.accept() ? Event.Type.GRANT_ACCEPTED : Event.Type.GRANT_DECLINED;
        return changed(before, type, decide.reason(), members, position);
    }

    private void demandNotHolder(Grant grant) {
        if (grant.holder().equals(rights.person())) {
            throw Refusal.of(
                    "grant", Problem.Code.NOT_ALLOWED, "Nobody agrees to a role for himself; let somebody else do it");
        }
    }

    /** One person is enough to take a role away. */
    Decision endGrant(Command.EndGrant end, long position) {
        rights.demandRole(Role.OPERATOR);
        Recorded<State> before = names.find("grant", end.grant(), Set.of(RecordKind.GRANT));
        Decide.demandVersion(before, end.expectedVersion());
        if (end.on().isBefore(today)) {
            throw Refusal.of(
                    "on",
                    Problem.Code.NOT_ALLOWED,
                    "A role is taken away from today (%s) on, or later, but this is %s".formatted(today, end.on()));
        }
        LocalDate to = ((Grant) before.state()).validity().to();
        if (to != null && end.on().isAfter(to)) {
            throw Refusal.of(
                    "on",
                    Problem.Code.NOT_ALLOWED,
                    "The role ends on %s already; to hold it longer takes a new grant".formatted(to));
        }
        Map<String, Object> members = members(before);
        end(members, end.on());
        return changed(before, Event.Type.GRANT_ENDED, end.reason(), members, position);
    }

    /** A grant that never began holds on no day: it ends where it begins, a day before which nothing was. */
    private void end(Map<String, Object> members, LocalDate on) {
        Object from = members.get("from");
        if (from != null && !LocalDate.parse(from.toString()).isBefore(on)) {
            members.put("from", today.minusDays(1).toString());
            members.put("to", today.toString());
            members.remove("acceptedBy");
        } else {
            members.put("to", on.toString());
        }
    }

    private boolean hasEnded(Grant grant) {
        LocalDate to = grant.validity().to();
        return to != null && !to.isAfter(today);
    }

    /** Whoever records for the owner may restrict at once, which also withdraws a proposal to release. */
    Decision restrict(Command.Restrict restrict, long position) {
        Recorded<State> before = asset(restrict.record(), restrict.expectedVersion());
        Map<String, Object> members = members(before);
        members.put("restriction", Map.of("ground", restrict.ground()));
        return changed(before, Event.Type.RESTRICTED, null, members, position);
    }

    Decision proposeRelease(Command.ProposeRelease propose, long position) {
        rights.demandPerson();
        Recorded<State> before = asset(propose.record(), propose.expectedVersion());
        Restriction restriction = demandRestricted(before);
        Map<String, Object> members = members(before);
        members.put("restriction", Map.of("ground", restriction.ground(), "releaseProposedBy", rights.person()));
        return changed(before, Event.Type.RELEASE_PROPOSED, propose.reason(), members, position);
    }

    Decision decideRelease(Command.DecideRelease decide, long position) {
        rights.demandPerson();
        Recorded<State> before = asset(decide.record(), decide.expectedVersion());
        Restriction restriction = demandRestricted(before);
        String proposedBy = restriction.releaseProposedBy();
        if (proposedBy == null) {
            throw Refusal.of("record", Problem.Code.NOT_ALLOWED, "Nobody has proposed to lift the restriction");
        }
        Map<String, Object> members = members(before);
        if (decide.accept()) {
            rights.demandOther(proposedBy);
            members.remove("restriction");
        } else {
            members.put("restriction", Map.of("ground", restriction.ground()));
        }
        Event.Type type = decide.accept() ? Event.Type.RELEASED : Event.Type.RELEASE_DECLINED;
        return changed(before, type, decide.reason(), members, position);
    }

    private Recorded<State> asset(Ref ref, int expectedVersion) {
        Recorded<State> before = names.find("record", ref, Registrations.ASSETS);
        rights.demand(before);
        Decide.demandVersion(before, expectedVersion);
        return before;
    }

    private static Restriction demandRestricted(Recorded<State> record) {
        Restriction restriction = ((Asset) record.state()).restriction();
        if (restriction == null) {
            throw Refusal.of("record", Problem.Code.NOT_ALLOWED, "The asset is not restricted");
        }
        return restriction;
    }

    private Decision changed(
            Recorded<State> before,
            Event.Type type,
            @Nullable String reason,
            Map<String, Object> members,
            long position) {
        State state = rules.admitted(before.id(), before.kind(), members, new ArrayList<>());
        return Decide.changed(before, type, today, Decide.reason(reason), state, position);
    }

    private static Map<String, Object> members(Recorded<State> record) {
        return new HashMap<>(StateJson.write(record.state()));
    }
}
