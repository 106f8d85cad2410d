package assetledger.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** An {@link EnginesDaemon} in a process of its own, which a test may kill. */
record Daemon(Process process, Path addresses) {
    static Daemon start(Path directory, Path addresses, long whileAlive) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toString(),
                        EnginesDaemon.class.getName(),
                        "--directory",
                        directory.toString(),
                        "--while-alive",
                        Long.toString(whileAlive),
                        "--addresses",
                        addresses.toString())
                .redirectErrorStream(true)
                .start();
        return new Daemon(process, addresses);
    }

    /** What it says about its engines, once they are ready. */
    Properties awaitAddresses() throws IOException, InterruptedException {
        while (!Files.exists(addresses)) {
            if (!process.isAlive()) {
                throw new AssertionError("The daemon ended: " + printed());
            }
            Thread.sleep(50);
        }
        Properties said = new Properties();
        try (InputStream in = Files.newInputStream(addresses)) {
            said.load(in);
        }
        return said;
    }

    /** As {@code kill -9} does: nothing of it runs any more, its engines do. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        Files.deleteIfExists(addresses);
    }

    int end() throws InterruptedException {
        if (!process.waitFor(30, SECONDS)) {
            throw new AssertionError("The daemon still runs");
        }
        return process.exitValue();
    }

    String printed() throws IOException {
        return new String(process.getInputStream().readAllBytes(), UTF_8);
    }
}
