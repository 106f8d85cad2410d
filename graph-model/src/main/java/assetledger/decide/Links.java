package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Ties between records: whoever may change the tail may tie it to what he may see, and end that. */
final class Links {
    private final Names names;
    private final StateRules rules;
    private final Rights rights;
    private final LocalDate today;
    private final Supplier<RecordId> ids;

    Links(Names names, StateRules rules, Rights rights, LocalDate today, Supplier<RecordId> ids) {
        this.names = names;
        this.rules = rules;
        this.rights = rights;
        this.today = today;
        this.ids = ids;
    }

    Decision connect(Command.Connect connect, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> members = names.resolve(connect.terms(), problems);
        LinkKind kind = connect.kind();
        members.put("kind", kind.name());
        members.put("tail", names.tried("tail", connect.tail(), kind.tail(), problems));
        members.put("head", names.tried("head", connect.head(), kind.head(), problems));
        if (problems.stream().noneMatch(problem -> "tail".equals(problem.field()))) {
            rights.demandFor(rights.ownerOf(RecordId.of(String.valueOf(members.get("tail")))));
        }
        RecordId id = ids.get();
        Link link = (Link) rules.admitted(id, RecordKind.LINK, members, problems);
        rules.demandOnce("from", id, link);
        return Decide.accepted(new Event(id, 1, Event.Type.LINKED, effective(link), null, link), position);
    }

    private LocalDate effective(Link link) {
        LocalDate from = link.validity().from();
        return from == null ? today : from;
    }

    Decision end(Command.EndLink end, long position) {
        Recorded<State> before = names.find("link", end.link(), Set.of(RecordKind.LINK));
        rights.demand(before);
        Decide.demandVersion(before, end.expectedVersion());
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.put("to", end.on().toString());
        State state = rules.admitted(before.id(), RecordKind.LINK, members, new ArrayList<>());
        rules.demandOnce("to", before.id(), (Link) state);
        return Decide.changed(before, Event.Type.LINK_ENDED, end.on(), Decide.reason(end.reason()), state, position);
    }
}
