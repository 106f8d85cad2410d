package assetledger.importer.own;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Several records that a link names by one term, as many columns as any link needs. */
final class Ends implements Part {
    private final String member;
    private final String place;
    private final Authority authority;
    private final Consumer<JsonNode> foreign;
    private int most;

    /**
     * @param member what the command calls them
     * @param place where an answer has them, from the link
     * @param foreign told of every record that the authority's own files do not bring along
     */
    Ends(String member, String place, Authority authority, Consumer<JsonNode> foreign) {
        this.member = member;
        this.place = place;
        this.authority = authority;
        this.foreign = foreign;
    }

    @Override
    public void see(JsonNode link) {
        most = Math.max(most, link.at(place).size());
        ends().forEach(end -> end.see(link));
    }

    private List<End> ends() {
        return IntStream.range(0, most)
                .mapToObj(index -> new End(
                        "%s %d".formatted(member, index + 1), "%s/%d".formatted(place, index), authority, foreign))
                .toList();
    }

    @Override
    public List<String> columns() {
        return ends().stream().flatMap(end -> end.columns().stream()).toList();
    }

    @Override
    public List<String> cells(JsonNode link) {
        return ends().stream().flatMap(end -> end.cells(link).stream()).toList();
    }

    @Override
    public void map(ObjectNode members) {
        if (most == 0) {
            return;
        }
        ArrayNode list = members.putArray(member);
        for (End end : ends()) {
            ObjectNode read = members.objectNode();
            end.map(read);
            list.add(read.path(end.member()));
        }
    }
}
