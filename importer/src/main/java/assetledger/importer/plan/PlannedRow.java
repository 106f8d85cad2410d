package assetledger.importer.plan;

import assetledger.importer.source.Row;
import java.util.List;

/**
 * What becomes of one row: its commands are sent, or it goes with an earlier row, or it is reported.
 *
 * @param cells as they stand in the file
 * @param commands sent in this order; empty when the row goes with another or is reported
 * @param leader the row that it goes with; 0 when there is none
 * @param isRepeat whether it says nothing that its leader does not say
 * @param problems not empty when it is reported
 */
public record PlannedRow(
        int number,
        List<String> cells,
        List<MappedCommand> commands,
        int leader,
        boolean isRepeat,
        List<Problem> problems) {
    public PlannedRow {
        commands = List.copyOf(commands);
        problems = List.copyOf(problems);
    }

    static PlannedRow sent(Row row, List<MappedCommand> commands) {
        return new PlannedRow(row.number(), row.cells(), commands, 0, false, List.of());
    }

    static PlannedRow repeating(Row row, int earlier) {
        return new PlannedRow(row.number(), row.cells(), List.of(), earlier, true, List.of());
    }

    static PlannedRow joining(Row row, int earlier) {
        return new PlannedRow(row.number(), row.cells(), List.of(), earlier, false, List.of());
    }

    static PlannedRow reported(Row row, List<Problem> problems) {
        return new PlannedRow(row.number(), row.cells(), List.of(), 0, false, problems);
    }

    public boolean isReported() {
        return !problems.isEmpty();
    }

    public boolean follows() {
        return leader > 0;
    }
}
