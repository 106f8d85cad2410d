package assetledger.importer.plan;

import java.util.List;

/**
 * What becomes of one row: its commands are sent, or it repeats an earlier row, or it is reported.
 *
 * @param commands sent in this order; empty when the row repeats another or is reported
 * @param repeats the row it repeats; 0 when it repeats none
 * @param problems not empty when it is reported
 */
public record PlannedRow(int number, List<MappedCommand> commands, int repeats, List<Problem> problems) {
    public PlannedRow {
        commands = List.copyOf(commands);
        problems = List.copyOf(problems);
    }

    static PlannedRow sent(int number, List<MappedCommand> commands) {
        return new PlannedRow(number, commands, 0, List.of());
    }

    static PlannedRow repeating(int number, int earlier) {
        return new PlannedRow(number, List.of(), earlier, List.of());
    }

    static PlannedRow reported(int number, List<Problem> problems) {
        return new PlannedRow(number, List.of(), 0, problems);
    }

    public boolean isReported() {
        return !problems.isEmpty();
    }

    public boolean isRepeat() {
        return repeats > 0;
    }
}
