package assetledger.api.request;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Client;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.importer.send.Server;
import assetledger.importer.table.TableRequest;
import assetledger.importer.table.TableRun;
import assetledger.model.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answers to queries as tables, for those who have no command line. */
class TablesOverHttpTests extends RunningServer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String CANARY = "83571234567890.47";
    private static final String LINES = """
            query ($owner: ID, $first: Int!, $after: String) {
              assets(group: FINANCIAL, owner: $owner, first: $first, after: $after) {
                nodes { id name ... on SpendingLine { amounts { year amount { amount currency } } } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    @TempDir
    private Path folder;

    private String owner = "";

    @BeforeEach
    void anAuthorityWithFiveLines() {
        Registrar registrar = registrar();
        owner = registrar.register(authority(name("Owner"))).id();
        for (int line = 0; line < 5; line++) {
            registrar.register(registration(
                    "spendingLine",
                    named(
                            name("=Строка; " + line),
                            Map.of(
                                    "owner", byId(owner),
                                    "currency", "RUB",
                                    "stages", List.of(Map.of("stage", "approved", "from", "2026-01-01")),
                                    "amounts",
                                            List.of(
                                                    Map.of("year", 2025, "amount", "0.10"),
                                                    Map.of("year", 2026, "amount", CANARY))))));
        }
        Awaitility.await()
                .until(() -> client().send(
                                "query ($at: Position) { indicatorOutcomes(year: 2026, atLeast: $at) { count } }",
                                Map.of("at", database().size() - 1))
                        .errorCode()
                        .isEmpty());
    }

    @CsvSource({"csv,''", "tsv,''", "xlsx,''", "csv,amounts", "xlsx,amounts"})
    @ParameterizedTest
    void theTableIsThatOfTheCommandByteForByteWhateverTheSizeOfItsPages(String format, String each)
            throws IOException, InterruptedException {
        Path query = Files.writeString(folder.resolve("lines.graphql"), LINES);
        Path file = folder.resolve("lines." + format);
        TableRequest request =
                TableRequest.of(query.toString(), file, Server.at(address(), token()), Map.of("owner", owner));
        TableRun.run(each.isEmpty() ? request : request.withEach(each));

        HttpResponse<byte[]> answer = ask(
                token(),
                "?format=" + format + (each.isEmpty() ? "" : "&each=" + each),
                "*/*",
                Client.body(LINES, Map.of("owner", owner, "first", 2)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"table.%s\"".formatted(format));
        if (format.equals("xlsx")) {
            assertThat(sheet(answer.body())).hasSizeGreaterThan(10).isEqualTo(sheet(Files.readAllBytes(file)));
        } else {
            assertThat(answer.body()).isEqualTo(Files.readAllBytes(file));
            assertThat(text(answer)).contains("'=Строка; ", CANARY);
        }
    }

    /** A workbook says when it was made; the cells of its one sheet do not. */
    private static List<String> sheet(byte[] workbook) throws IOException {
        try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(workbook));
                Stream<Row> rows = book.getFirstSheet().openStream()) {
            return rows.flatMap(Row::stream).map(Cell::toString).toList();
        }
    }

    @CsvSource({
        "text/csv, text/csv",
        "'text/html, text/tab-separated-values;q=0.5, text/csv;q=0.4', text/tab-separated-values",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,"
                + " application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    })
    @ParameterizedTest
    void theFormIsThatWhichTheClientTakes(String accept, String type) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(token(), "", accept, Client.body(LINES, Map.of("owner", owner)));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    }

    @CsvSource(delimiter = '|', textBlock = """
            application/json | {"query": "{ me { person } }"} | 406 | Tables come as csv, tsv or xlsx
            text/csv | {"query": "mutation { x }"} | 400 | A table is made of one query
            text/csv | {"query": "{ nothing"} | 400 | This is no GraphQL
            text/csv | {"query": "{ nothing { here } }"} | 400 | nothing
            text/csv | {"query": "{ me { person } }", "variables": 7} | 400 | variables must be an object
            text/csv | {"query": "query($first: Int!, $after: String) { assets(first: $first, after: $after) { nodes { links(first: 1) { nodes { id } pageInfo { hasNextPage } } } pageInfo { hasNextPage endCursor } } }"} | 400 | links is a list in pages inside a row
            text/csv | [] | 400 | One request holds one operation
            """)
    @ParameterizedTest
    void whatIsNoTableIsRefusedWithASentenceAndNotBegun(String accept, String body, int status, String sentence)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = ask(token(), "", accept, body);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(text(answer)).contains("\"errors\"", sentence);
        assertThat(answer.headers().firstValue("Content-Disposition")).isEmpty();
    }

    @Test
    void aTableShowsWhatTheQueryWouldAndNoMore() throws IOException, InterruptedException {
        String foreign = token(
                "boris",
                Set.of(Role.REGISTRAR),
                registrar().register(authority(name("Other"))).id());
        String body = Client.body(LINES, Map.of("owner", owner));
        HttpResponse<byte[]> answer = ask(foreign, "", "text/csv", body);
        assertThat(text(answer)).contains("'=Строка; ").doesNotContain(CANARY);

        HttpResponse<byte[]> refused = ask(
                foreign, "", "text/csv", Client.body("{ spendingTotals(year: 2026) { outcome currency } }", Map.of()));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(text(refused)).contains("FORBIDDEN");
        assertThat(ask("no.such.token", "", "text/csv", body).statusCode()).isEqualTo(401);
    }

    @Test
    void aPlaceIsGivenBackByEveryTable() throws IOException, InterruptedException {
        for (int table = 0; table < 20; table++) {
            assertThat(ask(token(), "", "text/csv", Client.body(LINES, Map.of("owner", owner)))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ask(token(), "", "text/csv", "{\"query\": \"{ nothing\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private HttpResponse<byte[]> ask(String token, String parameters, String accept, String body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(address() + "/table" + parameters))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .header("Accept", accept)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }
}
