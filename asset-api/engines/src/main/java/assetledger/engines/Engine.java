package assetledger.engines;

import java.io.IOException;

/** What the {@link Keeper} has to know of an engine. */
interface Engine {
    /** As a person calls it. */
    String name();

    EngineLog log();

    /** Stops what an earlier parent left running on this data; ready to be launched afterwards. */
    void stopOrphans() throws IOException, InterruptedException;

    /** Makes the data directory when there is none. May take seconds, and a kill in the middle does no harm: the next time begins anew. */
    void prepare() throws IOException, InterruptedException;

    Process launch() throws IOException;

    /** Whether clients can use it now. */
    boolean answers(Process process);

    /** Asks it to finish what it does and end; does not wait. */
    void askToStop(ProcessHandle process);
}
