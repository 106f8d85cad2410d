package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Subject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Authorities that cease to exist, merged into one other or split into several. One that only gets another name, level
 * or parent is the same authority, and is revised.
 */
final class Closings {
    private final Heads heads;
    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;

    Closings(Heads heads, Names names, StateRules rules, Rights rights, LocalDate today) {
        this.heads = heads;
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
    }

    Decision close(Command.CloseAuthority close, long position) {
        rights.demandFor(null);
        Recorded<State> before = names.find("authority", close.authority(), Set.of(RecordKind.SUBJECT));
        Decide.demandVersion(before, close.expectedVersion());
        List<Problem> problems = new ArrayList<>();
        demandDay((Subject) before.state(), close.on(), problems);
        List<RecordId> successors = successors(before.id(), close, problems);
        if (successors.isEmpty() && close.reason() == null) {
            problems.add(new Problem(
                    null,
                    "reason",
                    Problem.Code.REQUIRED,
                    "Name the successors, or say why there are none, since nothing is left to follow"));
        }
        problems.addAll(heads.remains(before.id()).problems(heads));
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.put("existsTo", close.on().toString());
        members.put("successors", successors.stream().map(RecordId::toString).toList());
        State state = rules.admitted(before.id(), before.kind(), members, problems);
        return Decide.changed(
                before, Event.Type.AUTHORITY_CLOSED, close.on(), Decide.reason(close.reason()), state, position);
    }

    /** One whose end was told at its registration closes on that day, and gets the successors that it was without. */
    private void demandDay(Subject before, LocalDate on, List<Problem> problems) {
        LocalDate end = before.existence().to();
        if (end != null && (!end.equals(on) || !before.successors().isEmpty())) {
            problems.add(notAllowed("authority", "The authority is recorded to exist until %s already".formatted(end)));
        } else if (on.isAfter(today)) {
            problems.add(notAllowed(
                    "on",
                    "An authority is closed when it has ceased to exist, by today (%s), but this is %s"
                            .formatted(today, on)));
        }
    }

    private List<RecordId> successors(RecordId closed, Command.CloseAuthority close, List<Problem> problems) {
        List<RecordId> successors = new ArrayList<>();
        Set<RecordId> seen = new HashSet<>(Set.of(closed));
        for (int i = 0; i < close.successors().size(); i++) {
            String place = "successors[%d]".formatted(i);
            try {
                Recorded<State> successor = names.find(place, close.successors().get(i), Set.of(RecordKind.SUBJECT));
                if (!seen.add(successor.id())) {
                    problems.add(notAllowed(place, "A successor is another authority, and named once"));
                } else if (!((Subject) successor.state()).existence().contains(close.on())) {
                    problems.add(notAllowed(place, "This successor does not exist on %s".formatted(close.on())));
                }
                successors.add(successor.id());
            } catch (Refusal unknown) {
                problems.addAll(unknown.problems());
            }
        }
        return successors;
    }

    private static Problem notAllowed(String field, String message) {
        return new Problem(null, field, Problem.Code.NOT_ALLOWED, message);
    }
}
