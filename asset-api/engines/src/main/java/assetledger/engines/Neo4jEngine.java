package assetledger.engines;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Neo4j Community in a Java process of its own, on the Java that runs this. Its home is the whole data directory: Neo4j reads its configuration file as
 * Latin-1, so that file must not name a place outside ASCII, and every path in it is relative to the home.
 */
final class Neo4jEngine implements Engine {
    static final String USER = "neo4j";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration PASSWORD_LIMIT = Duration.ofMinutes(2);

    private final DataDirectory directory;
    private final Path own;
    private final Path argumentsFile;
    private final boolean quickStart;
    private final String classPath;
    private final String password;
    private final int port;

    /** Ends an orphan first, for it would hold the port that this engine had before. */
    Neo4jEngine(DataDirectory directory, boolean quickStart) throws IOException, InterruptedException {
        this.directory = directory;
        this.quickStart = quickStart;
        classPath = FetchedByMaven.neo4jClassPath();
        own = directory.of("neo4j");
        keepToOwner(own);
        argumentsFile = own.resolve("server.arguments");
        password = new KeptFile(own.resolve("password")).password();
        stopOrphans();
        port = new KeptFile(own.resolve("port")).port();
    }

    /** Removes all that the graph consists of; the next start makes a new one. To be called while it does not run. */
    void removeStore() throws IOException {
        Path data = own.resolve("data");
        if (Files.exists(data)) {
            try (Stream<Path> files = Files.walk(data)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void keepToOwner(Path directory) throws IOException {
        if (Files.getFileStore(directory).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    Neo4jAddress address() {
        return new Neo4jAddress(Loopback.HOST, port, USER, password);
    }

    @Override
    public String name() {
        return "Neo4j";
    }

    @Override
    public EngineLog log() {
        return new EngineLog(directory.logs().resolve("neo4j.log"));
    }

    @Override
    public void stopOrphans() throws IOException, InterruptedException {
        for (ProcessHandle orphan : new CommandLine(List.of("@" + argumentsFile)).running()) {
            askToStop(orphan);
            CommandLine.awaitEnd(orphan, STOP_LIMIT);
        }
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        Path configuration = Files.createDirectories(own.resolve("conf"));
        Files.writeString(configuration.resolve("neo4j.conf"), configuration());
        if (!Files.exists(own.resolve("data/databases/system"))) {
            setPassword();
        }
    }

    /**
     * Can be done again and again until the server has run for the first time. By way of a file of arguments, because everybody may read the command lines of
     * running processes; and not with {@code Neo4jAdminCommand}, which starts a second Java with the password on just such a command line.
     */
    private void setPassword() throws IOException, InterruptedException {
        Path arguments = own.resolve("password.arguments");
        try {
            write(
                    arguments,
                    List.of(
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-Xmx256m",
                            "-cp",
                            classPath,
                            "org.neo4j.cli.AdminTool",
                            "dbms",
                            "set-initial-password",
                            password));
            Launch.toEnd(
                    "Setting the password of Neo4j",
                    withHome(Launch.builder(directory.path(), java(arguments), log())),
                    "",
                    log(),
                    PASSWORD_LIMIT);
        } finally {
            Files.deleteIfExists(arguments);
        }
    }

    @Override
    public Process launch() throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-Xms64m",
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // Out of memory it would linger half alive; dead it is started again.
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:ErrorFile=" + directory.logs().resolve("neo4j-crash-%p.log"),
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED"));
        if (quickStart) {
            arguments.add("-XX:TieredStopAtLevel=1");
        }
        arguments.addAll(List.of(
                "-cp",
                classPath,
                "org.neo4j.server.CommunityEntryPoint",
                "--home-dir=" + directory.path(),
                "--config-dir=" + own.resolve("conf")));
        write(argumentsFile, arguments);
        return withHome(Launch.detached(directory.path(), java(argumentsFile), log()))
                .start();
    }

    private ProcessBuilder withHome(ProcessBuilder builder) {
        builder.environment().put("NEO4J_HOME", directory.path().toString());
        builder.environment().put("NEO4J_CONF", own.resolve("conf").toString());
        return builder;
    }

    private static List<String> java(Path arguments) {
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + arguments);
    }

    /** One argument a line, quoted as {@code java @file} wants it, in the encoding in which Java hands command lines to the system. */
    private static void write(Path file, List<String> arguments) throws IOException {
        List<String> lines = arguments.stream()
                .map(argument -> '"' + argument.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                .toList();
        Files.write(file, lines, Charset.forName(System.getProperty("sun.jnu.encoding")));
    }

    @Override
    public boolean answers(Process process) {
        return Loopback.speaksBolt(port);
    }

    @Override
    public void askToStop(ProcessHandle process) {
        process.destroy();
    }

    private String configuration() {
        return """
                # Written anew at every start; changes made here are lost.
                server.bolt.listen_address=%s:%d
                server.http.enabled=false
                server.https.enabled=false
                server.directories.data=neo4j/data
                server.directories.run=neo4j/run
                server.directories.plugins=neo4j/plugins
                server.directories.import=neo4j/import
                server.directories.logs=logs/neo4j
                dbms.security.auth_enabled=true
                dbms.usage_report.enabled=false
                db.logs.query.enabled=OFF
                server.memory.pagecache.size=128m
                # An empty store would otherwise take 517 MB of transaction logs.
                db.tx_log.preallocate=false
                db.tx_log.rotation.size=16m
                db.tx_log.rotation.retention_policy=2 files
                # It says every so often that it is still at work. The driver gives a connection up that misses two of
                # these; by default it would wait for two minutes where a network swallows what it is given.
                server.bolt.connection_keep_alive=5s
                server.bolt.connection_keep_alive_probes=2
                # Two waits of 5 s at every stop are of no use to a server whose only client is its parent.
                internal.server.bolt.thread_pool_shutdown_wait_time=100ms
                """.formatted(Loopback.HOST, port);
    }
}
