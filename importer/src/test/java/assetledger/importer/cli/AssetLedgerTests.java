package assetledger.importer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.send.Progress;
import assetledger.importer.send.StubServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AssetLedgerTests {
    private static final String MAPPING = """
            mapping: m
            key: [id]
            records:
              - put: {record: {function: {name: {column: name, required: true}, externalIds: [{scheme: s, value: {column: id}}]}}}
            """;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream results = new ByteArrayOutputStream();
    private final ByteArrayOutputStream notes = new ByteArrayOutputStream();
    private String table = "";
    private String mapping = "";

    @BeforeEach
    void writeFiles() throws IOException {
        table = write("table.csv", "id,name\n1,A\n1,A\n2,\n");
        mapping = write("mapping.yaml", MAPPING);
    }

    @Test
    void sendsNothingWhereTheCheckFindsProblemsAndEndsWithOne() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            assertThat(run("import", table, "--mapping", mapping, "--server", server.url()))
                    .isEqualTo(1);

            assertThat(out())
                    .contains("row 4, name '': This cell must have a value")
                    .contains(
                            "table.csv: 3 rows = 1 to add + 0 to change + 0 unchanged + 1 that repeat a record + 1 reported");
            assertThat(err()).contains("Nothing was sent. Mend the file, or say --skip-bad-rows");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void accountsForEveryRowAndSaysWhereTheSkippedOnesAre() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            String token = write("token", "secret\n");
            assertThat(run(
                            "import",
                            table,
                            "--mapping",
                            mapping,
                            "--server",
                            server.url(),
                            "--token-file",
                            token,
                            "--skip-bad-rows"))
                    .isEqualTo(1);

            assertThat(out())
                    .contains(
                            "table.csv: 3 rows = 1 added + 0 changed + 0 unchanged + 1 that repeat a record + 1 reported")
                    .contains("records and links: 1 added + 0 changed + 0 unchanged")
                    .contains("import 00000000-0000-0000-0000-000000000001")
                    .contains("The rows that are not recorded are in " + folder.resolve("table-skipped.csv"))
                    .contains("rows a second");
            assertThat(Files.readAllLines(folder.resolve("table-skipped.csv"))).containsExactly("id,name", "2,");
            assertThat(server.requests().get(0).authorization()).isEqualTo("Bearer secret");
        }
    }

    @Test
    void endsWithZeroWhenNothingIsReportedAndSaysThatThereIsNothingToSend() throws IOException {
        write("table.csv", "id,name\n1,A\n");
        try (StubServer server = StubServer.acceptingAll()) {
            assertThat(run("import", table, "--mapping", mapping, "--server", server.url()))
                    .isZero();
            assertThat(run("import", table, "--mapping", mapping, "--server", server.url()))
                    .isZero();
            assertThat(out()).contains("Nothing was sent: there is nothing to add or to change.");
        }
    }

    @Test
    void checksWithAndWithoutAServerAndSendsNothing() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            assertThat(run("check", table, "--mapping", mapping)).isEqualTo(1);
            assertThat(out()).contains("table.csv: 3 rows = 1 without a problem + 1 that repeat a record + 1 reported");

            assertThat(run("check", table, "--mapping", mapping, "--server", server.url()))
                    .isEqualTo(1);
            assertThat(out()).contains("records and links: 1 to add + 0 to change + 0 unchanged");
            assertThat(server.requests()).isEmpty();
            assertThat(server.imports()).isZero();
        }
    }

    @Test
    void tellsHowFarItIsAndHowLongItTakes() {
        assertThat(ProgressLine.line(Progress.Step.SENDING, 25_000, 1_000_000, 3, 10))
                .isEqualTo("sent: 25,000 of 1,000,000 rows, 2,500 rows a second, 6 min 30 s left, 3 reported");
        assertThat(ProgressLine.line(Progress.Step.CHECKING, 1_000, 2_000, 0, 1))
                .isEqualTo("checked: 1,000 of 2,000 rows, 1,000 rows a second, 1 s left, 0 reported");
    }

    @Test
    void endsWithTwoAndASentenceWhenTheImportCannotBeCarriedOut() throws IOException {
        StubServer gone = StubServer.acceptingAll();
        gone.close();
        assertThat(run("import", table, "--mapping", mapping, "--server", gone.url()))
                .isEqualTo(2);
        assertThat(err()).contains("No answer from http://localhost", "None of 3 rows were dealt with");

        assertThat(run("import", table, "--mapping", "none", "--server", gone.url()))
                .isEqualTo(2);
        assertThat(err()).contains("Nothing was sent. The mapping none cannot be used");

        assertThat(run("import", table, "--mapping", mapping, "--server", "nowhere"))
                .isEqualTo(2);
        assertThat(err()).contains("A server looks like http://localhost:8080, but this is 'nowhere'");

        assertThat(run("import", table)).isEqualTo(2);
        assertThat(err()).contains("--mapping=M").contains("--server=URL");
        assertThat(run()).isEqualTo(2);
    }

    @Test
    void showsForeignTextOnOneLineWithoutCharactersThatSteerATerminal() {
        assertThat(Shown.value("a\n\u001B[31mb\u202Ec" + "x".repeat(100)))
                .startsWith("a ?[31mb?cxxx")
                .endsWith("...");
    }

    private int run(String... arguments) {
        return AssetLedger.run(results, notes, arguments);
    }

    private String out() {
        return results.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return notes.toString(StandardCharsets.UTF_8);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
