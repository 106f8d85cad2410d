package assetledger.api;

import assetledger.importer.ImportOutcome;
import assetledger.importer.TableOutcome;
import assetledger.importer.send.Tally;
import java.util.List;

/** What became of the rows of an import, as a line for each table. */
final class Counts {
    private Counts() {}

    /** Such as {@code m 5 = 1 added + 1 changed + 1 unchanged + 1 + 1}, where repeated and reported rows come last. */
    static List<String> of(ImportOutcome outcome) {
        return outcome.tables().stream().map(Counts::of).toList();
    }

    private static String of(TableOutcome table) {
        Tally.Outcomes rows = table.tally().rows();
        return "%s %d = %d added + %d changed + %d unchanged + %d + %d"
                .formatted(
                        table.mapping(),
                        table.rowsInFile(),
                        rows.added(),
                        rows.changed(),
                        rows.unchanged(),
                        table.tally().repeated(),
                        table.tally().reported());
    }
}
