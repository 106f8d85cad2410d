package assetledger.importer;

import assetledger.importer.plan.Problem;
import assetledger.importer.send.Tally;
import java.util.List;

/**
 * What became of the rows of one table.
 *
 * @param file its bare name
 * @param mapping the name that the mapping gives itself
 * @param rowsInFile without the header
 * @param tally what became of the rows that were dealt with: all of them, unless the run stopped
 * @param problems of the first hundred of the run, those of this table
 * @param notes what a reader of the file should know that is no fault, such as sheets that are left aside
 */
public record TableOutcome(
        String file, String mapping, int rowsInFile, Tally tally, List<Problem> problems, List<String> notes) {
    public TableOutcome {
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }
}
