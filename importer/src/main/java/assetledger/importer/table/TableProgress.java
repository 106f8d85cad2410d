package assetledger.importer.table;

import assetledger.importer.send.Waiting;
import java.time.Duration;

/** Told how far a table is. */
public interface TableProgress extends Waiting {
    /** After each page. */
    void written(int rows);

    /** Says nothing. */
    TableProgress SILENT = new TableProgress() {
        @Override
        public void written(int rows) {}

        @Override
        public void waiting(String why, Duration pause) {}
    };
}
