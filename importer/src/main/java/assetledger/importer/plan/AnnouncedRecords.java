package assetledger.importer.plan;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The external identifiers that the rows of a run give so far, by which later rows may refer to records that are not
 * there yet, and the mandates that they give. Twenty to forty bytes each.
 */
public final class AnnouncedRecords {
    private static final int FIRST = 1 << 12;

    private int most = FIRST;
    private int size;
    private DigestTable table = new DigestTable(FIRST);

    public void add(MappedCommand command) {
        command.identifiers().map(AnnouncedRecords::digest).forEach(this::add);
        command.mandate().map(AnnouncedRecords::digest).ifPresent(this::add);
    }

    /**
     * Whether a refusal may be only that a record is not there yet.
     *
     * @param field the reference that the server did not find, as a path inside the command
     */
    public boolean isExpected(MappedCommand command, String field) {
        return command.references(field).map(AnnouncedRecords::digest).anyMatch(this::has);
    }

    /** Whether the duty that a command speaks of may only not be there yet. */
    public boolean isDutyExpected(MappedCommand command) {
        return command.duty().map(AnnouncedRecords::digest).filter(this::has).isPresent();
    }

    private boolean has(Digest digest) {
        return !table.isFree(table.place(digest));
    }

    private void add(Digest digest) {
        if (size == most) {
            grow();
        }
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

    private static Digest digest(List<JsonNode> ends) {
        return Digest.of(List.of("mandate", ends.get(0).toString(), ends.get(1).toString()));
    }
}
