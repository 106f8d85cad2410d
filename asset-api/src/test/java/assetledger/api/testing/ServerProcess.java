package assetledger.api.testing;

import assetledger.api.AssetLedgerServer;
import assetledger.api.access.LocalKey;
import assetledger.api.access.TokenRequest;
import assetledger.engines.Neo4jAddress;
import assetledger.engines.PostgresAddress;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The real server in a process of its own, with its embedded engines or with those that its environment names, to be
 * killed and started again on the same data.
 */
public final class ServerProcess {
    private static final String HOST = "127.0.0.1";
    /** PostgreSQL's user and database. */
    private static final String ENGINE_OWNER = "assetledger";

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration COMMAND_LIMIT = Duration.ofSeconds(150);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final Path directory;
    private final Path data;
    private final int port;
    private final Map<String, String> environment;
    private final List<String> options;
    private int starts;
    private volatile @Nullable Process process;

    /**
     * Prepares a server whose data and logs are in a directory that is there already; nothing starts yet.
     * @param options of its Java
     */
    public ServerProcess(Path directory, String... options) throws IOException {
        this(directory, Map.of(), options);
    }

    /** The same with settings, such as where engines are that somebody else keeps. */
    public ServerProcess(Path directory, Map<String, String> environment, String... options) throws IOException {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.options = List.of(options);
        // By the name that it has on disk, since engines are recognised by that name on their command lines.
        this.data = Files.createDirectories(directory.resolve("data")).toRealPath();
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        // For a build that is broken off, which runs nothing after the test.
        Runtime.getRuntime().addShutdownHook(new Thread(this::leaveNothing, "faults-clean-up"));
    }

    public Path data() {
        return data;
    }

    /**
     * Starts the server and waits until it answers a question.
     * @return how long that took
     */
    public Duration start() throws IOException, InterruptedException {
        long begin = System.nanoTime();
        starts++;
        Process started = launch("server-%02d".formatted(starts), "serve", "--port", Integer.toString(port));
        process = started;
        while (!answers()) {
            if (!started.isAlive()) {
                throw new AssertionError("The server ended with status %d at start %d; it said:%n%s"
                        .formatted(started.exitValue(), starts, said("server-%02d".formatted(starts))));
            }
            if (System.nanoTime() - begin > START_LIMIT.toNanos()) {
                throw new AssertionError("The server does not answer %d s after start %d; it said:%n%s"
                        .formatted(START_LIMIT.toSeconds(), starts, said("server-%02d".formatted(starts))));
            }
            Thread.sleep(PAUSE.toMillis());
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    private boolean answers() throws InterruptedException {
        return Files.exists(data.resolve("token-key.json"))
                && endpoint().ask("{ __typename }", Map.of()) instanceof Endpoint.Reply.Answered;
    }

    /** Where this server answers, when it runs. */
    public Endpoint endpoint() {
        return endpoint(port);
    }

    /** The same server by way of another port of this machine. */
    public Endpoint endpoint(int other) {
        return new Endpoint(other, token());
    }

    /** The same server for somebody else, whose requests are counted apart. */
    public Endpoint endpointOf(String person) {
        return new Endpoint(port, token(person));
    }

    /** What lets a registrar of all authorities in, who is an auditor too. */
    public String token() {
        return token("registrar");
    }

    private String token(String person) {
        return TokenRequest.of(List.of("registrar", "auditor"), null, person, false, 1)
                .issue(LocalKey.in(data), Instant.now());
    }

    /** Where it listens, when it runs. */
    public int port() {
        return port;
    }

    /** Where the server's PostgreSQL is, as its engines keep it in the data directory. */
    public PostgresAddress postgres() throws IOException {
        return new PostgresAddress(HOST, port("postgres"), ENGINE_OWNER, ENGINE_OWNER, kept("postgres", "password"));
    }

    /** Where the server's Neo4j is. */
    public Neo4jAddress neo4j() throws IOException {
        return new Neo4jAddress(HOST, port("neo4j"), "neo4j", kept("neo4j", "password"));
    }

    private int port(String engine) throws IOException {
        return Integer.parseInt(kept(engine, "port"));
    }

    private String kept(String engine, String what) throws IOException {
        return Files.readString(data.resolve(engine).resolve(what)).strip();
    }

    /** Kills the server alone; its engines run on as orphans. */
    public void kill() throws InterruptedException {
        end(List.of(running().toHandle()));
    }

    /** Kills the server and its two engines, in an order that chance decides. */
    public void killWithEngines(Random chance) throws InterruptedException {
        List<ProcessHandle> all = new ArrayList<>(engines());
        if (all.size() != 2) {
            throw new AssertionError("A server has two engines, but these run: " + commandLines(all));
        }
        all.add(running().toHandle());
        Collections.shuffle(all, chance);
        end(all);
    }

    private void end(List<ProcessHandle> doomed) throws InterruptedException {
        doomed.forEach(ProcessHandle::destroyForcibly);
        if (!running().waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("A killed server still runs");
        }
    }

    /** The server and its engines, whose work is measured from outside. */
    public List<ProcessHandle> processes() {
        return Stream.concat(Stream.of(running().toHandle()), running().descendants())
                .toList();
    }

    private Process running() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            throw new AssertionError(
                    "The server does not run; it said:%n%s".formatted(said("server-%02d".formatted(starts))));
        }
        return current;
    }

