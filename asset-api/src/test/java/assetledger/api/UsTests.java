package assetledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import assetledger.api.testing.FreshServer;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.send.Server;
import assetledger.importer.send.Tally;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Dirty real money, imported as its owner would, into a server that has nothing else. */
@FreshServer
class UsTests extends RunningServer {
    private static final Path TABLES =
            Path.of(System.getProperty("assetledger.data", "../../shared/data")).resolve("us-it-dashboard");
    private static final String PLANNED = "Planned Cost ($ M)";
    private static final String ACTUAL = "Projected/Actual Cost ($ M)";
    private static final String OBLIGATED = "Action Obligation Amount (In $ million) (USAspending)";
    private static final String BEGUN = "Contract Start Date (USAspending)";

    /** What the first import said; it is done once for all tests here. */
    private static @Nullable ImportOutcome first;

    private long position;

    @BeforeEach
    void importOnce() {
        assumeTrue(
                Files.isDirectory(TABLES),
                "Skipped: the public tables are not beside the checkout, at " + TABLES.toAbsolutePath());
        if (first == null) {
            first = importAll();
        }
        position = database().size() - 1;
        Awaitility.await()
                .until(() -> client().send(
                                "query ($at: Position) { coverageCounts(atLeast: $at) { count } }",
                                Map.of("at", position))
                        .errorCode()
                        .isEmpty());
    }

    private ImportOutcome importAll() {
        return ImportRun.run(
                ImportRequest.of(TABLES, "us", Server.at(address(), token())).skippingBadRows());
    }

    /** One project ends before it starts; four contracts have a negative amount, and what is left of the reported ones gives no money or disagrees with an earlier row. */
    @Test
    void everyRowIsRecordedRepeatedOrReported() {
        assertThat(Counts.of(Objects.requireNonNull(first)))
                .containsExactly(
                        "us-agencies 2468 = 26 added + 0 changed + 0 unchanged + 2442 + 0",
                        "us-agencies 3893 = 0 added + 0 changed + 25 unchanged + 3868 + 0",
                        "us-investments 2468 = 599 added + 0 changed + 0 unchanged + 1869 + 0",
                        "us-investments 3893 = 124 added + 0 changed + 523 unchanged + 3246 + 0",
                        "us-projects 2468 = 2467 added + 0 changed + 0 unchanged + 0 + 1",
                        "us-contracts 3893 = 2143 added + 0 changed + 0 unchanged + 31 + 1719");
        assertThat(first.stopped()).isEmpty();
    }

