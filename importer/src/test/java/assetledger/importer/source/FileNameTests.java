package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FileNameTests {
    @Test
    void showsOnOneLineWhatTheNameIsMadeOf() {
        assertThat(FileName.shown(Path.of("folder", "реестр 1.csv"))).isEqualTo("реестр 1.csv");
        assertThat(FileName.shown(Path.of("../../etc/x"))).isEqualTo("x");
        assertThat(FileName.shown(Path.of("a\nb\u202Evsc.exe"))).isEqualTo("a\\u000Ab\\u202Evsc.exe");
        assertThat(FileName.shown(Path.of("x".repeat(4_000)))).isEqualTo("x".repeat(120) + "...");
    }
}
