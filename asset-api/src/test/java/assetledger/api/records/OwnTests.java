package assetledger.api.records;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.own.OwnException;
import assetledger.importer.own.OwnOutcome;
import assetledger.importer.own.OwnRequest;
import assetledger.importer.own.OwnRun;
import assetledger.importer.send.Server;
import assetledger.importer.send.Tally;
import assetledger.model.Role;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An authority with one of everything takes its data along. */
class OwnTests extends RunningServer {
    private static final List<Map<String, Object>> IN_OPERATION =
            List.of(Map.of("stage", "operation", "from", "2020-01-01"));

    @TempDir
    private Path folder;

    private final Map<String, String> ids = new HashMap<>();
    private String authority = "";
    private String neighbour = "";

    @BeforeEach
    void registerOneOfEverything() {
        Registrar registrar = registrar();
        String called = name("Own");
        authority = registrar.register(Registrar.authority(called)).id();
        ids.put("authority", called);
        String beside = name("Neighbour");
        neighbour = registrar.register(Registrar.authority(beside)).id();
        ids.put("neighbour", beside);
        String function =
                registrar.register(Registrar.function(name("Function"))).id();
        register("open", "system", Map.of("purpose", "=1+1", "stages", IN_OPERATION), null);
        register("hidden", "system", Map.of("purpose", "CNRY-hidden", "stages", IN_OPERATION), "Secret");
        register("act", "act", Map.of("stages", List.of(Map.of("stage", "in-force", "from", "2019-01-01"))), null);
        register("measure", "measure", Map.of("from", "2026-01-01"), null);
        register("indicator", "indicator", Map.of("unit", "%", "direction", "HIGHER_IS_BETTER"), null);
        register(
                "line",
                "spendingLine",
                Map.of(
                        "currency",
                        "RUB",
                        "stages",
                        List.of(Map.of("stage", "approved", "from", "2026-01-01")),
                        "amounts",
                        List.of(Map.of("year", 2026, "amount", "5.10"))),
                null);
        String past = registrar
                .link("SUPPORTS", id("open"), function, Map.of("degree", "FULL", "from", "2020-01-01"))
                .id();
        ids.put("past", past);
        registrar.endLink(past, 1, "2021-01-01");
        ids.put(
                "planned",
                registrar
                        .link("MANDATED", authority, function, Map.of("from", "2035-01-01"))
                        .id());
        ids.put(
                "pays",
                registrar.link("PAYS_FOR", id("line"), id("measure"), Map.of()).id());
        ids.put(
                "secret",
                registrar
                        .link("SUPPORTS", id("hidden"), function, Map.of("degree", "FULL"))
                        .id());
        registrar.link("USES", neighbour, id("open"), Map.of());
        registrar.record(
                "declareReportedThrough", Map.of("subject", byId(authority), "area", "09.1", "through", "2026-01-01"));
        registrar.record(
                "declareNoSystem", Map.of("subject", byId(authority), "function", byId(function), "on", "2026-02-01"));
        long last = database().size() - 1;
        Awaitility.await()
                .until(() -> client().send(
                                "query ($at: Position) { indicatorOutcomes(year: 2026, atLeast: $at) { count } }",
                                Map.of("at", last))
                        .errorCode()
                        .isEmpty());
    }

    private void register(String key, String kind, Map<String, Object> more, @Nullable String restriction) {
        Map<String, Object> members = new HashMap<>(more);
        members.put("owner", byId(authority));
        Map<String, Object> input = new HashMap<>(registration(kind, named(name(key), members)));
        if (restriction != null) {
            input.put("restriction", restriction);
        }
        ids.put(key, registrar().register(input).id());
    }

    private String id(String key) {
        return ids.getOrDefault(key, "");
    }

