package assetledger.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assetledger.importer.plan.Problem;
import assetledger.importer.send.Server;
import assetledger.importer.send.StubServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The shipped mappings on the published tables, sent to a server that accepts everything: what the importer itself
 * makes of each row.
 */
class CanadaTests {
    private static final Path TABLES =
            Path.of(System.getProperty("assetledger.data", "../shared/data")).resolve("canada-services");

    @CsvSource({
        "ifoi_en.csv,  canada/organisations, 118,  63, 55, 0,  63",
        "si_2024.csv,  canada/services,      340, 340,  0, 0, 680",
        "ss_2024.csv,  canada/standards,     440, 439,  0, 1, 878"
    })
    @ParameterizedTest
    void accountsForEveryRow(
            String file, String mapping, int rows, int recorded, int repeated, int reported, int commands)
            throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server, file, mapping);

            assertThat(outcome.rows()).isEqualTo(rows);
            assertThat(outcome.recorded()).isEqualTo(recorded);
            assertThat(outcome.repeated()).isEqualTo(repeated);
            assertThat(outcome.reported()).isEqualTo(reported);
            assertThat(server.requests().stream()
                            .mapToInt(StubServer.Request::commands)
                            .sum())
                    .isEqualTo(commands);
        }
    }

    @Test
    void reportsTheStandardThatTwoServicesClaim() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            assertThat(run(server, "ss_2024.csv", "canada/standards").problems())
                    .containsExactly(
                            new Problem(
                                    191,
                                    "service_id",
                                    "1139",
                                    "Row 183 has the same service_standard_id but another service_id; one record cannot have both, so correct one of the rows"));
        }
    }

    @Test
    void keepsTargetsAndResultsAsPublishedAndLeavesOutTheMissingOnes() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            run(server, "ss_2024.csv", "canada/standards");
            List<JsonNode> indicators = server.requests().stream()
                    .flatMap(request -> Stream.ofNullable(
                            request.body().path("variables").path("input").path("items")))
                    .flatMap(items -> items.valueStream())
                    .map(command -> command.path("put").path("record").path("indicator"))
                    .filter(JsonNode::isObject)
                    .toList();

            assertThat(indicators).hasSize(439);
            assertThat(indicators)
                    .filteredOn(indicator -> indicator.path("plans").isNull())
                    .hasSize(24);
            assertThat(indicators)
                    .filteredOn(indicator -> indicator.path("actuals").isNull())
                    .hasSize(62);
            assertThat(indicators.get(0).path("plans").toString()).isEqualTo("[{\"year\":2023,\"value\":\"0.9\"}]");
            assertThat(indicators.get(0).path("actuals").toString())
                    .isEqualTo("[{\"year\":2023,\"value\":\"0.9872\"}]");
            assertThat(indicators.get(0).path("owner").toString())
                    .isEqualTo("{\"external\":{\"scheme\":\"ca-org\",\"value\":\"1\"}}");
        }
    }

    @Test
    void theSetImportsItsTablesInOneRun() throws IOException {
        try (StubServer server = StubServer.acceptingAll()) {
            ImportOutcome outcome = run(server, ".", "canada");

            assertThat(outcome.tables()).extracting(TableOutcome::rowsInFile).containsExactly(118, 340, 440);
            assertThat(outcome.tables())
                    .extracting(table -> table.tally().rows().sum())
                    .containsExactly(63, 340, 439);
            assertThat(server.imports()).isEqualTo(1);
            assertThat(run(server, ".", "canada").result()).isEqualTo(ImportOutcome.Result.NOTHING_NEW);
        }
    }

    private static ImportOutcome run(StubServer server, String file, String mapping) {
        assumeTrue(Files.isDirectory(TABLES), "The public tables are not beside the checkout: " + TABLES);
        return ImportRun.run(ImportRequest.of(TABLES.resolve(file), mapping, Server.at(server.url(), null))
                .skippingBadRows());
    }
}
