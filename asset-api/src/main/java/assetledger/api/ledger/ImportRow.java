package assetledger.api.ledger;

import assetledger.model.ImportPlace;
import assetledger.model.RecordId;

/**
 * What became of a record by a row of an import.
 * @param version of the record after it
 * @param outcome ADDED, CHANGED or UNCHANGED
 */
public record ImportRow(ImportPlace place, RecordId record, int version, String outcome) {

    /** This and a later one of the same row and record as one: what happened first, and where it led. */
    public ImportRow then(ImportRow later) {
        String happened = outcome.equals("UNCHANGED") ? later.outcome : outcome;
        return new ImportRow(place, record, later.version, happened);
    }
}
