package assetledger.engines;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What to start, and where.
 *
 * @param directory holds everything the engines keep: data, passwords, ports and logs; made when it does not exist
 * @param postgres whether to start PostgreSQL
 * @param neo4j whether to start Neo4j
 * @param quickStart lets Neo4j compile its code only lightly: ready sooner with half the work, slower under long load; for tests and the demo
 * @param progress is told, one sentence at a time and from several threads, what happens to the engines
 */
public record EngineSettings(
        Path directory, boolean postgres, boolean neo4j, boolean quickStart, Consumer<String> progress) {

    /** Both engines, for a server that stays up. */
    public static EngineSettings both(Path directory, Consumer<String> progress) {
        return new EngineSettings(directory, true, true, false, progress);
    }

    /** Both engines, for tests and the demo. */
    public static EngineSettings bothQuickly(Path directory, Consumer<String> progress) {
        return new EngineSettings(directory, true, true, true, progress);
    }
}
