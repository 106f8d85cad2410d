package assetledger.api.bench;

import assetledger.importer.cli.AssetLedger;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The importer's command line in a process of its own, with the memory that {@code ./assetledger} gives it. */
final class ImporterProcess {
    private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+([0-9]+) kB");
    private static final Pattern COLLECTED = Pattern.compile("([0-9]+)M->([0-9]+)M\\(");

    private final Path directory;
    private final Process process;
    private long resident;

    /** Starts it; what it says and its collections of garbage are kept in a directory. */
    ImporterProcess(Path directory, Path table, Path mapping, URI server, Path token) throws IOException {
        this.directory = directory;
        this.process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-Xlog:gc:file=" + directory.resolve("collections.log"),
                        "-cp",
                        System.getProperty("java.class.path").replace(':', File.pathSeparatorChar),
                        AssetLedger.class.getName(),
                        "import",
                        table.toString(),
                        "--mapping",
                        mapping.toString(),
                        "--server",
                        server.toString(),
                        "--token-file",
                        token.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("importer.log").toFile())
                .start();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether it still works; to be asked now and then, since memory is seen only while it does. */
    boolean isAlive() throws IOException {
        try {
            resident = Math.max(
                    resident,
                    RESIDENT.matcher(Files.readString(Path.of("/proc/%d/status".formatted(process.pid()))))
                            .results()
                            .mapToLong(match -> Long.parseLong(match.group(1)))
                            .sum());
        } catch (NoSuchFileException over) {
            return false;
        }
        return process.isAlive();
    }

    void demandSuccess() throws IOException, InterruptedException {
        if (process.waitFor() != 0) {
            throw new AssertionError("The import ended with %d:%n%s"
                    .formatted(process.exitValue(), Files.readString(directory.resolve("importer.log"))));
        }
    }

    void end() {
        process.destroyForcibly();
    }

    /** In MB; the heap before and after a collection, each at its largest, and all that was resident. */
    String memory() throws IOException {
        return "heap %d MB at most, %d MB after a collection, %d MB resident"
                .formatted(largest(1), largest(2), resident / 1024);
    }

    private int largest(int group) throws IOException {
        try (Stream<String> lines = Files.lines(directory.resolve("collections.log"))) {
            return lines.flatMap(line -> COLLECTED.matcher(line).results())
                    .map((MatchResult match) -> match.group(group))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }
}
