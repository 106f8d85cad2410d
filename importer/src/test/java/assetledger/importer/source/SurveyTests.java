package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurveyTests {
    private static final TableForm FORM = TableForm.csv(StandardCharsets.UTF_8, ',');

    @TempDir
    private Path folder;

    @Test
    void countsRowsAndDigestsTheBytes() throws IOException {
        Survey survey = Survey.of(file("id\nabc\n\ndef\n"), FORM);

        assertThat(survey.rows()).isEqualTo(2);
        assertThat(survey.sha256()).isEqualTo("205b740ad622f1e710beeaba5deade9cf334f71c3fc5b13263201f0fac3d6c23");
        assertThat(Survey.of(file("id\nabc\n\ndef\n\n"), FORM).sha256()).isNotEqualTo(survey.sha256());
    }

    @Test
    void refusesAFileWithoutRowsAndOneThatIsMissing() throws IOException {
        Path empty = file("id,name\n");

        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Survey.of(empty, FORM))
                .withMessage("table.csv contains no data rows after the names of its columns");
        assertThatExceptionOfType(SourceException.class)
                .isThrownBy(() -> Survey.of(folder.resolve("none.csv"), FORM))
                .withMessageStartingWith("There is no file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("table.csv"), text);
    }
}
