package assetledger.testing;

import assetledger.engines.EnginesDaemon;
import assetledger.testing.TestEngines.Addresses;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;

/**
 * The embedded engines in a process of their own, which lives as long as the Maven build: the modules' tests run in
 * processes that come and go, and starting two servers for each would take longer than the tests.
 */
final class EmbeddedForTests {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int CONNECT_MS = 2_000;

    /** The daemon's status when another one works on the directory; then that one's addresses are waited for. */
    private static final int DIRECTORY_IN_USE = 3;

    private final Path directory;

    private EmbeddedForTests(Path directory) {
        this.directory = directory;
    }

    static Addresses addresses() {
        Path directory = Path.of(System.getProperty("assetledger.test.directory", "target/test-engines"))
                .toAbsolutePath();
        try {
            EmbeddedForTests engines = new EmbeddedForTests(Files.createDirectories(directory));
            Optional<Addresses> running = engines.running();
            return running.isPresent() ? running.get() : engines.start();
        } catch (IOException unusable) {
            throw new UncheckedIOException("The tests' engines cannot work in " + directory, unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start of the tests' engines was interrupted", interrupted);
        }
    }

    /** What the addresses file says, if who wrote it lives and both engines take a connection. */
    private Optional<Addresses> running() throws IOException {
        if (!Files.exists(file())) {
            return Optional.empty();
        }
        Properties said = new Properties();
        try (InputStream in = Files.newInputStream(file())) {
            said.load(in);
        }
        boolean lives = ProcessHandle.of(Long.parseLong(said.getProperty("daemon.pid")))
                .filter(ProcessHandle::isAlive)
                .isPresent();
        return lives && answers(said, "postgres") && answers(said, "neo4j")
                ? Optional.of(addresses(said))
                : Optional.empty();
    }

    private static boolean answers(Properties said, String engine) {
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(
                            said.getProperty(engine + ".host"), Integer.parseInt(said.getProperty(engine + ".port"))),
                    CONNECT_MS);
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    private static Addresses addresses(Properties said) {
        return new Addresses(
                said.getProperty("postgres.host"),
                Integer.parseInt(said.getProperty("postgres.port")),
                said.getProperty("postgres.database"),
                said.getProperty("postgres.user"),
                said.getProperty("postgres.password"),
                "bolt://" + said.getProperty("neo4j.host") + ":" + said.getProperty("neo4j.port"),
                said.getProperty("neo4j.user"),
                said.getProperty("neo4j.password"));
    }

    private Addresses start() throws IOException, InterruptedException {
        Process daemon = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        enginesAlone(),
                        EnginesDaemon.class.getName(),
                        "--directory",
                        directory.toString(),
                        "--while-alive",
                        Long.toString(build().pid()),
                        "--addresses",
                        file().toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log()))
                .start();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Optional<Addresses> running = Optional.empty();
        while (running.isEmpty()) {
            Thread.sleep(100);
            if (System.nanoTime() > deadline || !(daemon.isAlive() || daemon.exitValue() == DIRECTORY_IN_USE)) {
                throw new IllegalStateException(
                        "The tests' engines did not start within %d s; %s says why and ends so:%n%s"
                                .formatted(LIMIT.toSeconds(), log(), Files.readString(log().toPath())));
            }
            running = running();
        }
        return running.get();
    }

    private static String enginesAlone() {
        try {
            return Path.of(EnginesDaemon.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("A class path entry is a URI", impossible);
        }
    }

    /** The topmost Java process above this one: Maven, which starts a process for each module, or an IDE. */
    private static ProcessHandle build() {
        ProcessHandle topmost = ProcessHandle.current();
        Optional<ProcessHandle> next = topmost.parent();
        while (next.isPresent()) {
            topmost = isJava(next.get()) ? next.get() : topmost;
            next = next.get().parent();
        }
        return topmost;
    }

    private static boolean isJava(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).getFileName().toString())
                .filter(name -> name.matches("javaw?(\\.exe)?"))
                .isPresent();
    }

    private Path file() {
        return directory.resolve("addresses.properties");
    }

    private File log() {
        return directory.resolve("daemon.log").toFile();
    }
}
