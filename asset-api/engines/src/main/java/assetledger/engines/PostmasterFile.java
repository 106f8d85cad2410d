package assetledger.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The file {@code postmaster.pid}, in which PostgreSQL notes who runs on a data directory and how far it is. */
record PostmasterFile(Path data) {
    private static final int STATUS_LINE = 7;

    /** Whether the server in this process has finished its recovery and takes clients. */
    boolean saysReady(long pid) {
        try {
            List<String> lines = Files.readAllLines(path());
            return lines.size() > STATUS_LINE
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Removes the file of a killed server when its pid belongs to a program that has nothing to do with this directory, as after a restart of the machine or
     * in a new container, or to a zombie: PostgreSQL would take either for itself and refuse to start. Any other file it judges rightly by itself; and
     * should processes of the killed server still be ending, it notices them by their shared memory.
     */
    void removeWhenStale() throws IOException {
        if (Files.exists(path()) && (firstLine().isEmpty() || namesStranger(firstLine()))) {
            Files.deleteIfExists(path());
        }
    }

    private String firstLine() throws IOException {
        try (Stream<String> lines = Files.lines(path())) {
            return lines.findFirst().orElse("").strip();
        }
    }

    private boolean namesStranger(String pid) {
        return pid.matches("[0-9]{1,10}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> !runsHere(process))
                        .isPresent();
    }

    /** Where command lines of others cannot be read (Windows) nothing is known, and PostgreSQL shall decide. */
    private boolean runsHere(ProcessHandle process) {
        return CommandLine.lives(process)
                && process.info()
                        .commandLine()
                        .map(line -> line.contains(data.toString()))
                        .orElse(!Files.exists(Path.of("/proc/self")));
    }

    private Path path() {
        return data.resolve("postmaster.pid");
    }
}
