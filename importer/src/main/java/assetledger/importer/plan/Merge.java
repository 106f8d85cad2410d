package assetledger.importer.plan;

import assetledger.importer.plan.Group.Conflicts;
import assetledger.importer.plan.MappedCommand.Source;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Two rows' commands about one record as one: lists gather elements, single values agree. A value that one row does
 * not have agrees with any.
 */
final class Merge {
    private final MappedCommand earlier;
    private final MappedCommand later;
    private final Conflicts conflicts;
    private final Map<String, Source> sources;

    Merge(MappedCommand earlier, MappedCommand later, Conflicts conflicts) {
        this.earlier = earlier;
        this.later = later;
        this.conflicts = conflicts;
        this.sources = new LinkedHashMap<>(earlier.sources());
    }

    MappedCommand both() {
        ObjectNode input = earlier.input().deepCopy();
        members(input, later.input(), "");
        return new MappedCommand(input, sources);
    }

    private void members(ObjectNode into, JsonNode from, String path) {
        from.forEachEntry((name, value) -> {
            String place = path.isEmpty() ? name : path + "." + name;
            JsonNode before = into.path(name);
            if (before instanceof ObjectNode object && value.isObject()) {
                members(object, value, place);
            } else if (before instanceof ArrayNode list && value.isArray()) {
                elements(list, value, place);
            } else if (before.isMissingNode() || before.isNull()) {
                into.set(name, value);
                later.sourcesWithin(place).forEach((from1, source) -> sources.put(from1, source));
            } else if (!value.isNull() && !value.equals(before)) {
                conflict(place);
            }
        });
    }

    private void elements(ArrayNode into, JsonNode from, String path) {
        for (int place = 0; place < from.size(); place++) {
            JsonNode element = from.get(place);
            if (into.valueStream().noneMatch(element::equals)) {
                String before = "%s[%d]".formatted(path, place);
                String now = "%s[%d]".formatted(path, into.size());
                later.sourcesWithin(before)
                        .forEach((name, source) -> sources.put(now + name.substring(before.length()), source));
                into.add(element);
            }
        }
    }

    private void conflict(String place) {
        Source one = earlier.sources().getOrDefault(place, earlier.anySource());
        Source other = later.sources().getOrDefault(place, later.anySource());
        conflicts.conflict(one, other);
    }
}
