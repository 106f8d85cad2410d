package assetledger.api.command;

import assetledger.decide.Command;
import assetledger.decide.Ref;
import assetledger.model.ExternalId;
import assetledger.model.ImportPlace;
import assetledger.model.InvalidValue;
import assetledger.model.LinkKind;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads commands from GraphQL's input objects, whose types have been checked against the schema. */
public final class CommandReader {
    /** One request may hold so many commands. */
    public static final int MOST_ITEMS = 1_000;

    private static final Set<String> ENDS = Set.of("kind", "tail", "head");

    private CommandReader() {}

    /** The commands of a batch. */
    public static List<Command> batch(Map<String, Object> input) {
        List<?> items = (List<?>) input.getOrDefault("items", List.of());
        if (items.isEmpty() || items.size() > MOST_ITEMS) {
            throw new InvalidValue(
                    "input.items",
                    "A batch holds 1 to %,d items, but this one holds %,d".formatted(MOST_ITEMS, items.size()));
        }
        return items.stream().map(item -> single(object(item))).toList();
    }

    /** Where in an import the items of a batch come from; none where they come from none. */
    public static List<ImportPlace> places(Map<String, Object> input) {
        Map<String, Object> place = object(input.get("import"));
        if (place.isEmpty()) {
            return List.of();
        }
        RecordId run = RecordId.of("input.import.id", text(place, "id"));
        List<?> rows = (List<?>) place.getOrDefault("rows", List.of());
        int items = ((List<?>) input.getOrDefault("items", List.of())).size();
        if (rows.size() != items) {
            throw new InvalidValue(
                    "input.import.rows",
                    "There is one row for each item, in their order; these are %,d rows for %,d items"
                            .formatted(rows.size(), items));
        }
        List<ImportPlace> places = new ArrayList<>();
        rows.forEach(row -> places.add(place(run, object(row), places.size())));
        return places;
    }

    private static ImportPlace place(RecordId run, Map<String, Object> row, int index) {
        try {
            return new ImportPlace(run, number(row, "table"), number(row, "row"));
        } catch (InvalidValue malformed) {
            throw new InvalidValue(
                    "input.import.rows[%d].%s".formatted(index, malformed.field()),
                    String.valueOf(malformed.getMessage()));
        }
    }

    private static int number(Map<String, Object> input, String name) {
        return (Integer) input.getOrDefault(name, 0);
    }

    private static Command single(Map<String, Object> item) {
        Map.Entry<String, Object> only = item.entrySet().iterator().next();
        return single(only.getKey(), object(only.getValue()));
    }

    /**
     * The command that a mutation stands for; what cannot be read is a command too, and refused.
     * @param mutation its name, such as {@code register}
     */
    public static Command single(String mutation, Map<String, Object> input) {
        try {
            return read(mutation, input);
        } catch (InvalidValue malformed) {
            return new Command.Malformed(
                    new Problem(null, malformed.field(), Problem.Code.FORM, String.valueOf(malformed.getMessage())));
        }
    }

    private static Command read(String mutation, Map<String, Object> input) {
        return switch (mutation) {
            case "register" ->
                new Command.Register(
                        recordKind(input, "record"),
                        recordMembers(input, "record"),
                        (String) input.get("restriction"),
                        date(input, "effective"),
                        reason(input));
            case "revise" ->
                new Command.Revise(
                        ref(input, "record"),
                        version(input),
                        recordKind(input, "changes"),
                        recordMembers(input, "changes"),
                        (Integer) input.get("corrects"),
                        date(input, "effective"),
                        reason(input));
            case "put" ->
                new Command.Put(
                        recordKind(input, "record"),
                        recordMembers(input, "record"),
                        (String) input.get("restriction"),
                        date(input, "effective"),
                        reason(input));
            case "link" -> new Command.Connect(linkKind(input), ref(input, "tail"), ref(input, "head"), terms(input));
            case "putLink" ->
                new Command.PutLink(linkKind(input), ref(input, "tail"), ref(input, "head"), terms(input));
            case "endLink" ->
                new Command.EndLink(
                        new Ref.ById(RecordId.of("link", text(input, "link"))),
                        version(input),
                        day(input, "on"),
                        reason(input));
            case "changeStage" ->
                new Command.ChangeStage(
                        ref(input, "record"), version(input), text(input, "stage"), day(input, "from"), reason(input));
            case "declareReportedThrough" ->
                new Command.DeclareReportedThrough(ref(input, "subject"), text(input, "area"), day(input, "through"));
            case "declareNoSystem" ->
                new Command.DeclareNoSystem(ref(input, "subject"), ref(input, "function"), day(input, "on"));
            case "restrict" -> new Command.Restrict(ref(input, "record"), version(input), text(input, "ground"));
            case "proposeRelease" -> new Command.ProposeRelease(ref(input, "record"), version(input), reason(input));
            case "decideRelease" ->
                new Command.DecideRelease(ref(input, "record"), version(input), accept(input), reason(input));
            case "proposeGrant" -> new Command.ProposeGrant(withRefs(without(input, "reason")), reason(input));
            case "decideGrant" -> new Command.DecideGrant(grant(input), version(input), accept(input), reason(input));
            case "endGrant" -> new Command.EndGrant(grant(input), version(input), day(input, "on"), reason(input));
            case "startImport" -> new Command.StartImport(text(input, "source"), objects(input, "tables"));
            case "finishImport" ->
                new Command.FinishImport(
                        new Ref.ById(RecordId.of("import", text(input, "import"))),
                        text(input, "outcome"),
                        objects(input, "tables"));
            case "describePerson" ->
                new Command.DescribePerson(
                        input.get("person") == null ? null : person(input),
                        (Integer) input.get("expectedVersion"),
                        withRefs(without(input, "person", "expectedVersion", "reason")),
                        reason(input));
            case "erasePerson" ->
                new Command.ErasePerson(person(input), version(input), text(input, "basis"), reason(input));
            case "proposeTransfer" ->
                new Command.ProposeTransfer(
                        ref(input, "from"),
                        ref(input, "to"),
                        refs(input, "assets"),
                        day(input, "on"),
                        input.get("act") == null ? null : ref(input, "act"),
                        (String) input.get("ground"),
                        reason(input));
            case "decideTransfer" ->
                new Command.DecideTransfer(
                        new Ref.ById(RecordId.of("transfer", text(input, "transfer"))),
                        version(input),
                        accept(input),
                        reason(input));
            case "closeAuthority" ->
                new Command.CloseAuthority(
                        ref(input, "authority"),
                        version(input),
                        day(input, "on"),
                        refs(input, "successors"),
                        reason(input));
            default -> throw new IllegalArgumentException("There is no mutation " + mutation);
        };
    }

