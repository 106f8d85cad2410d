package assetledger.importer.plan;

import assetledger.importer.source.Row;
import java.util.List;
import java.util.Optional;

/**
 * One row by itself.
 *
 * @param key empty when the row does not say which record it is about
 * @param commands empty when there are problems
 */
record MappedRow(Row row, Optional<Digest> key, List<MappedCommand> commands, List<Problem> problems) {
    PlannedRow reported() {
        return PlannedRow.reported(row, problems);
    }
}
