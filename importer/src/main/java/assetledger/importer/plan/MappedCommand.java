package assetledger.importer.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One command as the server takes it.
 *
 * @param sources the cell that fed each path, such as {@code register.record.function.name}
 */
public record MappedCommand(ObjectNode input, Map<String, Source> sources) {
    /** Commands that say what a record is, of which several rows can each give a part. */
    private static final List<String> OF_RECORDS = List.of("put", "register");

    private static final List<String> OF_LINKS = List.of("putLink", "link");

    /** A cell of a row. */
    public record Source(int row, String column, String value) {}

    /** What two commands about one record have in common: its first external identifier; all of it for other commands. */
    String identity() {
        return record().map(record -> "%s %s %s"
                        .formatted(
                                name(),
                                record.getKey(),
                                record.getValue().path("externalIds").path(0)))
                .orElseGet(input::toString);
    }

    /** This and what another row says of the same record. */
    MappedCommand with(MappedCommand later, Group.Conflicts conflicts) {
        return new Merge(this, later, conflicts).both();
    }

    /** The external identifiers that the command gives to its record; empty for other commands. */
    Stream<JsonNode> identifiers() {
        return record().stream()
                .flatMap(record -> record.getValue().path("externalIds").valueStream());
    }

    /**
     * The external identifiers by which the command refers to other records.
     *
     * @param field a path inside the command, such as {@code tail}; it may leave out the outer fields, and say more
     */
    Stream<JsonNode> references(String field) {
        List<JsonNode> found = new ArrayList<>();
        collect(input, "", field, found);
        return found.stream();
    }

    /** Who gets which duty by the command, as it names both; empty for other commands than links of a mandate. */
    Optional<List<JsonNode>> mandate() {
        JsonNode link = input.path(name());
        return OF_LINKS.contains(name()) && link.path("kind").asString("").equals("MANDATED")
                ? Optional.of(List.of(link.path("tail"), link.path("head")))
                : Optional.empty();
    }

    /** Who must have which duty before the command is accepted; empty where it asks for none. */
    Optional<List<JsonNode>> duty() {
        JsonNode declared = input.path("declareNoSystem");
        return declared.isObject()
                ? Optional.of(List.of(declared.path("subject"), declared.path("function")))
                : Optional.empty();
    }

    private static void collect(JsonNode node, String path, String field, List<JsonNode> found) {
        node.forEachEntry((name, value) -> {
            if (name.equals("external") && isAbout(path, field)) {
                found.add(value);
            }
            collect(value, path + "." + name, field, found);
        });
    }

    private static boolean isAbout(String path, String field) {
        for (String part = field; !part.isEmpty(); part = parent(part)) {
            if (path.endsWith("." + part)) {
                return true;
            }
        }
        return field.isEmpty();
    }

    /** The cells that fed the part at a path. */
    Map<String, Source> sourcesWithin(String path) {
        Map<String, Source> within = new LinkedHashMap<>();
        sources.forEach((place, source) -> {
            if (place.equals(path) || place.startsWith(path + ".") || place.startsWith(path + "[")) {
                within.put(place, source);
            }
        });
        return within;
    }

    Source anySource() {
        return sources.values().stream().findFirst().orElse(new Source(0, "", ""));
    }

    private Optional<Map.Entry<String, JsonNode>> record() {
        return OF_RECORDS.contains(name())
                ? input.path(name()).path("record").propertyStream().findFirst()
                : Optional.empty();
    }

    private String name() {
        return input.propertyNames().iterator().next();
    }

    /**
     * The cell that a server's complaint is about.
     *
     * @param field a path inside the command, such as {@code externalIds[0].value}; it may leave out the command's
     *     outer fields
     * @return empty when no cell fed that field
     */
    public Optional<Source> source(String field) {
        for (String path = field; !path.isEmpty(); path = parent(path)) {
            Optional<Source> exact = endingWith(path);
            if (exact.isPresent()) {
                return exact;
            }
        }
        return inside(field);
    }

    /** The outermost one counts: {@code name} is the record's name, not that of a part. */
    private Optional<Source> endingWith(String field) {
        return sources.entrySet().stream()
                .filter(entry ->
                        entry.getKey().endsWith("." + field) || entry.getKey().equals(field))
                .min((one, other) -> Long.compare(depth(one.getKey()), depth(other.getKey())))
                .map(Map.Entry::getValue);
    }

    private Optional<Source> inside(String field) {
        return sources.entrySet().stream()
                .filter(entry -> ("." + entry.getKey()).contains("." + field + ".")
                        || ("." + entry.getKey()).contains("." + field + "["))
                .findFirst()
                .map(Map.Entry::getValue);
    }

    private static long depth(String path) {
        return path.chars().filter(character -> character == '.').count();
    }

    private static String parent(String path) {
        int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
        return end < 0 ? "" : path.substring(0, end);
    }

    /** What people call it, such as "function" or "MANDATED link". */
    public String label() {
        return record().map(Map.Entry::getKey)
                .orElseGet(() -> OF_LINKS.contains(name())
                        ? input.path(name()).path("kind").asString("") + " link"
                        : name());
    }
}
