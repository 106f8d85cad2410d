package assetledger.importer.own;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.importer.mapping.Mapping;
import assetledger.importer.mapping.MappingReader;
import assetledger.importer.plan.ImportPlan;
import assetledger.importer.source.Row;
import assetledger.importer.source.RowSource;
import assetledger.importer.source.Sources;
import assetledger.importer.source.TableForm;
import assetledger.importer.table.Cell;
import assetledger.importer.table.TableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written of a record is read back by the importer itself, with the mapping that is written beside it. */
class OwnTableTests {
    private static final Authority AUTHORITY = new Authority("a0", "Здравоохранение", new Identifier("demo", "health"));
    private static final String OWNER = "\"owner\":{\"external\":{\"scheme\":\"demo\",\"value\":\"health\"}}";

    @TempDir
    private Path folder;

    private final List<JsonNode> foreign = new ArrayList<>();

    @Test
    void givesASystemBackWithAllItsStagesAndNames() throws IOException {
        List<String> commands = commands("systems", """
                {"id": "s1", "name": "=1+1", "purpose": "'quoted", "restriction": null,
                 "stages": [{"stage": "trial", "from": "2020-01-01"}, {"stage": "operation", "from": "2021-02-03"}],
                 "externalIds": [{"scheme": "inv", "value": "007"}, {"scheme": "inv", "value": "8"}]}
                """, """
                {"id": "s2", "name": "Б", "purpose": "two\\nlines", "restriction": {"ground": "Secret"},
                 "stages": [{"stage": "idea", "from": "2022-01-01"}], "externalIds": []}
                """);
        assertThat(commands).containsExactly("""
                        {"register":{"record":{"system":{"externalIds":[{"scheme":"ledger","value":"s1"},\
                        {"scheme":"inv","value":"007"},{"scheme":"inv","value":"8"}],"name":"=1+1","purpose":"'quoted",\
                        "stages":[{"stage":"trial","from":"2020-01-01"},{"stage":"operation","from":"2021-02-03"}],\
                        %s}}}}""".formatted(OWNER), """
                        {"register":{"record":{"system":{"externalIds":[{"scheme":"ledger","value":"s2"}],\
                        "name":"Б","purpose":"two\\nlines","stages":[{"stage":"idea","from":"2022-01-01"}],%s}},\
                        "restriction":"Secret"}}""".formatted(OWNER));
    }

    @Test
    void givesBackWhatIsKnownOfASystemBesides() throws IOException {
        assertThat(commands("systems", """
                {"id": "s1", "type": "data-set", "name": "N", "purpose": "P", "restriction": null, "externalIds": [],
                 "stages": [{"stage": "operation", "from": "2021-02-03"}], "origin": "FOREIGN", "licence": null,
                 "protection": {"criticality": "CRITICAL", "securityClass": "K2", "attestedUntil": null},
                 "attributes": [{"code": "users", "value": "12.5", "unit": "people"},
                                {"code": "refresh", "value": "daily", "unit": null}]}
                """, """
                {"id": "s2", "type": "software", "name": "M", "purpose": "P", "restriction": null, "externalIds": [],
                 "stages": [{"stage": "operation", "from": "2021-02-03"}], "origin": null, "licence": "OWN",
                 "protection": null, "attributes": []}
                """)).containsExactly("""
                        {"register":{"record":{"system":{"externalIds":[{"scheme":"ledger","value":"s1"}],"name":"N",\
                        "type":"data-set","purpose":"P","stages":[{"stage":"operation","from":"2021-02-03"}],\
                        "origin":"FOREIGN","protection":{"criticality":"CRITICAL","securityClass":"K2"},\
                        "attributes":[{"code":"refresh","value":"daily"},\
                        {"code":"users","value":"12.5","unit":"people"}],%s}}}}""".formatted(OWNER), """
                        {"register":{"record":{"system":{"externalIds":[{"scheme":"ledger","value":"s2"}],"name":"M",\
                        "type":"software","purpose":"P","stages":[{"stage":"operation","from":"2021-02-03"}],\
                        "licence":"OWN",%s}}}}""".formatted(OWNER));
    }

    @Test
    void namesEveryFunctionThatAUseAddsOrLeavesOut() throws IOException {
        assertThat(commands("links", """
                {"id": "k1", "link": "USES", "validity": {"from": null, "to": null},
                 "tail": {"id": "a0", "kind": "SUBJECT", "name": "A", "externalIds": [{"scheme": "demo", "value": "health"}]},
                 "head": {"id": "s9", "kind": "TECHNICAL_ASSET", "name": "S", "owner": {"id": "a1"}, "externalIds": []},
                 "terms": {"added": [{"id": "f1", "name": "F", "externalIds": []},
                                     {"id": "f2", "name": "G", "externalIds": [{"scheme": "demo", "value": "g"}]}],
                           "without": []}}
                """)).containsExactly("""
                        {"link":{"kind":"USES","tail":{"external":{"scheme":"demo","value":"health"}},\
                        "head":{"external":{"scheme":"ledger","value":"s9"}},\
                        "added":[{"external":{"scheme":"ledger","value":"f1"}},\
                        {"external":{"scheme":"demo","value":"g"}}]}}""");
        assertThat(foreign).extracting(record -> record.path("id").asString()).contains("s9", "f1", "f2");
    }