    @Test
    void theFilesHoldAllThatAnAuthorityAnswersForWhateverItsDays() throws IOException {
        OwnOutcome outcome = export(token("anna", Set.of(Role.REGISTRAR), authority));
        assertThat(outcome.files().stream().map(file -> file.file() + " " + file.rows()))
                .containsExactly(
                        "acts.csv 1",
                        "systems.csv 2",
                        "spending-lines.csv 1",
                        "measures.csv 1",
                        "indicators.csv 1",
                        "links.csv 4",
                        "declarations.csv 2");
        assertThat(column("systems.csv", "id ledger")).containsExactlyInAnyOrder(id("open"), id("hidden"));
        assertThat(column("systems.csv", "purpose")).containsExactlyInAnyOrder("'=1+1", "CNRY-hidden");
        assertThat(column("systems.csv", "restricted")).containsExactlyInAnyOrder("", "Secret");
        assertThat(column("spending-lines.csv", "amount 2026")).containsExactly("5.10");
        assertThat(column("links.csv", "kind"))
                .containsExactlyInAnyOrder("SUPPORTS", "SUPPORTS", "MANDATED", "PAYS_FOR");
        assertThat(column("links.csv", "to")).contains("2021-01-01");
        assertThat(column("references.csv", "kind")).containsExactlyInAnyOrder("SUBJECT", "FUNCTION");
        assertThat(outcome.references()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("own/own.yaml"))).contains("file: acts.csv", "mapping: links.yaml");
    }

    @Test
    void theListOfWhatAnAuthorityAnswersForComesInPagesThatTogetherAreAllOfIt() {
        String question = """
                query ($owner: ID!, $after: String) {
                  records(owner: $owner, kind: LINK, first: 1, after: $after) {
                    nodes { id }
                    pageInfo { hasNextPage endCursor }
                  }
                }
                """;
        Map<String, Object> variables = new HashMap<>(Map.of("owner", authority));
        Set<String> found = new TreeSet<>();
        for (boolean more = true; more; ) {
            JsonNode page = client().ask(question, variables).at("/records");
            page.path("nodes").forEach(node -> found.add(node.path("id").asString()));
            variables.put("after", page.at("/pageInfo/endCursor").asString(""));
            more = page.at("/pageInfo/hasNextPage").asBoolean();
        }
        assertThat(found).containsExactlyInAnyOrder(id("past"), id("planned"), id("pays"), id("secret"));
    }

    @Test
    void takingTheFilesAgainLeavesEverythingAsItIsAndAChangedCellChangesOneRecord() throws IOException {
        export(token("anna", Set.of(Role.REGISTRAR), authority));
        assertThat(imported(authority)).isEqualTo(new Tally.Outcomes(0, 0, 12));
        Path systems = folder.resolve("own/systems.csv");
        Files.writeString(systems, Files.readString(systems).replace("'=1+1", "'=1+2"));
        assertThat(imported(authority)).isEqualTo(new Tally.Outcomes(0, 1, 11));
    }

    /** As from another ledger: with ids that nobody has here, and for an authority that has nothing. */
    @Test
    void takingTheFilesElsewhereRegistersEverythingOnce() throws IOException {
        export(token("anna", Set.of(Role.REGISTRAR), authority));
        Map<String, String> other = new HashMap<>(Map.of(id("authority"), id("neighbour")));
        for (String key : List.of("open", "hidden", "act", "measure", "indicator", "line")) {
            other.put(id(key), UUID.randomUUID().toString());
        }
        try (Stream<Path> files = Files.list(folder.resolve("own"))) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                for (Map.Entry<String, String> each : other.entrySet()) {
                    text = text.replace(each.getKey(), each.getValue());
                }
                Files.writeString(file, text);
            }
        }
        assertThat(imported(neighbour)).isEqualTo(new Tally.Outcomes(12, 0, 0));
        assertThat(imported(neighbour)).isEqualTo(new Tally.Outcomes(0, 0, 12));
    }

    /** How many records and links an import of the files as they lie there adds, changes and leaves. */
    private Tally.Outcomes imported(String owner) {
        ImportOutcome outcome = ImportRun.run(ImportRequest.of(
                folder.resolve("own"),
                folder.resolve("own/own.yaml").toString(),
                Server.at(address(), token("anna", Set.of(Role.REGISTRAR), owner))));
        assertThat(outcome.problems()).isEmpty();
        return outcome.tally().records();
    }

    @Test
    void whatSomebodyMayNotSeeIsInNoFileOfHis() throws IOException {
        export(token("carl", Set.of(Role.ANALYST), null));
        assertThat(column("systems.csv", "id ledger")).containsExactly(id("open"));
        assertThat(column("links.csv", "tail")).doesNotContain(id("hidden")).hasSize(3);
    }

    @Test
    void whoMayNotSeeTheMoneyGetsNoFilesThatWouldSayThereIsNone() {
        assertThatExceptionOfType(OwnException.class)
                .isThrownBy(() -> export(token("boris", Set.of(Role.REGISTRAR), neighbour)))
                .withMessageContaining("You may not see the money of");
        assertThat(folder.resolve("own/own.yaml")).doesNotExist();
        assertThat(folder.resolve("own/spending-lines.csv")).doesNotExist();
    }

    private OwnOutcome export(String token) {
        return OwnRun.run(OwnRequest.of(
                Registrar.SCHEME + ":" + id("authority"), folder.resolve("own"), Server.at(address(), token)));
    }

    private List<String> column(String file, String column) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .detectBomHeader(true)
                .ofNamedCsvRecord(folder.resolve("own").resolve(file))) {
            return reader.stream().map(row -> row.getField(column)).toList();
        }
    }
}
