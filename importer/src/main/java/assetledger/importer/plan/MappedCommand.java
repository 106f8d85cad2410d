package assetledger.importer.plan;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * One command as the server takes it.
 *
 * @param sources the cell that fed each path, such as {@code register.record.function.name}
 */
public record MappedCommand(ObjectNode input, Map<String, Source> sources) {
    /** A cell of the row. */
    public record Source(String column, String value) {}

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
        if (input.has("register")) {
            return input.path("register").path("record").propertyNames().stream()
                    .findFirst()
                    .orElse("record");
        }
        return input.has("link")
                ? input.path("link").path("kind").asString("") + " link"
                : input.propertyNames().iterator().next();
    }
}
