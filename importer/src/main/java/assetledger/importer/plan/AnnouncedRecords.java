package assetledger.importer.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The external identifiers that the rows of a run give so far, by which later rows may refer to records that are not
 * there yet. Twenty to forty bytes an identifier.
 */
public final class AnnouncedRecords {
    private static final int FIRST = 1 << 12;

    private int most = FIRST;
    private int size;
    private DigestTable table = new DigestTable(FIRST);

    public void add(MappedCommand command) {
        command.identifiers().forEach(this::add);
    }

    /**
     * Whether a refusal may be only that a record is not there yet.
     *
     * @param field the reference that the server did not find, as a path inside the command
     */
    public boolean isExpected(MappedCommand command, String field) {
        return command.references(field).anyMatch(this::has);
    }

    private boolean has(JsonNode identifier) {
        return !table.isFree(table.place(digest(identifier)));
    }

    private void add(JsonNode identifier) {
        if (size == most) {
            grow();
        }
        Digest digest = digest(identifier);
        int place = table.place(digest);
        if (table.isFree(place)) {
            table.set(place, digest);
            size++;
        }
    }

    private void grow() {
        DigestTable before = table;
        most *= 2;
        table = new DigestTable(most);
        for (int place = 0; place < before.places(); place++) {
            if (!before.isFree(place)) {
                Digest digest = before.digest(place);
                table.set(table.place(digest), digest);
            }
        }
    }

    private static Digest digest(JsonNode identifier) {
        return Digest.of(List.of(
                identifier.path("scheme").asString(""), identifier.path("value").asString("")));
    }
}
