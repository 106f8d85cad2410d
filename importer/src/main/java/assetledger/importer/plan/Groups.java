package assetledger.importer.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All rows of a key are one record. A group is held from its first row to its last; where one of its rows is
 * reported, all are: a record is not recorded in part.
 */
final class Groups implements ImportPlan.Rows {
    /** At about 5 kB a row, half of a small heap. */
    static final int MOST_WAITING = 20_000;

    private final List<String> key;
    private final LastRows last;
    private final Map<Digest, Group> open = new HashMap<>();
    private int waiting;

    Groups(List<String> key, LastRows last) {
        this.key = key;
        this.last = last;
    }

    @Override
    public void take(MappedRow row, Consumer<PlannedRow> planned) {
        if (row.key().isEmpty()) {
            planned.accept(row.reported());
            return;
        }
        Digest digest = row.key().get();
        Group group = open.computeIfAbsent(digest, first -> new Group(key));
        group.add(row);
        waiting++;
        if (last.isLast(digest, row.row().number())) {
            open.remove(digest);
            waiting -= group.size();
            group.planned(planned);
        }
        if (waiting > MOST_WAITING) {
            throw new OpenGroupsException(
                    "At row %d, %d rows wait for others with their %s, and at most %d can; sort the file by %s"
                            .formatted(
                                    row.row().number(),
                                    waiting,
                                    String.join(" and ", key),
                                    MOST_WAITING,
                                    String.join(" and ", key)));
        }
    }
}
