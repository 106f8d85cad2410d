package assetledger.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How child processes are started: in the data directory, printing into a log, and untouched by what the user's environment means for other programs. */
final class Launch {
    /** Settings for other servers and clients on this machine, and Java options that would take the bounds off Neo4j's memory. */
    private static final List<String> FOREIGN_SETTINGS =
            List.of("PG", "NEO4J_", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    private Launch() {}

    /**
     * An engine that is to run on. Where there is a {@code setsid} command the engine gets a session of its own, so that Ctrl-C in a terminal reaches the
     * parent alone, and the parent stops the engines in its own time.
     */
    static ProcessBuilder detached(Path directory, List<String> command, EngineLog log) throws IOException {
        List<String> detached = new ArrayList<>(find("setsid").map(List::of).orElse(List.of()));
        detached.addAll(command);
        return builder(directory, detached, log);
    }

    /** Runs a command to its end. What it prints goes into the log, whose last lines tell why when it fails. */
    static void toEnd(String what, ProcessBuilder command, String input, EngineLog log, Duration limit)
            throws IOException, InterruptedException {
        Process process = command.start();
        try {
            try (OutputStream standardInput = process.getOutputStream()) {
                standardInput.write(input.getBytes(UTF_8));
            } catch (IOException e) {
                // It ended without reading its input; its exit status and its log say more than the broken pipe does.
            }
            if (!process.waitFor(limit.toMillis(), MILLISECONDS)) {
                throw new EnginesException("%s took longer than %d s. The log %s ends so:%n%s"
                        .formatted(what, limit.toSeconds(), log.file(), log.tail()));
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new EnginesException("%s failed with status %d. The log %s ends so:%n%s"
                    .formatted(what, process.exitValue(), log.file(), log.tail()));
        }
    }

    static ProcessBuilder builder(Path directory, List<String> command, EngineLog log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.destination());
        builder.environment()
                .keySet()
                .removeIf(name -> FOREIGN_SETTINGS.stream().anyMatch(name::startsWith));
        return builder;
    }

    /** The command of this name, when the machine has it. */
    static Optional<String> find(String command) {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(File.pathSeparator, -1)), Stream.of("/usr/bin", "/bin"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, command))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }
}
