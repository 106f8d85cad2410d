package assetledger.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can stand in the way of a start; PostgreSQL alone, which takes a second. */
class EngineStartTests {
    @TempDir
    Path parent;

    @Test
    void aSecondServerOnADirectoryIsRefusedAndTheFirstKeepsIt() throws Exception {
        Path directory = parent.resolve("data");
        try (Engines engines = start(directory)) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatExceptionOfType(EnginesException.class)
                        .isThrownBy(() -> start(directory))
                        .withMessageContaining(
                                "in use by process %d", ProcessHandle.current().pid());
            }
            Daemon other = Daemon.start(
                    directory,
                    parent.resolve("addresses"),
                    ProcessHandle.current().pid());
            assertThat(other.printed())
                    .contains("in use by process %d"
                            .formatted(ProcessHandle.current().pid()));
            assertThat(Ledger.words(engines.postgres(), "select 'works'")).containsExactly("works");
        }
        start(directory).close();
    }

    @Test
    void aPidFileThatNamesAStrangerDoesNotStandInTheWay() throws Exception {
        Path directory = parent.resolve("data");
        start(directory).close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            for (String stale :
                    List.of(stranger.pid() + "\n%s\n0\n5432\n".formatted(directory.resolve("postgres/data")), "")) {
                Files.writeString(directory.resolve("postgres/data/postmaster.pid"), stale);
                start(directory).close();
            }
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void anUnfinishedFirstStartIsBegunAnew() throws Exception {
        Path unfinished = parent.resolve("data/postgres/new-123/base");
        Files.createDirectories(unfinished);
        start(parent.resolve("data")).close();
        assertThat(unfinished.getParent()).doesNotExist();
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> start(file.resolve("data")))
                .withMessageStartingWith("The data directory %s cannot be written (", file.resolve("data"))
                .withMessageEndingWith("Name a directory that user %s may write.", System.getProperty("user.name"));
    }

    @Test
    void anEngineThatDoesNotComeUpIsReportedWithTheEndOfItsLog() throws Exception {
        Path directory = parent.resolve("data");
        start(directory).close();
        Files.writeString(directory.resolve("postgres/data/postgresql.conf"), "no_such_setting = 1\n");
        assertThatExceptionOfType(EnginesException.class)
                .isThrownBy(() -> start(directory))
                .withMessageStartingWith("PostgreSQL does not start: tried 6 times. Its log ")
                .withMessageContaining("no_such_setting");
        Files.writeString(directory.resolve("postgres/data/postgresql.conf"), "");
        start(directory).close();
    }

    @Test
    void anEngineThatWasNotAskedForHasNoAddress() {
        try (Engines engines = start(parent.resolve("data"))) {
            assertThatIllegalStateException().isThrownBy(engines::neo4j).withMessageContaining("not asked for");
        }
    }

    private static Engines start(Path directory) {
        return Engines.start(new EngineSettings(directory, true, false, true, sentence -> {}));
    }
}
