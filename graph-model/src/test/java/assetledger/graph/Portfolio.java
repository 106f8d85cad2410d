package assetledger.graph;

import assetledger.decide.Command;
import assetledger.decide.Ref;
import assetledger.model.ExternalId;
import assetledger.model.LinkKind;
import assetledger.model.RecordKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The demonstration portfolio as commands. Its file belongs to asset-api, which has a reader of its own. */
final class Portfolio {
    private static final String FILE = "asset-api/src/main/resources/assetledger/demonstration/portfolio.yaml";

    private Portfolio() {}

    static List<Command> commands() {
        Path file = Stream.of("..", ".")
                .map(root -> Path.of(root, FILE))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "No %s above or in %s".formatted(FILE, Path.of("").toAbsolutePath())));
        Map<?, ?> document = new YAMLMapper().readValue(file.toFile(), Map.class);
        return ((List<?>) get(document, "items"))
                .stream().map(Portfolio::command).toList();
    }

    static Ref ref(String name) {
        return new Ref.ByExternalId(new ExternalId("demo", name));
    }

    private static Command command(Object item) {
        Map.Entry<?, ?> only = ((Map<?, ?>) item).entrySet().iterator().next();
        Map<?, ?> members = (Map<?, ?>) only.getValue();
        return switch ((String) only.getKey()) {
            case "register" -> register((Map<?, ?>) get(members, "record"));
            case "link" -> connect(members(members));
            case "declareNoSystem" ->
                new Command.DeclareNoSystem(
                        (Ref) member(get(members, "subject")),
                        (Ref) member(get(members, "function")),
                        date(members, "on"));
            case "declareReportedThrough" ->
                new Command.DeclareReportedThrough(
                        (Ref) member(get(members, "subject")), (String) get(members, "area"), date(members, "through"));
            default -> throw new IllegalStateException("No command is called " + only.getKey());
        };
    }

    private static Command register(Map<?, ?> record) {
        Map.Entry<?, ?> only = record.entrySet().iterator().next();
        RecordKind kind = RecordKind.ofInputName((String) only.getKey()).orElseThrow();
        return new Command.Register(kind, members((Map<?, ?>) only.getValue()), null, null, null);
    }

    private static Command connect(Map<String, Object> members) {
        LinkKind kind = LinkKind.valueOf((String) get(members, "kind"));
        Ref tail = (Ref) get(members, "tail");
        Ref head = (Ref) get(members, "head");
        members.keySet().removeAll(List.of("kind", "tail", "head"));
        return new Command.Connect(kind, tail, head, members);
    }

    private static Map<String, Object> members(Map<?, ?> given) {
        Map<String, Object> members = new HashMap<>();
        given.forEach((name, value) -> members.put((String) name, member(value)));
        return members;
    }

    private static Object member(Object value) {
        if (value instanceof Map<?, ?> map && map.get("external") instanceof Map<?, ?> external) {
            return new Ref.ByExternalId(
                    new ExternalId((String) get(external, "scheme"), (String) get(external, "value")));
        }
        return value;
    }

    private static LocalDate date(Map<?, ?> members, String name) {
        return LocalDate.parse((String) get(members, name));
    }

    private static Object get(Map<?, ?> map, String name) {
        @Nullable Object value = map.get(name);
        if (value == null) {
            throw new IllegalStateException("No %s in %s".formatted(name, map));
        }
        return value;
    }
}
