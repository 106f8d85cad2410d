package assetledger.importer.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Which fields a command has and of which type each is, as the server's schema says. */
final class Shape {
    static final String COMMAND = "CommandInput";
    private static final String FILE = "commands.yaml";
    private static final Shape SHIPPED = read();

    /** The type of a field, such as {@code [ExternalIdInput!]}: a list of that input. */
    record Type(String name, boolean isList, boolean isRequired) {
        static Type of(String text) {
            return new Type(text.replaceAll("[\\[\\]!]", ""), text.startsWith("["), text.endsWith("!"));
        }

        Type ofElements() {
            return new Type(name, false, true);
        }
    }

    private final Map<String, Map<String, Type>> inputs = new HashMap<>();
    private final Map<String, Set<String>> words = new HashMap<>();
    private final Set<String> choices;

    private Shape(JsonNode file) {
        choices = texts(file.path("choices"));
        file.path("words").forEachEntry((name, list) -> words.put(name, texts(list)));
        file.path("inputs").forEachEntry((name, fields) -> {
            Map<String, Type> types = new LinkedHashMap<>();
            fields.forEachEntry((field, type) -> types.put(field, Type.of(type.asString())));
            inputs.put(name, types);
        });
    }

    static Shape shipped() {
        return SHIPPED;
    }

    /** The fields of an input by name; empty for a type that is no input. */
    Map<String, Type> fields(String type) {
        return inputs.getOrDefault(type, Map.of());
    }

    boolean isInput(String type) {
        return inputs.containsKey(type);
    }

    boolean isChoice(String type) {
        return choices.contains(type);
    }

    /** The words of an enumeration; empty for a type that is none. */
    Set<String> words(String type) {
        return words.getOrDefault(type, Set.of());
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        list.forEach(text -> texts.add(text.asString()));
        return texts;
    }

    private static Shape read() {
        try (InputStream file = Objects.requireNonNull(Shape.class.getResourceAsStream(FILE), FILE)) {
            return new Shape(Yaml.read(FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
