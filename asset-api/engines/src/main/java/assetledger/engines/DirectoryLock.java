package assetledger.engines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Says that a live process works on a data directory. The operating system gives the lock back when that process ends, however it ends. */
final class DirectoryLock implements AutoCloseable {
    /** Within one process a second look at the file would already give the lock back, so what this process holds is remembered here. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    /** Only a place far behind the text is locked, because Windows would not let others read what is locked. */
    private static final long PLACE = Long.MAX_VALUE - 1;

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    static DirectoryLock take(Path directory) throws IOException {
        if (!HELD.add(directory)) {
            throw refusal(directory, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DirectoryLock(directory, lockedFile(directory));
        } catch (IOException | RuntimeException e) {
            HELD.remove(directory);
            throw e;
        }
    }

    private static FileChannel lockedFile(Path directory) throws IOException {
        Path file = directory.resolve("engines.lock");
        FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE);
        FileLock lock = channel.tryLock(PLACE, 1, false);
        if (lock == null) {
            channel.close();
            throw refusal(directory, Files.readString(file).trim());
        }
        channel.truncate(0);
        channel.write(UTF_8.encode(Long.toString(ProcessHandle.current().pid())));
        return channel;
    }

    /** Whether a live process, this one or another, works on the directory. */
    static boolean isHeld(Path directory) throws IOException {
        Path file = directory.resolve("engines.lock");
        if (HELD.contains(directory) || !Files.exists(file)) {
            return HELD.contains(directory);
        }
        try (FileChannel channel = FileChannel.open(file, READ, WRITE);
                FileLock lock = channel.tryLock(PLACE, 1, false)) {
            return lock == null;
        }
    }

    private static EnginesException refusal(Path directory, String pid) {
        return new EnginesException(
                "The data directory %s is in use by process %s, and one server at a time works on a data directory. Stop that process, or name another directory."
                        .formatted(directory, pid));
    }

    /** Gives the lock back; the file stays, since removing it could take it from under whoever locks it next. */
    @Override
    public void close() {
        try {
            channel.truncate(0);
            channel.close();
        } catch (IOException e) {
            throw new EnginesException("The lock on %s could not be given back.".formatted(directory), e);
        } finally {
            HELD.remove(directory);
        }
    }
}
