package assetledger.importer.own;

import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A record that a link names, and beside it what it is called, for people alone.
 *
 * @param member what the command calls it
 * @param place where an answer has it, from the link
 * @param authority whose links they are
 * @param foreign told of every record that the authority's own files do not bring along
 */
record End(String member, String place, Authority authority, Consumer<JsonNode> foreign) implements Part {
    @Override
    public void see(JsonNode link) {
        JsonNode record = link.at(place);
        if (record.isObject() && !authority.owns(record)) {
            foreign.accept(record);
        }
    }

    @Override
    public List<String> columns() {
        return List.of(scheme(), member, member + " name");
    }

    private String scheme() {
        return member + " scheme";
    }

    @Override
    public List<String> cells(JsonNode link) {
        JsonNode record = link.at(place);
        if (!record.isObject()) {
            return List.of("", "", "");
        }
        Identifier identifier = authority.owns(record) ? Identifier.own(record) : Identifier.foreign(record);
        return List.of(identifier.scheme(), identifier.value(), Part.text(record.path("name")));
    }

    @Override
    public void map(ObjectNode members) {
        ObjectNode external = members.putObject(member).putObject("external");
        external.set("scheme", Part.column(members, scheme()));
        external.set("value", Part.column(members, member));
    }
}
