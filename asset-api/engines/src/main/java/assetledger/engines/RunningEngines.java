package assetledger.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The embedded engines of a server that works on a data directory now, for a program that looks at them beside it. */
public final class RunningEngines {
    private final Path directory;

    private RunningEngines(Path directory) {
        this.directory = directory;
    }

    /**
     * Those of the process that holds the directory; empty where none does.
     *
     * @throws EnginesException when the directory cannot be read
     */
    public static Optional<RunningEngines> in(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                return Optional.empty();
            }
            Path real = directory.toRealPath();
            return DirectoryLock.isHeld(real) ? Optional.of(new RunningEngines(real)) : Optional.empty();
        } catch (IOException e) {
            throw new EnginesException("The data directory %s cannot be read: %s".formatted(directory, e), e);
        }
    }

    public PostgresAddress postgres() {
        return new PostgresAddress(
                Loopback.HOST,
                port("postgres"),
                PostgresCluster.DATABASE,
                PostgresCluster.OWNER,
                kept("postgres", "password"));
    }

    public Neo4jAddress neo4j() {
        return new Neo4jAddress(Loopback.HOST, port("neo4j"), Neo4jEngine.USER, kept("neo4j", "password"));
    }

    private int port(String engine) {
        return Integer.parseInt(kept(engine, "port"));
    }

    private String kept(String engine, String what) {
        try {
            return new KeptFile(directory.resolve(engine).resolve(what)).read();
        } catch (IOException e) {
            throw new EnginesException(
                    "The server that works on %s has no %s of its own, or it is not up yet: %s"
                            .formatted(directory, engine, e.getMessage()),
                    e);
        }
    }
}
