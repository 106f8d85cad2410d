package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Asset;
import assetledger.model.FormerOwner;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.Transfer;
import assetledger.model.TransferState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Assets change hands as one proposed change, when two persons have agreed, one for each side. All that a transfer rests
 * on is judged when it is proposed, and again when it takes effect.
 */
final class Transfers {
    private final Heads heads;
    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Transfers(Heads heads, Names names, StateRules rules, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.heads = heads;
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    /** Whoever records for both sides proposes for the giver. */
    Decision propose(Command.ProposeTransfer propose, long position) {
        rights.demandPerson();
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = new HashMap<>();
        members.put("from", names.tried("from", propose.from(), RecordKind.SUBJECT, problems));
        members.put("to", names.tried("to", propose.to(), RecordKind.SUBJECT, problems));
        if (problems.isEmpty()) {
            members.put(isForGiver(members) ? "acceptedByGiver" : "acceptedByTaker", rights.person());
        }
        members.put("assets", assets(propose.assets(), problems));
        members.put("on", propose.on().toString());
        if (propose.act() != null) {
            members.put("act", names.tried("act", propose.act(), RecordKind.LEGAL_ACT, problems));
        }
        if (propose.ground() != null) {
            members.put("ground", propose.ground());
        }
        members.put("state", TransferState.PROPOSED.name());
        members.put("proposedBy", rights.person());
        RecordId id = ids.get();
        Transfer transfer = (Transfer) rules.admitted(id, RecordKind.TRANSFER, members, problems);
        changesOfOwner(transfer);
        return Decide.accepted(
                new Event(id, 1, Event.Type.TRANSFER_PROPOSED, today, Decide.reason(propose.reason()), transfer),
                position);
    }

    private boolean isForGiver(Map<String, Object> members) {
        boolean isForGiver = rights.mayRecordFor(RecordId.of(String.valueOf(members.get("from"))));
        if (!isForGiver && !rights.mayRecordFor(RecordId.of(String.valueOf(members.get("to"))))) {
            throw new Forbidden("You may propose only transfers from or to an authority that you record for");
        }
        return isForGiver;
    }

    private List<String> assets(List<Ref> refs, List<Problem> problems) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            try {
                Recorded<State> asset = names.find(place(i), refs.get(i), Registrations.ASSETS);
                found.add(asset.id().toString());
            } catch (Refusal unknown) {
                problems.addAll(unknown.problems());
                // Any id will do: the problem is noted, and reading goes on only to find the others.
                found.add(RecordId.random().toString());
            }
        }
        return found;
    }

    Decision decide(Command.DecideTransfer decide, long position) {
        rights.demandPerson();
        Recorded<State> before = names.find("transfer", decide.transfer(), Set.of(RecordKind.TRANSFER));
        Transfer transfer = (Transfer) before.state();
        TransferState outcome = outcome(transfer, decide.accept());
        Decide.demandVersion(before, decide.expectedVersion());
        if (!transfer.isOpen()) {
            throw Refusal.of(
                    "transfer", Problem.Code.NOT_ALLOWED, "The transfer is decided already: " + transfer.state());
        }
        return switch (outcome) {
            case ACCEPTED -> accepted(before, transfer, decide, position);
            case DECLINED -> closed(before, Event.Type.TRANSFER_DECLINED, outcome, decide, position);
            default -> closed(before, Event.Type.TRANSFER_WITHDRAWN, outcome, decide, position);
        };
    }

    /** The side that was asked accepts or declines; the one that proposed can only take it back. */
    private TransferState outcome(Transfer transfer, boolean accept) {
        boolean isOfAsked = rights.mayRecordFor(transfer.asked());
        if (accept) {
            rights.demandFor(transfer.asked());
            return TransferState.ACCEPTED;
        } else if (isOfAsked && !transfer.proposedBy().equals(rights.person())) {
            return TransferState.DECLINED;
        }
        rights.demandFor(transfer.proposing());
        return TransferState.WITHDRAWN;
    }

    private Decision accepted(Recorded<State> before, Transfer transfer, Command.DecideTransfer decide, long position) {
        rights.demandOther(transfer.proposedBy());
        if (transfer.on().isAfter(today)) {
            throw Refusal.of(
                    "transfer",
                    Problem.Code.NOT_ALLOWED,
                    "The assets go over on %s, and today is %s; accept the transfer on that day or later"
                            .formatted(transfer.on(), today));
        }
        List<Event> changes = changesOfOwner(transfer);
        Map<String, Object> members = members(before);
        members.put(transfer.acceptedByGiver() == null ? "acceptedByGiver" : "acceptedByTaker", rights.person());
        Event event = event(before, Event.Type.TRANSFER_ACCEPTED, TransferState.ACCEPTED, members, decide);
        return new Decision.Accepted(event, position, changes);
    }

    private Decision closed(
            Recorded<State> before,
            Event.Type type,
            TransferState outcome,
            Command.DecideTransfer decide,
            long position) {
        return Decide.accepted(event(before, type, outcome, members(before), decide), position);
    }

    private Event event(
            Recorded<State> before,
            Event.Type type,
            TransferState outcome,
            Map<String, Object> members,
            Command.DecideTransfer decide) {
        members.put("state", outcome.name());
        State state = rules.admitted(before.id(), before.kind(), members, new ArrayList<>());
        return new Event(before.id(), before.version() + 1, type, today, Decide.reason(decide.reason()), state);
    }

    /** What becomes of each asset when the transfer takes effect; refused with all that stands against it. */
    private List<Event> changesOfOwner(Transfer transfer) {
        List<Problem> problems = new ArrayList<>();
        demandExisting(transfer, problems);
        List<Event> changes = new ArrayList<>();
        for (int i = 0; i < transfer.assets().size(); i++) {
            try {
                changes.add(changeOfOwner(transfer, asset(transfer, i)));
            } catch (Refusal refusal) {
                String place = place(i);
                refusal.problems().forEach(problem -> problems.add(within(place, problem)));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal(problems);
        }
        return changes;
    }

    /** On every day exactly one authority answers for an asset, and exists on it (BR02). */
    private void demandExisting(Transfer transfer, List<Problem> problems) {
        Subject giver = subject(transfer.from());
        if (!giver.existence().contains(transfer.on().minusDays(1))) {
            problems.add(notAllowed(
                    "on",
                    "The giver must exist to the day before the assets go over, but %s was none of its days"
                            .formatted(transfer.on().minusDays(1))));
        }
        if (!subject(transfer.to()).existence().contains(transfer.on())) {
            problems.add(notAllowed("on", "The taker does not exist on %s".formatted(transfer.on())));
        }
    }

    private Subject subject(RecordId id) {
        return (Subject) heads.find(id).orElseThrow().state();
    }

    private Recorded<State> asset(Transfer transfer, int i) {
        return heads.find(transfer.assets().get(i))
                .filter(asset -> transfer.from().equals(asset.state().owner()))
                .orElseThrow(() ->
                        Refusal.of(null, Problem.Code.NOT_ALLOWED, "This asset is not, or no longer, of the giver"));
    }

    private Event changeOfOwner(Transfer transfer, Recorded<State> before) {
        List<FormerOwner> former = ((Asset) before.state()).formerOwners();
        if (!former.isEmpty() && !former.get(former.size() - 1).until().isBefore(transfer.on())) {
            throw Refusal.of(
                    null,
                    Problem.Code.NOT_ALLOWED,
                    "The giver got this asset on %s, so it leaves on a later day, not on %s"
                            .formatted(former.get(former.size() - 1).until(), transfer.on()));
        }
        Map<String, Object> members = members(before);
        List<Object> owners = new ArrayList<>((List<?>) members.getOrDefault("formerOwners", List.of()));
        owners.add(Map.of(
                "owner", transfer.from().toString(), "until", transfer.on().toString()));
        members.put("formerOwners", owners);
        members.put("owner", transfer.to().toString());
        State state = rules.admitted(before.id(), before.kind(), members, new ArrayList<>());
        return new Event(
                before.id(), before.version() + 1, Event.Type.OWNER_CHANGED, transfer.on(), transfer.ground(), state);
    }

    private static Problem within(String place, Problem problem) {
        String field = problem.field() == null ? place : place + "." + problem.field();
        return new Problem(problem.record(), field, problem.code(), problem.message());
    }

    private static Problem notAllowed(String field, String message) {
        return new Problem(null, field, Problem.Code.NOT_ALLOWED, message);
    }

    private static String place(int i) {
        return "assets[%d]".formatted(i);
    }

    private static Map<String, Object> members(Recorded<State> record) {
        return new HashMap<>(StateJson.write(record.state()));
    }
}
