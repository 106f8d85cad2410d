package assetledger.importer.send;

import assetledger.importer.plan.PlannedRow;
import java.util.List;

/** What is done with a batch of planned rows. */
public interface Carrier {
    /**
     * Carries a batch that has at least one command.
     *
     * @param batch counted from 0 within the table
     * @return with one answer for each command of the rows
     */
    BatchAnswer carry(int batch, List<PlannedRow> rows);

    /** Asks nobody. */
    static Carrier none() {
        return (batch, rows) -> new BatchAnswer(
                false,
                rows.stream()
                        .flatMap(row -> row.commands().stream())
                        .map(command -> BatchAnswer.CommandAnswer.NOT_ASKED)
                        .toList());
    }
}
