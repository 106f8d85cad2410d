package assetledger.api.proof;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.proof.Checkpoint;
import assetledger.proof.Frontier;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NewLogTests {
    @TempDir
    private Path data;

    static Stream<Arguments> findings() {
        return Stream.of(
                Arguments.of(
                        20,
                        false,
                        20,
                        List.of("positions 0 to 19 are those that were signed", "positions 20 to 49 are missing")),
                Arguments.of(
                        0,
                        false,
                        10,
                        List.of(
                                "nothing shows whether positions 0 to 9 are those that were signed, for no checkpoint ends with them",
                                "positions 10 to 49 are missing")),
                Arguments.of(0, false, 0, List.of("positions 0 to 49 are missing")),
                Arguments.of(
                        20,
                        true,
                        60,
                        List.of(
                                "positions 0 to 19 are those that were signed",
                                "from position 20 or one after it on, they are not those that were signed",
                                "no position is missing")));
    }

    @ParameterizedTest
    @MethodSource("findings")
    void whatIsLeftOfTheOldLogIsToldByItsPositions(long proven, boolean differs, long size, List<String> told) {
        SignedLog log = SignedLog.begin(data, "ledger/x", null);
        Checkpoint before = new Checkpoint("ledger/x", 50, new Frontier().root());
        assertThat(new NewLog.Opened(log, before, proven, differs, size).sentences())
                .isEqualTo(told);
    }
}
