package assetledger.importer.send;

import java.time.Duration;

/** Told how far an import is. */
public interface Progress {
    /** After each batch. */
    void sent(Tally tally);

    /** When the server is away: the same batch is sent again after the pause. */
    void waiting(String why, Duration pause);

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void sent(Tally tally) {}

        @Override
        public void waiting(String why, Duration pause) {}
    };
}
