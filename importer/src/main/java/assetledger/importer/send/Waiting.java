package assetledger.importer.send;

import java.time.Duration;

/** Told that a server is away, busy or asks for a pause. */
@FunctionalInterface
public interface Waiting {
    /** The same request is made again after the pause. */
    void waiting(String why, Duration pause);
}