    @Test
    void givesMoneyBackYearByYearToTheLastDigit() throws IOException {
        assertThat(commands("spending-lines", """
                {"id": "l1", "name": "N", "purpose": null, "budgetCode": "0410", "restriction": null, "externalIds": [],
                 "stages": [{"stage": "approved", "from": "2026-01-01"}],
                 "amounts": [{"year": 2025, "amount": {"amount": "12345678901234567.10", "currency": "RUB"}},
                             {"year": 2027, "amount": {"amount": "0.00", "currency": "RUB"}}]}
                """)).containsExactly("""
                        {"register":{"record":{"spendingLine":{"externalIds":[{"scheme":"ledger","value":"l1"}],"name":"N",\
                        "stages":[{"stage":"approved","from":"2026-01-01"}],"budgetCode":"0410","currency":"RUB",\
                        "amounts":[{"year":2025,"amount":"12345678901234567.10"},{"year":2027,"amount":"0.00"}],%s}}}}""".formatted(OWNER));
    }

    @Test
    void givesAnIndicatorBackWithWhatWasPlannedAndMeasured() throws IOException {
        assertThat(commands("indicators", """
                {"id": "i1", "name": "N", "unit": "%", "direction": "LOWER_IS_BETTER", "externalIds": [],
                 "baseline": {"value": "-3.5", "date": "2020-01-01"},
                 "plans": [{"year": 2025, "value": "-5"}], "actuals": []}
                """)).containsExactly("""
                        {"register":{"record":{"indicator":{"externalIds":[{"scheme":"ledger","value":"i1"}],"name":"N",\
                        "unit":"%%","direction":"LOWER_IS_BETTER","baseline":{"value":"-3.5","date":"2020-01-01"},\
                        "plans":[{"year":2025,"value":"-5"}],%s}}}}""".formatted(OWNER));
    }

    @Test
    void namesItsOwnRecordsByTheirIdsAndThoseOfOthersByTheirNames() throws IOException {
        assertThat(commands("links", """
                {"id": "k1", "link": "SUPPORTS",
                 "tail": {"id": "s1", "kind": "TECHNICAL_ASSET", "name": "S", "owner": {"id": "a0"}, "externalIds": []},
                 "head": {"id": "f1", "kind": "FUNCTION", "name": "F", "externalIds": [{"scheme": "demo", "value": "fn"}]},
                 "validity": {"from": "2020-01-01", "to": null},
                 "terms": {"degree": "FULL", "territory": null, "text": "+all", "act": null, "clause": null,
                           "level": null, "count": null}}
                """)).containsExactly("""
                        {"link":{"kind":"SUPPORTS","tail":{"external":{"scheme":"ledger","value":"s1"}},\
                        "head":{"external":{"scheme":"demo","value":"fn"}},"from":"2020-01-01","degree":"FULL",\
                        "text":"+all"}}""");
        assertThat(foreign).extracting(record -> record.path("id").asString()).containsExactly("f1");
    }

    @Test
    void saysAgainWhatAnAuthorityDeclaredOfAnAreaOrOfADuty() throws IOException {
        assertThat(commands("declarations", """
                {"id": "d1", "area": "09.1", "function": null, "on": "2026-01-01"}
                """, """
                {"id": "d2", "area": null, "on": "2026-02-01",
                 "function": {"id": "f1", "kind": "FUNCTION", "name": "F", "externalIds": [{"scheme": "demo", "value": "fn"}]}}
                """)).containsExactly("""
                        {"declareReportedThrough":{"subject":{"external":{"scheme":"demo","value":"health"}},\
                        "area":"09.1","through":"2026-01-01"}}""", """
                        {"declareNoSystem":{"subject":{"external":{"scheme":"demo","value":"health"}},\
                        "function":{"external":{"scheme":"demo","value":"fn"}},"on":"2026-02-01"}}""");
        assertThat(foreign).extracting(record -> record.path("id").asString()).containsExactly("f1");
    }

    /** Each record as a command that the importer made of its row; put and register read alike, but for what is empty. */
    private List<String> commands(String name, String... records) throws IOException {
        OwnTable table = OwnTable.all(AUTHORITY, foreign::add).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        List<JsonNode> read = List.of(records).stream()
                .map(record -> JsonMapper.shared().readTree(record))
                .toList();
        read.forEach(table::see);
        Path file = folder.resolve(name + ".csv");
        try (TableFile rows = TableFile.open(file, file)) {
            rows.row(table.columns().stream().map(Cell::text).toList());
            for (JsonNode record : read) {
                rows.row(table.cells(record).stream().map(Cell::text).toList());
            }
        }
        String mapping = OwnRun.text(table.mapping(AUTHORITY))
                .replace("putLink:", "link:")
                .replace("put:", "register:");
        return planned(file, table.columns(), MappingReader.read(name, mapping));
    }

    private static List<String> planned(Path file, List<String> header, Mapping mapping) {
        ImportPlan plan = new ImportPlan(mapping, Map.of(), header, 10, null);
        List<String> commands = new ArrayList<>();
        try (RowSource rows = Sources.open(file, TableForm.csv(StandardCharsets.UTF_8, ','))) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                plan.take(row.get(), planned -> {
                    assertThat(planned.problems()).isEmpty();
                    planned.commands()
                            .forEach(command -> commands.add(command.input().toString()));
                });
            }
        }
        return commands;
    }
}
