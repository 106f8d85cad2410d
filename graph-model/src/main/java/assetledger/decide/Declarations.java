package assetledger.decide;

import assetledger.event.Event;
import assetledger.model.Declaration;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What an authority says of its own list of systems; to say it again changes nothing. */
final class Declarations {
    private final Heads heads;
    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Declarations(Heads heads, Names names, StateRules rules, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.heads = heads;
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    Decision reportedThrough(Command.DeclareReportedThrough declare, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = new HashMap<>();
        members.put("subject", names.tried("subject", declare.subject(), RecordKind.SUBJECT, problems));
        members.put("area", declare.area());
        members.put("on", declare.through().toString());
        return declared(members, problems, position);
    }

    Decision noSystem(Command.DeclareNoSystem declare, long position) {
        List<Problem> problems = new ArrayList<>();
        String subject = names.tried("subject", declare.subject(), RecordKind.SUBJECT, problems);
        String function = names.tried("function", declare.function(), RecordKind.FUNCTION, problems);
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
        if (problems.stream().noneMatch(problem -> "subject".equals(problem.field()))) {
            rights.demandFor(RecordId.of(String.valueOf(members.get("subject"))));
        }
        RecordId id = ids.get();
        State state = rules.admitted(id, RecordKind.DECLARATION, members, problems);
        Declaration said = (Declaration) state;
        LocalDate on = Decide.notAfter(today, said.on());
        return heads.said(said)
                .<Decision>map(Decision.Unchanged::new)
                .orElseGet(() -> Decide.accepted(new Event(id, 1, Event.Type.DECLARED, on, null, state), position));
    }
}
