package assetledger.engines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The directory that holds everything the engines keep, checked before anything is started in it. */
record DataDirectory(Path path) {
    /**
     * Makes the directory when it is not there, and gives it the one name that it has on disk: by that name, on the command lines of running processes, a
     * later start recognises what an earlier one left behind.
     */
    static DataDirectory open(Path wanted) {
        if (!wanted.isAbsolute() && !knowsWhereItIs()) {
            throw unspeakable(wanted.toAbsolutePath());
        }
        Path directory;
        try {
            Files.createDirectories(wanted.resolve("logs"));
            directory = wanted.toRealPath();
            Files.delete(Files.createTempFile(directory, "writable", null));
        } catch (IOException e) {
            throw new EnginesException(
                    "The data directory %s cannot be written (%s). Name a directory that user %s may write."
                            .formatted(wanted, reason(e), System.getProperty("user.name")),
                    e);
        }
        if (!speakable(directory)) {
            throw unspeakable(directory);
        }
        return new DataDirectory(directory);
    }

    private static String reason(IOException e) {
        String kind = e.getClass().getSimpleName().replace("Exception", "");
        return e.getMessage() == null ? kind : kind + ": " + e.getMessage();
    }

    /** Under the C locale Java reads letters outside ASCII as question marks, and would make a directory with question marks somewhere else. */
    private static boolean knowsWhereItIs() {
        try {
            return Files.isSameFile(Path.of(""), Path.of("").toAbsolutePath());
        } catch (IOException e) {
            return false;
        }
    }

    /** And it could not tell a child process, whose command line is text, where a directory with such letters is. */
    private static boolean speakable(Path directory) {
        try {
            return Path.of(directory.toString()).equals(directory);
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static EnginesException unspeakable(Path directory) {
        return new EnginesException(
                "The name of the data directory %s has letters that Java cannot pass on under this locale (%s). Set LC_ALL=C.UTF-8 before the start, or name a directory in ASCII."
                        .formatted(directory, System.getProperty("sun.jnu.encoding")));
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** A directory of one engine's own, made when it is not there. */
    Path of(String engine) throws IOException {
        return Files.createDirectories(path.resolve(engine));
    }
}
