package assetledger.decide;

import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the records that a client names. */
final class Names {
    /** Which kind of record a member names; external identifiers need it, because a scheme may span kinds. */
    private static final Map<String, RecordKind> MEMBERS = Map.of(
            "owner", RecordKind.SUBJECT,
            "parent", RecordKind.SUBJECT,
            "broader", RecordKind.FUNCTION,
            "authority", RecordKind.SUBJECT,
            "act", RecordKind.LEGAL_ACT,
            "added", RecordKind.FUNCTION,
            "without", RecordKind.FUNCTION,
            "person", RecordKind.PERSON);

    private final Heads heads;
    private final Predicate<Recorded<State>> exists;

    /**
     * Finds among the records that exist for somebody.
     * @param exists says so; what does not is answered as if it were not there
     */
    Names(Heads heads, Predicate<Recorded<State>> exists) {
        this.heads = heads;
        this.exists = exists;
    }

    /** The one record that is meant. */
    Recorded<State> find(String field, Ref ref, Set<RecordKind> kinds) {
        List<Recorded<State>> found = named(ref).stream().filter(exists).toList();
        List<Recorded<State>> fitting =
                found.stream().filter(record -> kinds.contains(record.kind())).toList();
        if (fitting.size() == 1) {
            return fitting.get(0);
        }
        if (found.isEmpty()) {
            throw Refusal.of(field, Problem.Code.NOT_FOUND, "No %s is recorded as '%s'".formatted(names(kinds), ref));
        }
        if (fitting.isEmpty()) {
            throw Refusal.of(
                    field,
                    Problem.Code.WRONG_KIND,
                    "%s must be a %s, but '%s' is a %s"
                            .formatted(
                                    field,
                                    names(kinds),
                                    ref,
                                    found.get(0).kind().label()));
        }
        throw Refusal.of(
                field,
                Problem.Code.AMBIGUOUS,
                "'%s' names %d records of several owners; name one by its id".formatted(ref, fitting.size()));
    }

    /** The records of a kind that a name fits, whoever their owners are. */
    List<Recorded<State>> carriers(Ref ref, RecordKind kind) {
        return named(ref).stream()
                .filter(record -> record.kind() == kind && exists.test(record))
                .toList();
    }

    /** The links of a kind from tail to head, past ones too; who may change the tail sees them all. */
    List<Recorded<State>> links(LinkKind kind, RecordId tail, RecordId head) {
        return heads.links(kind, tail, head);
    }

    RecordId id(String field, Ref ref, RecordKind kind) {
        return find(field, ref, Set.of(kind)).id();
    }

    /** The members with an id in place of every reference; a reference that finds nothing adds its problem instead. */
    Map<String, Object> resolve(Map<String, Object> members, List<Problem> problems) {
        Map<String, Object> resolved = new HashMap<>();
        members.forEach((name, value) -> {
            resolved.put(name, resolved(name, name, value, problems));
        });
        return resolved;
    }

    /** References may stand in lists, and in the objects of lists. */
    private @Nullable Object resolved(String place, String name, @Nullable Object value, List<Problem> problems) {
        if (value instanceof Ref ref) {
            return tried(place, ref, MEMBERS.getOrDefault(name, RecordKind.SUBJECT), problems);
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element ->
                    elements.add(resolved("%s[%d]".formatted(place, elements.size()), name, element, problems)));
            return elements;
        } else if (value instanceof Map<?, ?> object) {
            Map<String, @Nullable Object> members = new HashMap<>();
            object.forEach((key, member) ->
                    members.put(key.toString(), resolved(place + "." + key, key.toString(), member, problems)));
            return members;
        }
        return value;
    }

    /** The id of the record that is meant; where none is, its problem is added and the id is nobody's. */
    String tried(String name, Ref ref, RecordKind kind, List<Problem> problems) {
        try {
            return id(name, ref, kind).toString();
        } catch (Refusal refusal) {
            problems.addAll(refusal.problems());
            // Any id will do: the problem is noted, and reading goes on only to find the others.
            return RecordId.random().toString();
        }
    }

    private List<Recorded<State>> named(Ref ref) {
        if (ref instanceof Ref.ById byId) {
            return heads.find(byId.id()).stream().toList();
        }
        return heads.named(((Ref.ByExternalId) ref).externalId());
    }

    private static String names(Set<RecordKind> kinds) {
        return kinds.stream()
                .map(kind -> kind.label().replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(" or "));
    }
}
