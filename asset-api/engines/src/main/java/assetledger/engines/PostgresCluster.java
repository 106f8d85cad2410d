package assetledger.engines;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Makes PostgreSQL's files: beside their place at first, and moved there when complete, so that a kill in the middle leaves nothing half done. */
record PostgresCluster(Path binaries, Path own, Unprivileged user, EngineLog log) {
    static final String OWNER = "assetledger";
    static final String DATABASE = "assetledger";

    private static final String UNFINISHED = "new-";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    void create(Path data, String password) throws IOException, InterruptedException {
        Path fresh = Files.createTempDirectory(own, UNFINISHED);
        user.own(fresh);
        // No locale of the machine is used: the same text sorts and compares the same everywhere.
        run(
                "initdb",
                "",
                "-D",
                fresh.toString(),
                "--username=" + OWNER,
                "--auth=reject",
                "--encoding=UTF8",
                "--no-locale",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions");
        Files.writeString(fresh.resolve("pg_hba.conf"), "host all all %s/32 scram-sha-256%n".formatted(Loopback.HOST));
        run(
                "postgres",
                """
                ALTER ROLE %s PASSWORD '%s';
                CREATE DATABASE %s;
                """.formatted(OWNER, password, DATABASE),
                "--single",
                "-D",
                fresh.toString(),
                "-c",
                "exit_on_error=true",
                "postgres");
        Files.move(fresh, data, ATOMIC_MOVE);
        sync(own);
    }

    private void run(String program, String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(
                        Stream.of(binaries.resolve("bin").resolve(program).toString()), Stream.of(arguments))
                .toList();
        Launch.toEnd(
                "Making the files of PostgreSQL with " + program,
                Launch.builder(own, user.run(command), log),
                input,
                log,
                LIMIT);
    }

    /** Leaves what cannot be removed, because an {@code initdb} whose parent was killed is still writing there; the next start removes it. */
    void removeUnfinished() throws IOException {
        try (Stream<Path> left = Files.list(own)) {
            left.filter(path -> path.getFileName().toString().startsWith(UNFINISHED))
                    .forEach(path -> removeAll(path.toFile()));
        }
    }

    /** By the old interface, which takes it as it comes when files appear and vanish meanwhile. */
    private static void removeAll(File file) {
        File[] contents = Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        for (File content : contents == null ? new File[0] : contents) {
            removeAll(content);
        }
        file.delete();
    }

    /** Makes the move last through a power failure, where the system lets a directory be opened (not on Windows). */
    private static void sync(Path directory) throws IOException {
        if (Files.exists(Path.of("/dev/null"))) {
            try (FileChannel channel = FileChannel.open(directory)) {
                channel.force(true);
            }
        }
    }
}
