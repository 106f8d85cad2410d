package assetledger.importer.send;

import java.time.Duration;

/** Told how far an import is. */
public interface Progress extends Waiting {
    /** What the rows are read for. */
    enum Step {
        CHECKING,
        SENDING
    }

    /**
     * After each batch.
     *
     * @param rows how many of the step are dealt with, of all tables
     * @param ofRows how many there are
     */
    void at(Step step, long rows, long ofRows, int reported);

    /** Says nothing. */
    Progress SILENT = new Progress() {
        @Override
        public void at(Step step, long rows, long ofRows, int reported) {}

        @Override
        public void waiting(String why, Duration pause) {}
    };
}
