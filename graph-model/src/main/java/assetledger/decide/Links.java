package assetledger.decide;

import assetledger.event.Event;
import assetledger.event.StateJson;
import assetledger.model.InvalidValue;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Validity;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        Map<String, Object> members = members(connect, problems);
        return connected(members, problems, position);
    }

    /** The members of a link, ends and all, for one who may tie its tail to something. */
    private Map<String, Object> members(Command.Connect connect, List<Problem> problems) {
        Map<String, Object> members = names.resolve(connect.terms(), problems);
        LinkKind kind = connect.kind();
        members.put("kind", kind.name());
        members.put("tail", names.tried("tail", connect.tail(), kind.tail(), problems));
        members.put("head", names.tried("head", connect.head(), kind.head(), problems));
        if (problems.stream().noneMatch(problem -> "tail".equals(problem.field()))) {
            rights.demandFor(rights.ownerOf(id(members, "tail")));
        }
        return members;
    }

    private Decision connected(Map<String, Object> members, List<Problem> problems, long position) {
        RecordId id = ids.get();
        Link link = (Link) rules.admitted(id, RecordKind.LINK, members, problems);
        rules.demandOnce("from", id, link);
        rules.demandNoCircle("head", id, link);
        demandAgreement(link);
        return Decide.accepted(new Event(id, 1, Event.Type.LINKED, effective(link), null, link), position);
    }

    /** A part of another owner's whole is one by an agreement (BR09). */
    private void demandAgreement(Link link) {
        if (link.link() == LinkKind.PART_OF
                && link.terms().act() == null
                && !Objects.equals(rights.ownerOf(link.tail()), rights.ownerOf(link.head()))) {
            throw Refusal.of(
                    "act",
                    Problem.Code.NOT_ALLOWED,
                    "The whole has another owner; name the act by which the two agreed on the part");
        }
    }

    private LocalDate effective(Link link) {
        LocalDate from = link.validity().from();
        return from == null ? today : from;
    }

    Decision put(Command.PutLink put, long position) {
        List<Problem> problems = new ArrayList<>();
        Map<String, Object> given =
                members(new Command.Connect(put.kind(), put.tail(), put.head(), put.terms()), problems);
        List<Recorded<State>> known = known(put.kind(), given);
        if (known.isEmpty()) {
            return connected(given, problems, position);
        } else if (known.size() > 1) {
            throw several(put.kind(), known);
        }
        Recorded<State> before = known.get(0);
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.putAll(given);
        Link state = (Link) rules.admitted(before.id(), RecordKind.LINK, members, problems);
        rules.demandNoCircle("from", before.id(), state);
        if (!Objects.equals(((Link) before.state()).terms().act(), state.terms().act())) {
            demandAgreement(state);
        }
        return Decide.changed(before, Event.Type.LINK_REVISED, today, null, state, position);
    }

    /** The links of a kind between the two ends that hold on any of the days that are given. */
    private List<Recorded<State>> known(LinkKind kind, Map<String, Object> given) {
        return days(given)
                .map(days -> names.links(kind, id(given, "tail"), id(given, "head")).stream()
                        .filter(link -> ((Link) link.state()).validity().overlaps(days))
                        .toList())
                .orElse(List.of());
    }

    /** Nothing where they are malformed: no link has such days, and the form of a new one will say what is wrong. */
    private static Optional<Validity> days(Map<String, Object> given) {
        try {
            return Optional.of(new Validity(day(given.get("from")), day(given.get("to"))));
        } catch (DateTimeParseException | InvalidValue malformed) {
            return Optional.empty();
        }
    }

    private static @Nullable LocalDate day(@Nullable Object given) {
        return given == null ? null : LocalDate.parse(given.toString());
    }

    private static RecordId id(Map<String, Object> members, String name) {
        return RecordId.of(name, String.valueOf(members.get(name)));
    }

    private static Refusal several(LinkKind kind, List<Recorded<State>> known) {
        return Refusal.of(
                "from",
                Problem.Code.AMBIGUOUS,
                "%d %s links are recorded for these days: %s; give the days of one of them"
                        .formatted(
                                known.size(),
                                kind,
                                known.stream().map(link -> link.id().toString()).collect(Collectors.joining(", "))));
    }

    Decision end(Command.EndLink end, long position) {
        Recorded<State> before = names.find("link", end.link(), Set.of(RecordKind.LINK));
        rights.demand(before);
        Decide.demandVersion(before, end.expectedVersion());
        Map<String, Object> members = new HashMap<>(StateJson.write(before.state()));
        members.put("to", end.on().toString());
        Link state = (Link) rules.admitted(before.id(), RecordKind.LINK, members, new ArrayList<>());
        rules.demandOnce("to", before.id(), state);
        rules.demandNoCircle("to", before.id(), state);
        return Decide.changed(before, Event.Type.LINK_ENDED, end.on(), Decide.reason(end.reason()), state, position);
    }
}
