package assetledger.importer.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Tables that are imported in one run, in their order.
 *
 * @param tables at least one; a file may stand in several, with different mappings
 */
public record TableSet(String name, List<Table> tables) {
    private static final Set<String> KEYS = Set.of("set", "source", "tables");
    private static final int MOST_TABLES = 50;
    /** A bare name, so that a set cannot reach for files outside the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\:]{1,200}");

    /**
     * A table and what its columns mean.
     *
     * @param file its bare name
     * @param mapping a file beside the set, or the name of a shipped mapping
     */
    public record Table(String file, String mapping) {}

    /**
     * Reads a set from its text; empty when it is no set but a mapping.
     *
     * @param file what messages call it
     * @throws MappingException naming every fault
     */
    public static Optional<TableSet> read(String file, String text) {
        JsonNode yaml = Yaml.read(file, text);
        if (!yaml.has("set")) {
            return Optional.empty();
        }
        Faults faults = new Faults();
        yaml.forEachEntry((key, value) -> {
            if (!KEYS.contains(key)) {
                faults.add(key, "a set has no such key; it has set, source, tables");
            }
        });
        List<Table> tables = new ArrayList<>();
        yaml.path("tables").forEach(table -> tables.add(table(table, "tables[%d]".formatted(tables.size()), faults)));
        if (tables.isEmpty() || tables.size() > MOST_TABLES) {
            faults.add("tables", "this is a list of 1 to %d tables in their order".formatted(MOST_TABLES));
        }
        if (!yaml.path("set").isString()) {
            faults.add("set", "this is the name of the set");
        }
        if (!faults.isEmpty()) {
            throw new MappingException(file, faults.sentences());
        }
        return Optional.of(new TableSet(yaml.path("set").stringValue(), List.copyOf(tables)));
    }

    private static Table table(JsonNode node, String place, Faults faults) {
        Table table =
                new Table(node.path("file").asString(""), node.path("mapping").asString(""));
        if (node.size() != 2
                || !FILE_NAME.matcher(table.file()).matches()
                || table.mapping().isEmpty()) {
            faults.add(place, "a table is {file: a file in the folder, mapping: a mapping}");
        }
        return table;
    }
}
