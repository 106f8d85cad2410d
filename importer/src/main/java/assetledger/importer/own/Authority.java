package assetledger.importer.own;

import assetledger.importer.send.Questions;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The authority whose data it is. */
public record Authority(String id, String name, Identifier identifier) {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern EXTERNAL = Pattern.compile("([^:]+):(.+)");

    /**
     * The authority that an id or an identifier names.
     *
     * @throws OwnException when there is no such authority
     */
    public static Authority find(String named, Questions questions) {
        ObjectNode variables = JsonNodeFactory.instance.objectNode();
        variables.set("ref", ref(named));
        JsonNode subject = questions.ask(Documents.AUTHORITY, variables).data().path("subject");
        if (!subject.isObject()) {
            throw new OwnException("No authority is recorded as '%s'".formatted(named));
        }
        return new Authority(
                subject.path("id").asString(), subject.path("name").asString(), Identifier.foreign(subject));
    }

    private static ObjectNode ref(String named) {
        ObjectNode ref = JsonNodeFactory.instance.objectNode();
        var external = EXTERNAL.matcher(named);
        if (ID.matcher(named).matches()) {
            ref.put("id", named);
        } else if (external.matches()) {
            ref.putObject("external").put("scheme", external.group(1)).put("value", external.group(2));
        } else {
            throw new OwnException(
                    "An authority is named by its id or by an identifier such as demo:reg-health, but this is '%s'"
                            .formatted(named));
        }
        return ref;
    }

    /** Whether a record is its own. */
    boolean owns(JsonNode record) {
        return record.path("owner").path("id").asString("").equals(id);
    }
}
