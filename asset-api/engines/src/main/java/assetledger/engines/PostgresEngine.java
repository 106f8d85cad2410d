package assetledger.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL as a child process, reached over the loopback interface with a password and in no other way. */
final class PostgresEngine implements Engine {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final EngineLog log;
    private final Path own;
    private final Path data;
    private final Path binaries;
    private final Unprivileged user;
    private final String password;
    private final int port;

    /** Ends an orphan first, for it would hold the port that this engine had before. */
    PostgresEngine(DataDirectory directory) throws IOException, InterruptedException {
        binaries = FetchedByMaven.postgres();
        log = new EngineLog(directory.logs().resolve("postgres.log"));
        own = directory.of("postgres");
        data = own.resolve("data");
        user = Unprivileged.choose();
        password = new KeptFile(own.resolve("password")).password();
        stopOrphans();
        port = new KeptFile(own.resolve("port")).port();
    }

    PostgresAddress address() {
        return new PostgresAddress(Loopback.HOST, port, PostgresCluster.DATABASE, PostgresCluster.OWNER, password);
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public EngineLog log() {
        return log;
    }

    @Override
    public void stopOrphans() throws IOException, InterruptedException {
        for (ProcessHandle orphan : new CommandLine(recognisable()).running()) {
            askToStop(orphan);
            CommandLine.awaitEnd(orphan, STOP_LIMIT);
        }
        new PostmasterFile(data).removeWhenStale();
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        PostgresCluster cluster = new PostgresCluster(binaries, own, user, log);
        cluster.removeUnfinished();
        if (!Files.exists(data)) {
            cluster.create(data, password);
        }
        user.own(data);
    }

    /** No other tool begins a command line so: neither {@code initdb} nor a PostgreSQL that somebody else runs is ever taken for ours. */
    private List<String> recognisable() {
        return List.of("-D", data.toString(), "-c", "cluster_name=assetledger");
    }

    @Override
    public Process launch() throws IOException {
        List<String> command = new ArrayList<>(List.of(program("postgres")));
        command.addAll(recognisable());
        for (String setting : List.of(
                "listen_addresses=" + Loopback.HOST,
                "port=" + port,
                // The name of a socket may have 107 bytes, which data directories exceed; and the loopback interface is
                // enough.
                "unix_socket_directories=",
                "shared_buffers=64MB",
                "max_connections=50",
                "fsync=on",
                "synchronous_commit=on",
                "logging_collector=off",
                "log_timezone=UTC",
                "timezone=UTC")) {
            command.add("-c");
            command.add(setting);
        }
        return Launch.detached(own, user.run(command), log).start();
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    @Override
    public boolean answers(Process process) {
        return new PostmasterFile(data).saysReady(process.pid());
    }

    /** Fast shutdown, which does not wait for clients to go. Java itself can only send SIGTERM, which does. */
    @Override
    public void askToStop(ProcessHandle process) {
        List<String> interrupt = List.of(program("pg_ctl"), "kill", "INT", Long.toString(process.pid()));
        try {
            Launch.toEnd("Stopping PostgreSQL", Launch.builder(own, user.run(interrupt), log), "", log, STOP_LIMIT);
        } catch (IOException | EnginesException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
