package assetledger.engines;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The embedded PostgreSQL and Neo4j. They are child processes on the loopback interface, with passwords made up at the first start. One that dies is started
 * again on the same port, and what an earlier parent left running is stopped first. All they keep is in one directory.
 */
public final class Engines implements AutoCloseable {
    /** Long, because after a crash PostgreSQL first replays its log. */
    private static final Duration POSTGRES_LIMIT = Duration.ofMinutes(5);

    private final DirectoryLock lock;
    private final @Nullable PostgresEngine postgres;
    private final @Nullable Neo4jEngine neo4j;
    private final @Nullable Keeper postgresKeeper;
    private final @Nullable Keeper neo4jKeeper;
    private final Thread hook = new Thread(this::close, "engines-stop");
    private boolean closed;

    private Engines(DataDirectory directory, DirectoryLock lock, EngineSettings settings)
            throws IOException, InterruptedException {
        this.lock = lock;
        neo4j = settings.neo4j() ? new Neo4jEngine(directory, settings.quickStart()) : null;
        postgres = settings.postgres() ? new PostgresEngine(directory) : null;
        neo4jKeeper = neo4j == null ? null : new Keeper(neo4j, settings.progress());
        postgresKeeper = postgres == null ? null : new Keeper(postgres, settings.progress());
    }

    /**
     * Starts what is asked for, and returns as soon as PostgreSQL takes clients. Neo4j takes some seconds more: see {@link #awaitNeo4j}. From now on the engines
     * stop when the Java process is asked to end; see {@link #leaveStoppingToCaller}.
     *
     * @throws EnginesException when the directory is in use or cannot be written, or when PostgreSQL does not start; nothing is left running then
     */
    public static Engines start(EngineSettings settings) {
        DataDirectory directory = DataDirectory.open(settings.directory());
        Engines engines = prepared(directory, settings);
        try {
            Runtime.getRuntime().addShutdownHook(engines.hook);
            engines.launch();
            return engines;
        } catch (RuntimeException e) {
            engines.close();
            throw e;
        }
    }

    private static Engines prepared(DataDirectory directory, EngineSettings settings) {
        try {
            DirectoryLock lock = DirectoryLock.take(directory.path());
            try {
                return new Engines(directory, lock, settings);
            } catch (IOException | InterruptedException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new EnginesException("The engines cannot work in %s: %s".formatted(directory.path(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The start of the engines was interrupted.", e);
        }
    }

    /**
     * Removes the graph's store from a directory; the next start makes an empty one.
     *
     * @throws EnginesException when somebody works on the directory, or it cannot be written
     */
    public static void removeGraph(Path wanted) {
        DataDirectory directory = DataDirectory.open(wanted);
        try {
            DirectoryLock lock = DirectoryLock.take(directory.path());
            try {
                new Neo4jEngine(directory, true).removeStore();
            } finally {
                lock.close();
            }
        } catch (IOException e) {
            throw new EnginesException("The graph in %s cannot be removed: %s".formatted(directory.path(), e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnginesException("The removal of the graph was interrupted.", e);
        }
    }

    private void launch() {
        keepers().forEach(Keeper::start);
        if (postgresKeeper != null) {
            postgresKeeper.awaitReady(POSTGRES_LIMIT);
        }
    }

    /** Where PostgreSQL is; the same for as long as this lives. */
    public PostgresAddress postgres() {
        return asked(postgres, "PostgreSQL").address();
    }

    /** Where Neo4j is, or will be once it is ready; the same for as long as this lives. */
    public Neo4jAddress neo4j() {
        return asked(neo4j, "Neo4j").address();
    }

    /**
     * Returns when Neo4j answers over Bolt.
     *
     * @throws EnginesException when it does not within the limit, or was given up before
     */
    public void awaitNeo4j(Duration limit) {
        asked(neo4jKeeper, "Neo4j").awaitReady(limit);
    }

    private static <T> T asked(@Nullable T engine, String name) {
        if (engine == null) {
            throw new IllegalStateException("%s was not asked for in the settings of these engines.".formatted(name));
        }
        return engine;
    }

    /** For a caller that has to finish its work with the engines first when the process is asked to end; it must call {@link #close} then. */
    public void leaveStoppingToCaller() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is at work or has done its work.
        }
    }

    /** Stops the engines, both at once, and gives the directory free. Returns when that is done, also when somebody else began it. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        leaveStoppingToCaller();
        List<Thread> stops = keepers().stream()
                .map(keeper -> new Thread(keeper::stop, "engine-stop"))
                .toList();
        stops.forEach(Thread::start);
        stops.forEach(Engines::join);
        lock.close();
    }

    private List<Keeper> keepers() {
        List<Keeper> keepers = new ArrayList<>();
        if (neo4jKeeper != null) {
            keepers.add(neo4jKeeper);
        }
        if (postgresKeeper != null) {
            keepers.add(postgresKeeper);
        }
        return keepers;
    }

    /** An interrupt does not cut this short, since the lock may go only after the engines; it is kept for the caller. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