    /** PostgreSQL's first process and Neo4j, if they are this server's children. */
    private List<ProcessHandle> engines() {
        return running().descendants().filter(this::isEngine).toList();
    }

    private boolean isEngine(ProcessHandle candidate) {
        List<String> arguments =
                candidate.info().arguments().map(Arrays::asList).orElse(List.of());
        return arguments.contains(data.resolve("postgres/data").toString())
                || arguments.contains("@" + data.resolve("neo4j/server.arguments"));
    }

    /** Asks the server to stop, and sees to it that nothing of it is left. */
    public void stop() throws InterruptedException {
        Process current = running();
        current.destroy();
        if (!current.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The server did not stop within %d s".formatted(END_LIMIT.toSeconds()));
        }
        List<ProcessHandle> left = left();
        if (!left.isEmpty()) {
            throw new AssertionError("The server stopped, but these run on: " + commandLines(left));
        }
    }

    /** What a command printed, and the status that it ended with. */
    public record Ended(int status, String printed) {}

    /** Makes the graph again, as an operator would while the server is stopped. */
    public Ended rebuild() throws IOException, InterruptedException {
        return command("rebuild");
    }

    /** Carries a command of the operator's out, as {@code ./assetledger} would. */
    public Ended command(String name) throws IOException, InterruptedException {
        Process command = launch(name, name);
        if (!command.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            command.destroyForcibly();
            throw new AssertionError(
                    "%s takes longer than %d s; it said:%n%s".formatted(name, COMMAND_LIMIT.toSeconds(), said(name)));
        }
        return new Ended(command.exitValue(), said(name));
    }

    private Process launch(String log, String command, String... more) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx512m",
                "-Dfile.encoding=UTF-8"));
        line.addAll(options);
        line.addAll(List.of("-cp", classPath(), AssetLedgerServer.class.getName(), command, "--data", data.toString()));
        line.addAll(List.of(more));
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(log).toFile());
        // Engines that the tests of this build are pointed at are not to be killed.
        builder.environment().keySet().removeIf(name -> name.startsWith("SPRING_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Of the product, without the tests themselves, whose beans are none of the server's. */
    public static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !Path.of(entry).endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private Path log(String name) {
        return directory.resolve(name + ".log");
    }

    private String said(String log) {
        try {
            return Files.exists(log(log)) ? Files.readString(log(log)) : "nothing";
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    /** Every process of this server and of those before it, found by the directory that stands on their command lines. */
    private List<ProcessHandle> left() {
        ProcessHandle self = ProcessHandle.current();
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(candidate -> !candidate.equals(self))
                    .filter(candidate ->
                            candidate.info().commandLine().orElse("").contains(data.toString()))
                    .toList();
        }
    }

    private static List<String> commandLines(List<ProcessHandle> processes) {
        return processes.stream()
                .map(candidate ->
                        candidate.pid() + " " + candidate.info().commandLine().orElse(""))
                .map(line -> line.length() > 300 ? line.substring(0, 300) : line)
                .toList();
    }

    /** Leaves no process behind, however the test went. */
    public void leaveNothing() {
        try {
            Process current = process;
            if (current != null) {
                // The parent first: it would start again what it sees dying.
                current.destroyForcibly().waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            for (int tries = 0; tries < 100 && !left().isEmpty(); tries++) {
                left().forEach(ProcessHandle::destroyForcibly);
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
