package assetledger.importer.table;

import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.Type;
import graphql.language.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The values of a query's variables from the texts that a person gives, by the types that the query declares. */
final class Variables {
    private static final Set<String> NUMBERS = Set.of("Int", "Float", "Position");

    private Variables() {}

    /**
     * The variables as they are sent; those that make the pages come later.
     *
     * @throws TableException naming every variable that is missing, unknown or has not the form of its type
     */
    static ObjectNode read(TableQuery query, Map<String, String> given) {
        List<String> faults = new ArrayList<>();
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        given.forEach((name, text) -> {
            Type<?> type = query.variables().get(name);
            if (type == null || name.equals(TableQuery.AFTER)) {
                faults.add("the query has no variable '%s' to be given; it has %s"
                        .formatted(name, query.variables().keySet()));
            } else {
                variables.set(name, value(name, text, type, faults));
            }
        });
        query.variables().forEach((name, type) -> {
            if (type instanceof NonNullType && !name.equals(TableQuery.FIRST) && !variables.has(name)) {
                faults.add("the query needs a value for its variable: --variable %s=...".formatted(name));
            }
        });
        if (!faults.isEmpty()) {
            throw new TableException(String.join("\n", faults));
        }
        return variables;
    }

    private static JsonNode value(String name, String text, Type<?> type, List<String> faults) {
        if (type instanceof NonNullType required) {
            return value(name, text, required.getType(), faults);
        }
        if (text.startsWith("{") || (type instanceof ListType && text.startsWith("["))) {
            return json(name, text, faults);
        }
        if (type instanceof ListType list) {
            ArrayNode values = JsonNodeFactory.instance.arrayNode();
            for (String element : text.split(",", -1)) {
                values.add(value(name, element.strip(), list.getType(), faults));
            }
            return values;
        }
        return plain(name, text, ((TypeName) type).getName(), faults);
    }

    private static JsonNode plain(String name, String text, String type, List<String> faults) {
        boolean isBoolean = type.equals("Boolean");
        if (!isBoolean && !NUMBERS.contains(type)) {
            return JsonNodeFactory.instance.stringNode(text);
        }
        if (!text.matches(isBoolean ? "true|false" : "-?[0-9]{1,18}")) {
            faults.add("%s is a %s, such as %s, but this is '%s'"
                    .formatted(name, type, isBoolean ? "true" : "2026", text));
        }
        return json(name, text, faults);
    }

    private static JsonNode json(String name, String text, List<String> faults) {
        try {
            return JsonMapper.shared().readTree(text);
        } catch (JacksonException e) {
            faults.add("%s is no JSON: %s".formatted(name, e.getOriginalMessage()));
            return JsonNodeFactory.instance.nullNode();
        }
    }
}