    private static RecordKind recordKind(Map<String, Object> input, String member) {
        String name = object(input.get(member)).keySet().iterator().next();
        return RecordKind.ofInputName(name).orElseThrow();
    }

    private static Map<String, Object> recordMembers(Map<String, Object> input, String member) {
        Object members = object(input.get(member)).values().iterator().next();
        return withRefs(object(members));
    }

    private static LinkKind linkKind(Map<String, Object> input) {
        return LinkKind.valueOf(text(input, "kind"));
    }

    private static Map<String, Object> terms(Map<String, Object> input) {
        Map<String, Object> terms = new HashMap<>(input);
        terms.keySet().removeAll(ENDS);
        return withRefs(terms);
    }

    private static Ref grant(Map<String, Object> input) {
        return new Ref.ById(RecordId.of("grant", text(input, "grant")));
    }

    private static Ref person(Map<String, Object> input) {
        return new Ref.ById(RecordId.of("person", text(input, "person")));
    }

    private static boolean accept(Map<String, Object> input) {
        return Boolean.TRUE.equals(input.get("accept"));
    }

    private static Map<String, Object> without(Map<String, Object> input, String... members) {
        Map<String, Object> others = new HashMap<>(input);
        others.keySet().removeAll(Set.of(members));
        return others;
    }

    private static Map<String, Object> withRefs(Map<String, Object> members) {
        Map<String, Object> read = new HashMap<>();
        members.forEach((name, value) -> read.put(name, withRefs(name, value)));
        return read;
    }

    /** References may stand in lists, and in the objects of lists. */
    private static @Nullable Object withRefs(String place, @Nullable Object value) {
        if (isRef(value)) {
            return ref(place, object(value));
        } else if (value instanceof List<?> list) {
            List<@Nullable Object> elements = new ArrayList<>();
            list.forEach(element -> elements.add(withRefs("%s[%d]".formatted(place, elements.size()), element)));
            return elements;
        } else if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> members = new HashMap<>();
            map.forEach((name, member) ->
                    members.put(name.toString(), withRefs("%s.%s".formatted(place, name), member)));
            return members;
        }
        return value;
    }

    private static boolean isRef(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && map.size() == 1
                && (map.containsKey("id") || map.containsKey("external"));
    }

    private static List<Ref> refs(Map<String, Object> input, String name) {
        List<Ref> refs = new ArrayList<>();
        objects(input, name).forEach(ref -> refs.add(ref("%s[%d]".formatted(name, refs.size()), ref)));
        return refs;
    }

    private static Ref ref(Map<String, Object> input, String name) {
        return ref(name, object(input.get(name)));
    }

    private static Ref ref(String name, Map<String, Object> ref) {
        if (ref.containsKey("id")) {
            return new Ref.ById(RecordId.of(name + ".id", text(ref, "id")));
        }
        Map<String, Object> external = object(ref.get("external"));
        try {
            return new Ref.ByExternalId(new ExternalId(composed(external, "scheme"), composed(external, "value")));
        } catch (InvalidValue malformed) {
            throw new InvalidValue(
                    "%s.external.%s".formatted(name, malformed.field()), String.valueOf(malformed.getMessage()));
        }
    }

    /** Names are compared in Unicode's composed form, however a client writes them. */
    private static String composed(Map<String, Object> input, String name) {
        return Normalizer.normalize(text(input, name), Normalizer.Form.NFC);
    }

    private static int version(Map<String, Object> input) {
        return number(input, "expectedVersion");
    }

    private static @Nullable String reason(Map<String, Object> input) {
        return (String) input.get("reason");
    }

    private static String text(Map<String, Object> input, String name) {
        return String.valueOf(input.get(name));
    }

    private static @Nullable LocalDate date(Map<String, Object> input, String name) {
        return input.get(name) == null ? null : day(input, name);
    }

    private static LocalDate day(Map<String, Object> input, String name) {
        return LocalDate.parse(text(input, name));
    }

    private static List<Map<String, Object>> objects(Map<String, Object> input, String name) {
        return ((List<?>) input.getOrDefault(name, List.of()))
                .stream().map(CommandReader::object).toList();
    }

    @SuppressWarnings("unchecked") // GraphQL's input objects have texts for names.
    private static Map<String, Object> object(@Nullable Object value) {
        return (Map<String, Object>) (value == null ? Map.of() : value);
    }
}
