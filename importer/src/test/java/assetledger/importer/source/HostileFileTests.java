package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes is answered with a sentence or with rows, soon, in little memory, and without asking anybody. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileFileTests {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int ARCHIVES = 52;
    private static final int ENTITIES = 53;
    private static final int SMALL_HEAP_MEBIBYTES = 64;

    private final ServerSocket trap;
    private final List<HostileFiles.Case> cases;

    @TempDir
    private Path folder;

    HostileFileTests() throws IOException {
        trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        trap.setSoTimeout(1);
        cases = HostileFiles.all("http://127.0.0.1:%d".formatted(trap.getLocalPort()));
    }

    @AfterAll
    void closeTrap() throws IOException {
        trap.close();
    }

    Stream<HostileFiles.Case> cases() {
        return cases.stream();
    }

    @MethodSource("cases")
    @ParameterizedTest
    void answersWithASentenceOrWithRows(HostileFiles.Case hostile) {
        Path file = hostile.write(folder.resolve("table.bin"));
        long start = System.nanoTime();

        String answer = FileReading.answer(file, hostile.form());

        Duration took = Duration.ofNanos(System.nanoTime() - start);
        System.out.printf("%5d ms  %s%n", took.toMillis(), hostile);
        assertThat(answer).contains(hostile.answer());
        assertThatExceptionOfType(SocketTimeoutException.class)
                .as("Somebody asked the address in the file")
                .isThrownBy(trap::accept);
        if (hostile.number() == ARCHIVES || hostile.number() == ENTITIES) {
            assertThat(took).isLessThan(SOON);
        }
    }

    @Test
    void readsAllOfThemInASmallHeap() throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx%dm".formatted(SMALL_HEAP_MEBIBYTES),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                FileReading.class.getName()));
        for (int number = 0; number < cases.size(); number++) {
            HostileFiles.Case hostile = cases.get(number);
            Path file = hostile.write(folder.resolve("table%d.bin".formatted(number)));
            command.addAll(FileReading.arguments(file, hostile.form()));
        }
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        String answers = Files.readString(output);
        assertThat(process.exitValue()).as(answers).isZero();
        assertThat(cases).allSatisfy(hostile -> assertThat(answers).contains(hostile.answer()));
    }
}
