package assetledger.importer.mapping;

import assetledger.importer.mapping.Mapping.LookupFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Reads a mapping from YAML and refuses one that cannot work, naming every fault with its place. */
public final class MappingReader {
    private static final List<String> KEYS = List.of(
            "mapping",
            "source",
            "format",
            "encoding",
            "separator",
            "sheet",
            "element",
            "escaped",
            "empty",
            "key",
            "group",
            "lookups",
            "records");
    /** A file beside the imported one: no folder, so that a mapping cannot reach for other files. */
    private static final Pattern FILE_NAME = Pattern.compile("[^/\\\\:]{1,200}");

    private static final int MOST_COMMANDS = 50;

    private final JsonNode yaml;
    private final Faults faults = new Faults();

    private MappingReader(JsonNode yaml) {
        this.yaml = yaml;
    }

    /**
     * Reads a mapping from its text.
     *
     * @param file what messages call it
     * @throws MappingException naming every fault
     */
    public static Mapping read(String file, String text) {
        MappingReader reader = new MappingReader(Yaml.read(file, text));
        if (!reader.yaml.isObject()) {
            throw new MappingException(
                    file, List.of("a mapping has the keys mapping, key and records, and may have more"));
        }
        Mapping mapping = reader.mapping();
        if (!reader.faults.isEmpty()) {
            throw new MappingException(file, reader.faults.sentences());
        }
        return mapping;
    }

    private Mapping mapping() {
        yaml.forEachEntry((key, value) -> {
            if (!KEYS.contains(key)) {
                faults.add(key, "a mapping has no such key; it has " + String.join(", ", KEYS));
            }
        });
        Map<String, Map<String, String>> entries = new LinkedHashMap<>();
        Map<String, LookupFile> files = new LinkedHashMap<>();
        yaml.path("lookups").forEachEntry((name, lookup) -> readLookup(name, lookup, entries, files));
        Set<String> lookups = new LinkedHashSet<>(entries.keySet());
        lookups.addAll(files.keySet());
        return new Mapping(
                text("mapping", ""),
                yaml.has("source") ? text("source", "") : "",
                new TableFormReader(yaml, faults).form(),
                escaped(),
                empty(),
                key(),
                group(),
                entries,
                files,
                commands(lookups));
    }

    private String text(String key, String otherwise) {
        JsonNode value = yaml.path(key);
        if (value.isMissingNode() && !otherwise.isEmpty()) {
            return otherwise;
        }
        if (!value.isString() || value.stringValue().isEmpty()) {
            faults.add(key, "this is a text");
            return otherwise;
        }
        return value.stringValue();
    }

    private boolean escaped() {
        JsonNode escaped = yaml.path("escaped");
        if (!escaped.isMissingNode() && !escaped.isBoolean()) {
            faults.add("escaped", "this is true where a ' before a text was only set against formulas, or false");
        }
        return escaped.asBoolean(false);
    }

    private Set<String> empty() {
        Set<String> empty = new LinkedHashSet<>(Set.of(""));
        texts("empty").forEach(text -> empty.add(CellText.of(text)));
        return empty;
    }

    private List<String> key() {
        List<String> key = texts("key");
        if (key.isEmpty()) {
            faults.add("key", "this names the columns that say which record a row is about, such as [service_id]");
        }
        return key;
    }

    private boolean group() {
        JsonNode group = yaml.path("group");
        if (!group.isMissingNode() && !group.isBoolean()) {
            faults.add("group", "this is true where all rows of a key make one record");
        }
        return group.asBoolean(false);
    }

    private List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        JsonNode list = yaml.path(key);
        if (!list.isMissingNode() && !list.isArray()) {
            faults.add(key, "this is a list of texts, such as [\"a\", \"b\"]");
        }
        list.forEach(text -> {
            if (text.isString()) {
                texts.add(text.stringValue());
            } else {
                faults.add(key, "this is a list of texts: write '%s' in quotes".formatted(text));
            }
        });
        return texts;
    }

    private void readLookup(
            String name, JsonNode lookup, Map<String, Map<String, String>> entries, Map<String, LookupFile> files) {
        String place = "lookups." + name;
        if (lookup.size() == 1 && lookup.path("map").isObject()) {
            Map<String, String> texts = new LinkedHashMap<>();
            lookup.path("map").forEachEntry((cell, value) -> {
                if (value.isString()) {
                    texts.put(CellText.of(cell), value.stringValue());
                } else {
                    faults.add(place + ".map." + cell, "this is a text: write it in quotes");
                }
            });
            entries.put(name, texts);
            return;
        }
        LookupFile file = new LookupFile(
                lookup.path("file").asString(""),
                lookup.path("key").asString(""),
                lookup.path("value").asString(""));
        boolean isWhole =
                lookup.size() == 3 && !file.key().isEmpty() && !file.value().isEmpty();
        if (!isWhole || !FILE_NAME.matcher(file.file()).matches()) {
            faults.add(
                    place,
                    "a lookup is {map: {...}}"
                            + " or {file: a file beside the imported one, key: a column, value: a column}");
        }
        files.put(name, file);
    }

    private List<CommandTemplate> commands(Set<String> lookups) {
        List<CommandTemplate> commands = new TemplateReader(lookups, faults).commands(yaml.path("records"));
        if (commands.size() > MOST_COMMANDS) {
            faults.add("records", "a row gives at most %d commands".formatted(MOST_COMMANDS));
        }
        return commands;
    }
}
