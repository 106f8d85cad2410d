package assetledger.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assetledger.importer.send.Server;
import assetledger.importer.send.StubServer;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * The shipped set of the US on the published tables, sent to a server that accepts everything: what the importer
 * itself makes of each row. The server would refuse four negative amounts, too.
 */
class UsTests {
    private static final Path TABLES =
            Path.of(System.getProperty("assetledger.data", "../shared/data")).resolve("us-it-dashboard");

    @Test
    void accountsForEveryRow() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server);

            assertThat(outcome.tables())
                    .extracting(table -> "%s %d = %d + %d + %d"
                            .formatted(
                                    table.mapping(),
                                    table.rowsInFile(),
                                    table.tally().rows().sum(),
                                    table.tally().repeated(),
                                    table.tally().reported()))
                    .containsExactly(
                            "us-agencies 2468 = 26 + 2442 + 0",
                            "us-agencies 3893 = 25 + 3868 + 0",
                            "us-investments 2468 = 599 + 1869 + 0",
                            "us-investments 3893 = 647 + 3246 + 0",
                            "us-projects 2468 = 2468 + 0 + 0",
                            "us-contracts 3893 = 2147 + 31 + 1715");
            assertThat(run(server).result()).isEqualTo(ImportOutcome.Result.NOTHING_NEW);
        }
    }

    @Test
    void linesOfProjectsAddUpToTheirPlannedCostToTheDollar() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            run(server);

            assertThat(sum(server, "us-project"))
                    .isEqualByComparingTo(millions("Projects_Data.csv", "Planned Cost ($ M)", row -> true));
        }
    }

    private static BigDecimal sum(StubServer server, String scheme) {
        return server.requests().stream()
                .flatMap(request -> request.body().at("/variables/input/items").valueStream())
                .map(item -> item.at("/put/record/spendingLine"))
                .filter(line -> line.at("/externalIds/0/scheme").asString("").equals(scheme))
                .flatMap(line -> line.path("amounts").valueStream())
                .map(JsonNode.class::cast)
                .map(amount -> new BigDecimal(amount.path("amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal millions(String file, String column, Predicate<NamedCsvRecord> counts)
            throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(TABLES.resolve(file))) {
            return reader.stream()
                    .filter(counts)
                    .map(row -> row.getField(column))
                    .filter(cell -> !cell.isEmpty())
                    .map(cell -> new BigDecimal(cell).movePointRight(6))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static ImportOutcome run(StubServer server) {
        assumeTrue(Files.isDirectory(TABLES), "The public tables are not beside the checkout: " + TABLES);
        return ImportRun.run(
                ImportRequest.of(TABLES, "us", Server.at(server.url(), null)).skippingBadRows());
    }
}
