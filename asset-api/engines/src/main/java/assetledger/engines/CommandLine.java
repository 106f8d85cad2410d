package assetledger.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * The first arguments of an engine's command line, by which its process is recognised after the parent that started it is gone. They name the data directory.
 * A pid alone would not do: after a restart of the machine it belongs to somebody else. Where the system does not tell the arguments of other processes
 * (Windows) nothing is recognised, and the engine that was left behind has to be ended by hand; this is untried.
 */
record CommandLine(List<String> firstArguments) {
    private static final Duration PAUSE = Duration.ofMillis(20);

    /** Every living process that was started so, found by looking at all: a kill may come before anybody could write a pid down. */
    List<ProcessHandle> running() {
        try (var processes = ProcessHandle.allProcesses()) {
            return processes.filter(this::fits).filter(CommandLine::lives).toList();
        }
    }

    private boolean fits(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(Arrays::asList)
                .filter(all -> all.size() >= firstArguments.size())
                .map(all -> all.subList(0, firstArguments.size()).equals(firstArguments))
                .orElse(false);
    }

    /** A process that ended, but whose end its parent has not noticed yet, still has a pid on Linux; it does nothing any more and holds nothing. */
    static boolean lives(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !stat.substring(stat.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    /** Waits for a process that need not be a child of this one, and ends it the hard way when it takes longer than the limit. */
    static void awaitEnd(ProcessHandle process, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (lives(process)) {
            if (System.nanoTime() > deadline) {
                process.destroyForcibly();
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }
}
