package assetledger.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.importer.send.Server;
import assetledger.importer.send.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportRunTests {
    private static final String MAPPING = """
            mapping: links
            key: [id]
            lookups:
              owners: {file: owners.csv, key: name, value: code}
            records:
              - link: {kind: USES, tail: {id: {column: owner, lookup: owners}}, head: {id: {column: id}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsLookupsFromBesideTheFile() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server, "id,owner\n1,First\n2,Second\n");

            assertThat(outcome.recorded()).isEqualTo(1);
            assertThat(outcome.problems())
                    .singleElement()
                    .hasToString(
                            "Problem[row=3, column=owner, value=Second, sentence=The lookup 'owners' has no such entry;"
                                    + " correct the cell or add the entry]");
            assertThat(server.requests().get(0).body().toString()).contains("\"tail\":{\"id\":\"O1\"}");
        }
    }

    @Test
    void writesProblemsThatASpreadsheetTakesForText() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        Path report = folder.resolve("problems.csv");
        try (StubServer server = StubServer.acceptingAll()) {
            ImportRun.run(
                    request(server, "id,owner\n1,\"=cmd(\"\"x\"\")\"\n2,-5\n").withProblems(report));

            assertThat(Files.readAllLines(report))
                    .containsExactly(
                            "row,column,value,problem",
                            "2,owner,\"'=cmd(\"\"x\"\")\",The lookup 'owners' has no such entry; correct the cell or add the entry",
                            "3,owner,'-5,The lookup 'owners' has no such entry; correct the cell or add the entry");
        }
    }

    @Test
    void keepsTheFirstHundredProblemsAndCountsAll() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server, "id,owner\n" + "1,x\n".repeat(150));

            assertThat(outcome.problems()).hasSize(100);
            assertThat(outcome.problemCount()).isEqualTo(150);
            assertThat(outcome.reported()).isEqualTo(150);
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void refusesBeforeAnythingIsSent() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            assertRefused(server, "id,owner\n1,First\n", "There is no file");
            write("owners.csv", "code,title\nO1,First\n");
            assertRefused(
                    server,
                    "id,owner\n1,First\n",
                    "the lookup file owners.csv has no column 'name'; it has code, title");
            write("owners.csv", "code,name\nO1,First\nO2,First\n");
            assertRefused(server, "id,owner\n1,First\n", "owners.csv, row 3: 'First' stands for 'O1' and for 'O2'");
            write("owners.csv", "code,name\nO1,First\n");
            assertRefused(server, "id,owners\n1,First\n", "the file has no column 'owner', but it has 'owners'");
            assertRefused(server, "id,owner\n1,First\n2,\"Second\n", "table.csv, row 3");
            assertThatExceptionOfType(ImportRefusedException.class)
                    .isThrownBy(() -> ImportRun.run(
                            ImportRequest.of(folder.resolve("table.csv"), "no/such", Server.at(server.url(), null))))
                    .withMessageContaining("those that ship are canada/organisations, canada/services");
            assertThat(server.requests()).isEmpty();
        }
    }

    private void assertRefused(StubServer server, String table, String sentence) {
        assertThatExceptionOfType(ImportRefusedException.class)
                .isThrownBy(() -> run(server, table))
                .withMessageContaining(sentence);
    }

    private ImportOutcome run(StubServer server, String table) throws IOException {
        return ImportRun.run(request(server, table));
    }

    private ImportRequest request(StubServer server, String table) throws IOException {
        return ImportRequest.of(
                write("table.csv", table), write("links.yaml", MAPPING).toString(), Server.at(server.url(), null));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
