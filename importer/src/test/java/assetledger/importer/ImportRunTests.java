package assetledger.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.importer.send.Ledger;
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
              - putLink: {kind: USES, tail: {id: {column: owner, lookup: owners}}, head: {id: {column: id}}}
            """;

    @TempDir
    private Path folder;

    @Test
    void readsLookupsFromBesideTheFile() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = ImportRun.run(
                    request(server, "id,owner\n1,First\n2,Second\n").skippingBadRows());

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
                    .withMessageContaining("those that ship are canada, canada/organisations");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void checksWithoutAServer() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        ImportOutcome outcome = ImportRun.check(ImportRequest.of(
                write("table.csv", "id,owner\n1,First\n1,First\n2,x\n"),
                write("links.yaml", MAPPING).toString(),
                (Ledger) null));

        assertThat(outcome.result()).isEqualTo(ImportOutcome.Result.CHECKED);
        assertThat(outcome.tally().right()).isEqualTo(1);
        assertThat(outcome.repeated()).isEqualTo(1);
        assertThat(outcome.reported()).isEqualTo(1);
    }

    @Test
    void importsASetInItsOrderAndNamesTheFileOfAProblem() throws IOException {
        write("owners.csv", "code,name\nO1,First\n");
        write("links.yaml", MAPPING);
        write("a.csv", "id,owner\n1,First\n");
        write("b.csv", "id,owner\n2,x\n3,First\n");
        Path report = folder.resolve("problems.csv");
        Path skipped = folder.resolve("skipped");
        Path set = write(
                "set.yaml",
                "set: both\ntables:\n  - {file: b.csv, mapping: links.yaml}\n  - {file: a.csv, mapping: links.yaml}\n");
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome =
                    ImportRun.run(ImportRequest.of(folder, set.toString(), Server.at(server.url(), null))
                            .withProblems(report)
                            .withSkipped(skipped)
                            .skippingBadRows());

            assertThat(outcome.tables()).extracting(TableOutcome::file).containsExactly("b.csv", "a.csv");
            assertThat(outcome.recorded()).isEqualTo(2);
            assertThat(server.requests()
                            .get(1)
                            .body()
                            .at("/variables/input/import/rows")
                            .toString())
                    .isEqualTo("[{\"table\":1,\"row\":2}]");
            assertThat(Files.readAllLines(report))
                    .containsExactly(
                            "file,row,column,value,problem",
                            "b.csv,2,owner,x,The lookup 'owners' has no such entry; correct the cell or add the entry");
            assertThat(Files.readAllLines(skipped.resolve("b.csv"))).containsExactly("id,owner", "2,x");
            assertThat(skipped.resolve("a.csv")).doesNotExist();
        }
    }

    @Test
    void refusesASetThatCannotWork() throws IOException {
        Path set = write("set.yaml", "set: both\ntables:\n  - {file: ../a.csv, mapping: links.yaml}\nmore: 1\n");
        try (StubServer server = StubServer.acceptingAll()) {
            assertThatExceptionOfType(ImportRefusedException.class)
                    .isThrownBy(() ->
                            ImportRun.run(ImportRequest.of(folder, set.toString(), Server.at(server.url(), null))))
                    .withMessageContaining("tables[0]: a table is {file: a file in the folder, mapping: a mapping}")
                    .withMessageContaining("more: a set has no such key");
        }
    }

    @Test
    void anAbsentColumnLeavesAValueAndAnEmptyCellClearsIt() throws IOException {
        write("links.yaml", """
                mapping: \u0441\u0438\u0441\u0442\u0435\u043C\u044B
                key: [id]
                records:
                  - put:
                      record:
                        system:
                          name: {column: id}
                          purpose: {column: \u043D\u0430\u0437\u043D\u0430\u0447\u0435\u043D\u0438\u0435, optional: true}
                          externalIds: [{scheme: s, value: {column: id}}]
                """);
        try (StubServer server = StubServer.acceptingAll()) {
            String[] tables = {
                "id,\u043D\u0430\u0437\u043D\u0430\u0447\u0435\u043D\u0438\u0435\n1,\u0423\u0447\u0451\u0442\n",
                "id,\u043D\u0430\u0437\u043D\u0430\u0447\u0435\u043D\u0438\u0435\n1,\n",
                "id\n1\n"
            };
            for (String table : tables) {
                ImportRun.run(ImportRequest.of(
                        write("table.csv", table),
                        folder.resolve("links.yaml").toString(),
                        Server.at(server.url(), null)));
            }
            assertThat(server.requests())
                    .extracting(request -> request.body()
                            .at("/variables/input/items/0/put/record/system")
                            .path("purpose")
                            .toString())
                    .containsExactly("\"\u0423\u0447\u0451\u0442\"", "null", "");
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
