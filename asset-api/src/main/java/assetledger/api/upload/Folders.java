package assetledger.api.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

/** Where uploads stand while they are worked on, each in a folder of a random name, and their reports afterwards. */
@Component
class Folders {
    /** What goes when the work ends; reports stay. */
    private static final List<String> PASSING = List.of("files", "mappings");

    private final Path all;
    private @Nullable FileChannel lock;

    Folders(@Value("${assetledger.directory}") Path directory) {
        this.all = directory.toAbsolutePath().normalize().resolve("uploads");
    }

    /** The directory of them all. */
    Path place() {
        return all;
    }

    Path of(UUID id) {
        return all.resolve(id.toString());
    }

    Path problems(UUID id) {
        return of(id).resolve("problems.csv");
    }

    /** A file; a folder of files for a set. */
    Path skipped(UUID id) {
        return of(id).resolve("skipped.csv");
    }

    /** Makes an empty folder; to be called where blocking is allowed, as everything that follows. */
    Path make(UUID id) {
        try {
            for (String part : PASSING) {
                Files.createDirectories(of(id).resolve(part));
            }
            Files.setPosixFilePermissions(of(id), PosixFilePermissions.fromString("rwx------"));
            return of(id);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Bytes that are left on the disk. */
    long usable() {
        try {
            Files.createDirectories(all);
            return Files.getFileStore(all).getUsableSpace();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Removes what was uploaded and leaves the reports. */
    void removeFiles(UUID id) {
        PASSING.forEach(part -> remove(of(id).resolve(part)));
    }

    void remove(UUID id) {
        remove(of(id));
    }

    private static void remove(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }

    /** Whether no other server works in this directory, now and until this one ends. */
    synchronized boolean own() {
        try {
            Files.createDirectories(all);
            FileChannel channel =
                    FileChannel.open(all.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock held = tryLock(channel);
            if (held == null) {
                channel.close();
                return false;
            }
            lock = channel;
            return true;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException anotherServerOfThisProcess) {
            return null;
        }
    }

    synchronized void disown() {
        try {
            if (lock != null) {
                lock.close();
                lock = null;
            }
        } catch (IOException unclosable) {
            throw new UncheckedIOException(unclosable);
        }
    }

    /** Removes the uploaded files of every folder: of whatever a server that died left behind. */
    void removeLeftFiles() {
        try (Stream<Path> folders = Files.list(all)) {
            folders.filter(Files::isDirectory).forEach(folder -> PASSING.forEach(part -> remove(folder.resolve(part))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