    @Test
    void importingAgainFindsEverythingAsItIsAndSendsNothing() {
        long size = database().size();
        ImportOutcome again = importAll();
        assertThat(again.result()).isEqualTo(ImportOutcome.Result.NOTHING_NEW);
        assertThat(again.tally().rows()).isEqualTo(new Tally.Outcomes(0, 0, 26 + 25 + 599 + 647 + 2467 + 2143));
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void theMoneyOfEveryFiscalYearIsThatOfTheFilesToTheCent() throws IOException {
        Map<Integer, BigDecimal> inFiles = new TreeMap<>();
        for (NamedCsvRecord project : projects()) {
            if (isRecorded(project) && !project.getField(PLANNED).isEmpty()) {
                inFiles.merge(fiscalYear(start(project)), dollars(project.getField(PLANNED)), BigDecimal::add);
            }
        }
        Set<String> seen = new HashSet<>();
        for (NamedCsvRecord contract : rows("contracts.csv")) {
            String amount = contract.getField(OBLIGATED);
            boolean isMoney = !amount.isEmpty() && !contract.getField(BEGUN).isEmpty();
            if (isMoney && seen.add(contract.getField("Contract ID")) && !amount.startsWith("-")) {
                LocalDate begun = LocalDate.parse(contract.getField(BEGUN), DateTimeFormatter.ofPattern("MM/dd/yyyy"));
                inFiles.merge(fiscalYear(begun), dollars(amount), BigDecimal::add);
            }
        }
        assertThat(inFiles).hasSizeGreaterThan(15);
        inFiles.forEach(
                (year, amount) -> assertThat(total(year)).as("FY %d", year).isEqualByComparingTo(amount));
    }

    /** A cost that is at most what was planned met its plan; a project of another year has no cost in this one. */
    @Test
    void theProjectsThatKeptToTheirCostAreThoseOfTheFile() throws IOException {
        Map<String, Long> inFile = projects().stream()
                .filter(UsTests::isRecorded)
                .filter(project -> !project.getField(PLANNED).isEmpty())
                .collect(Collectors.groupingBy(UsTests::costOutcome, Collectors.counting()));
        assertThat(inFile).isEqualTo(Map.of("MET", 898L, "MISSED", 160L, "NO_ACTUAL", 1393L));
        assertThat(client().ask(
                                "query ($at: Position) { indicatorOutcomes(year: 2012, atLeast: $at) { outcome count } }",
                                Map.of("at", position))
                        .at("/indicatorOutcomes")
                        .valueStream()
                        .collect(Collectors.toMap(
                                count -> count.path("outcome").asString(),
                                count -> count.path("count").asLong())))
                .isEqualTo(inFile);
    }

    /**
     * Read in the file by eye: row 2 is project 656 of 005-000001723, from 2011-01-10 (1 October 2011) to 2012-09-30,
     * planned and spent 15.297 million.
     */
    @Test
    void aProjectIsAsItStandsInTheFile() {
        JsonNode measure = client().ask("""
                        query ($ref: RefInput!) {
                          record(kind: MEASURE, ref: $ref) {
                            ... on Measure {
                              name period { from to } owner { name }
                              delivers: links(kind: DELIVERS, first: 1) { nodes { head { ... on TechnicalAsset { name } } } }
                              paid: links(kind: PAYS_FOR, direction: IN, first: 2) {
                                nodes { tail { ... on SpendingLine { amounts { year amount { amount currency } } } } }
                              }
                            }
                          }
                        }
                        """, Map.of("ref", Registrar.byName("us-project", "656")))
                .at("/record");
        assertThat(measure.path("name").asString()).isEqualTo("Operations");
        assertThat(measure.at("/period/from").asString()).isEqualTo("2011-10-01");
        assertThat(measure.at("/period/to").asString()).isEqualTo("2012-10-01");
        assertThat(measure.at("/owner/name").asString()).isEqualTo("Department of Agriculture");
        assertThat(measure.at("/delivers/nodes/0/head/name").asString())
                .isEqualTo("AMS Infrastructure WAN and DMZ (AMSWAN)");
        assertThat(measure.at("/paid/nodes/0/tail/amounts").toString())
                .isEqualTo("[{\"year\":2012,\"amount\":{\"amount\":\"15297000.00\",\"currency\":\"USD\"}}]");
        assertThat(measure.at("/paid/nodes")).hasSize(1);
    }

    private BigDecimal total(int year) {
        return client().ask(
                        "query ($year: Int!, $at: Position) {"
                                + " spendingTotals(year: $year, atLeast: $at) { figures { amount { amount } } } }",
                        Map.of("year", year, "at", position))
                .at("/spendingTotals")
                .valueStream()
                .map(total -> new BigDecimal(total.at("/figures/amount/amount").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String costOutcome(NamedCsvRecord project) {
        if (fiscalYear(start(project)) != 2012) {
            return "NO_ACTUAL";
        }
        return dollars(project.getField(ACTUAL)).compareTo(dollars(project.getField(PLANNED))) <= 0 ? "MET" : "MISSED";
    }

    private static boolean isRecorded(NamedCsvRecord project) {
        return !day(project.getField("Completion Date (B1)")).isBefore(start(project));
    }

    private static LocalDate start(NamedCsvRecord project) {
        return day(project.getField("Start Date"));
    }

    /** The publisher swapped day and month wherever the day is 12 or less. */
    private static LocalDate day(String cell) {
        LocalDate asWritten = LocalDate.parse(cell.substring(0, 10));
        return asWritten.getDayOfMonth() > 12
                ? asWritten
                : LocalDate.of(asWritten.getYear(), asWritten.getDayOfMonth(), asWritten.getMonthValue());
    }

    private static int fiscalYear(LocalDate day) {
        return day.getMonth().compareTo(Month.OCTOBER) >= 0 ? day.getYear() + 1 : day.getYear();
    }

    private static BigDecimal dollars(String millions) {
        return new BigDecimal(millions).movePointRight(6);
    }

    private static List<NamedCsvRecord> projects() throws IOException {
        return rows("Projects_Data.csv");
    }

    private static List<NamedCsvRecord> rows(String file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(TABLES.resolve(file))) {
            return reader.stream().toList();
        }
    }
}
