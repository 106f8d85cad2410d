package assetledger.api.imports;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byName;
import static assetledger.api.testing.Registrar.function;
import static assetledger.api.testing.Registrar.mutation;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static assetledger.api.testing.Registrar.system;
import static assetledger.api.testing.Registrar.variables;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Batch;
import assetledger.api.testing.Change;
import assetledger.api.testing.Client;
import assetledger.api.testing.Database.Row;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ImportTests extends RunningServer {
    private static final String HASH = "0123456789abcdef".repeat(4);

    private final String source = name("List");
    private final String authority = name("Agency");
    private final String duty = name("Duty");

    private Map<String, Object> start(String... files) {
        List<Map<String, Object>> tables = Stream.of(files)
                .map(file -> Map.<String, Object>of(
                        "file", file, "sha256", HASH, "mapping", "map.yaml", "mappingSha256", HASH, "rows", 3))
                .toList();
        return Map.of("source", source, "tables", tables);
    }

    private static Map<String, Object> finish(String run, String outcome) {
        return Map.of(
                "import", run, "outcome", outcome, "tables", List.of(Map.of("rows", 5, "repeated", 1, "reported", 2)));
    }

    /** Items of the first table, from row 2 on. */
    private static Map<String, Object> items(String run, List<Map<String, Object>> items) {
        List<Map<String, Object>> rows = IntStream.range(0, items.size())
                .mapToObj(item -> Map.<String, Object>of("table", 0, "row", item + 2))
                .toList();
        return Map.of("items", items, "import", Map.of("id", run, "rows", rows));
    }

    private List<Map<String, Object>> list(Map<String, Object> duty) {
        return List.of(Map.of("put", authority(authority)), Map.of("put", duty));
    }

    private JsonNode run(Client client, String id) {
        return client.ask("""
                        query ($id: ID!) { importRun(id: $id) {
                          id source person owner { name } state started ended version
                          tables { file sha256 mapping mappingSha256 rows repeated reported }
                          counts { added changed unchanged repeated reported }
                          rows(first: 100) { nodes { table row outcome record { id } } pageInfo { hasNextPage endCursor } }
                        } }
                        """, Map.of("id", id)).at("/importRun");
    }

    @Test
    void anImportThatBrokeOffGoesOn() {
        Change first = registrar().record("startImport", start("a.csv"));
        Change second = registrar().record("startImport", start("a.csv"));
        assertThat(first.outcome()).isEqualTo("ADDED");
        assertThat(second.outcome()).isEqualTo("UNCHANGED");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(registrar().record("startImport", start("b.csv")).id()).isNotEqualTo(first.id());
        registrar().record("finishImport", finish(first.id(), "STOPPED"));
        assertThat(registrar().record("startImport", start("a.csv")).id()).isNotEqualTo(first.id());
    }

    @Test
    void twoWhoStartTheSameAtOnceGetTheSame() {
        List<Change> answers = Stream.generate(
                        () -> registrar().asking("startImport", start("a.csv"), UUID.randomUUID()))
                .limit(6)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        assertThat(answers).extracting(Change::id).containsOnly(answers.get(0).id());
        assertThat(answers).extracting(Change::outcome).containsOnlyOnce("ADDED");
    }

    @Test
    void theCountsAreThoseOfTheEventsAndTheEventsCarryTheImport() {
        registrar().record("put", function(duty));
        long before = database().size();
        String run = registrar().record("startImport", start("a.csv")).id();
        List<Map<String, Object>> items = new ArrayList<>(list(function(duty)));
        items.add(Map.of("put", system(name("System"), byName(authority))));
        items.add(Map.of("put", registration("subject", named(authority, Map.of("level", "national")))));
        assertThat(registrar().batch(items(run, items), UUID.randomUUID()).results())
                .extracting(Change::outcome)
                .containsExactly("ADDED", "UNCHANGED", "ADDED", "CHANGED");
        registrar().record("finishImport", finish(run, "COMPLETED"));

        JsonNode told = run(client(), run);
        assertThat(told.path("state").asString()).isEqualTo("COMPLETED");
        assertThat(told.path("source").asString()).isEqualTo(source);
        assertThat(told.path("started").asString())
                .isLessThanOrEqualTo(told.path("ended").asString());
        assertThat(told.at("/tables/0/file").asString()).isEqualTo("a.csv");
        assertThat(told.path("counts"))
                .isEqualTo(JsonMapper.shared()
                        .readTree("{\"added\":2,\"changed\":1,\"unchanged\":1,\"repeated\":1,\"reported\":2}"));
        assertThat(told.at("/rows/nodes")
                        .valueStream()
                        .map(row -> row.path("row") + row.path("outcome").asString()))
                .containsExactly("2ADDED", "3UNCHANGED", "4ADDED", "5CHANGED");

        List<String> places =
                database().rows("select leaf from event where position >= ? order by position", before).stream()
                        .map(event -> JsonMapper.shared()
                                .readTree(new String(event.bytes("leaf"), StandardCharsets.UTF_8))
                                .path("imp"))
                        .map(place -> place.isMissingNode()
                                ? "none"
                                : place.path("id").asString() + place.path("table") + place.path("row"))
                        .toList();
        assertThat(places).containsExactly("none", run + "02", run + "04", run + "05", "none");
    }

    @Test
    void aRepeatedRequestAndRowsThatComeAgainAreKeptOnce() {
        String run = registrar().record("startImport", start("a.csv")).id();
        UUID key = UUID.randomUUID();
        registrar().batch(items(run, list(function(duty))), key);
        List<Row> rows = rows(run);
        assertThat(registrar().batch(items(run, list(function(duty))), key).replayed())
                .isTrue();
        assertThat(registrar()
                        .batch(items(run, list(function(duty))), UUID.randomUUID())
                        .results())
                .extracting(Change::outcome)
                .containsOnly("UNCHANGED");
        assertThat(rows(run)).hasSize(2).isEqualTo(rows);
    }

    @Test
    void anImportThatChangesNothingIsKeptRowByRowAllTheSame() {
        registrar().batch(list(function(duty)), UUID.randomUUID());
        String run = registrar().record("startImport", start("a.csv")).id();
        long size = database().size();
        registrar().batch(items(run, list(function(duty))), UUID.randomUUID());
        assertThat(database().size()).isEqualTo(size);
        assertThat(rows(run)).extracting(row -> row.text("outcome")).containsExactly("UNCHANGED", "UNCHANGED");
    }

    @Test
    void oneRowAboutOneRecordSeveralTimesCountsOnce() {
        String run = registrar().record("startImport", start("a.csv")).id();
        Map<String, Object> place = Map.of("table", 0, "row", 2);
        List<Map<String, Object>> items = List.of(
                Map.of("put", authority(authority)),
                Map.of("put", registration("subject", named(authority, Map.of("level", "national")))));
        Map<String, Object> input = Map.of("items", items, "import", Map.of("id", run, "rows", List.of(place, place)));
        registrar().batch(input, UUID.randomUUID());
        assertThat(rows(run))
                .extracting(row -> row.text("outcome") + row.number("version"))
                .containsExactly("ADDED2");
    }

    private static List<Row> rows(String run) {
        return database()
                .rows("select * from import_row where import = ? order by tbl, row, record", UUID.fromString(run));
    }

    @Test
    void theTableOfRowsRefusesAChange() {
        String run = registrar().record("startImport", start("a.csv")).id();
        registrar().batch(items(run, list(function(duty))), UUID.randomUUID());
        for (String change :
                List.of("update import_row set outcome = 'ADDED'", "delete from import_row", "truncate import_row")) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(
                            () -> database().execute(change)))
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void theDifferenceOfTwoImportsNamesWhatIsNewChangedAndGone() {
        String stays = name("Stays");
        String leaves = name("Leaves");
        String changes = name("Changes");
        String comes = name("Comes");
        String january = imported("jan.csv", List.of(function(stays), function(leaves), function(changes)));
        Map<String, Object> other =
                registration("function", named(changes, Map.of("area", "09.1.2", "kind", "SERVICE")));
        String march = imported("mar.csv", List.of(function(comes), function(stays), other));

        JsonNode difference =
                client().ask("""
                        query ($earlier: ID!, $later: ID!) { importDifference(earlier: $earlier, later: $later) {
                          added(first: 10) { totalCount nodes { record { ... on Function { name } } rows { table row } } }
                          changed(first: 10) { totalCount nodes { record { ... on Function { name } } rows { table row } } }
                          gone(first: 10) { totalCount nodes { record { ... on Function { name } } rows { table row } } }
                        } }
                        """, Map.of("earlier", january, "later", march)).at("/importDifference");
        assertThat(told(difference, "added")).containsExactly(comes + " 2");
        assertThat(told(difference, "changed")).containsExactly(changes + " 4");
        assertThat(told(difference, "gone")).containsExactly(leaves + " 3");
        for (String list : List.of("added", "changed", "gone")) {
            assertThat(difference.path(list).path("totalCount").asInt()).isEqualTo(1);
        }
    }

    private static Stream<String> told(JsonNode difference, String list) {
        return difference
                .path(list)
                .path("nodes")
                .valueStream()
                .map(entry -> entry.at("/record/name").asString() + " "
                        + entry.at("/rows/0/row").asInt());
    }

    /** An import of one table, from its start to its end. */
    private String imported(String file, List<Map<String, Object>> puts) {
        String run = registrar().record("startImport", start(file)).id();
        List<Map<String, Object>> items =
                puts.stream().map(put -> Map.<String, Object>of("put", put)).toList();
        assertThat(registrar().batch(items(run, items), UUID.randomUUID()).results())
                .allMatch(Change::accepted);
        registrar().record("finishImport", finish(run, "COMPLETED"));
        return run;
    }

    @Test
    void listsGoOnByTheirCursors() {
        List<String> functions = Stream.generate(() -> name("Duty")).limit(5).toList();
        String first =
                imported("a.csv", functions.stream().map(Registrar::function).toList());
        String second = imported("b.csv", List.of(function(functions.get(0))));
        assertThat(all(
                        "imports(first: 1, source: \"%s\" %%s) { nodes { id } pageInfo { hasNextPage endCursor } }"
                                .formatted(source),
                        "/imports"))
                .extracting(node -> node.path("id").asString())
                .containsExactly(second, first);
        assertThat(all("""
                                node(id: "%s") { ... on Import { rows(first: 2 %%s) {
                                  nodes { row } pageInfo { hasNextPage endCursor } } } }
                                """.formatted(first), "/node/rows"))
                .extracting(node -> node.path("row").asInt())
                .containsExactly(2, 3, 4, 5, 6);
        assertThat(all("""
                                importDifference(earlier: "%s", later: "%s") { gone(first: 1 %%s) {
                                  nodes { record { id } } pageInfo { hasNextPage endCursor } } }
                                """.formatted(first, second), "/importDifference/gone"))
                .hasSize(4)
                .doesNotHaveDuplicates();
    }

    private List<JsonNode> all(String list, String place) {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 10; page++) {
            JsonNode found =
                    client().ask("{ %s }".formatted(list.formatted(after))).at(place);
            found.path("nodes").forEach(all::add);
            after = ", after: \"%s\"".formatted(found.at("/pageInfo/endCursor").asString(""));
            if (!found.at("/pageInfo/hasNextPage").asBoolean()) {
                return all;
            }
        }
        throw new AssertionError("The list has no end");
    }

    @Test
    void rowsCanBeAskedForByTheirOutcome() {
        registrar().record("put", function(duty));
        String run = imported("a.csv", List.of(authority(authority), function(duty)));
        JsonNode rows = client().ask(
                        "query ($id: ID!) { importRun(id: $id) { rows(first: 10, outcome: UNCHANGED) { nodes { row } } } }",
                        Map.of("id", run))
                .at("/importRun/rows/nodes");
        assertThat(rows.valueStream().map(row -> row.path("row").asInt())).containsExactly(3);
    }

    @Test
    void anImportExistsForWhoRanItForHisAuthorityAndForThoseWhoAskAcross() {
        String north = registrar().register(authority(name("North"))).id();
        String south = registrar().register(authority(name("South"))).id();
        Registrar nora = new Registrar(client("nora", Role.REGISTRAR, north));
        String run = nora.record("startImport", start("a.csv")).id();
        for (Client seeing : List.of(
                client("nora", Role.REGISTRAR, north),
                client("nils", Role.REGISTRAR, north),
                client("ann", Role.ANALYST, null),
                client("bea", Role.BUDGET_REVIEWER, null),
                client("aud", Role.AUDITOR, null),
                client("op", Role.OPERATOR, null))) {
            assertThat(run(seeing, run).path("id").asString()).isEqualTo(run);
            assertThat(listed(seeing)).containsExactly(run);
            assertThat(node(seeing, run)).isEqualTo(run);
        }
        Client sam = client("sam", Role.REGISTRAR, south);
        assertThat(run(sam, run).isNull()).isTrue();
        assertThat(listed(sam)).isEmpty();
        assertThat(node(sam, run)).isEmpty();
        assertThat(feed(sam)).doesNotContain(run);
        assertThat(feed(client("nils", Role.REGISTRAR, north))).contains(run);
    }

    private Stream<String> listed(Client client) {
        return client.ask(
                        "query ($source: String!) { imports(first: 10, source: $source) { nodes { id } } }",
                        Map.of("source", source))
                .at("/imports/nodes")
                .valueStream()
                .map(run -> run.path("id").asString());
    }

    private static String node(Client client, String id) {
        return client.ask("query ($id: ID!) { node(id: $id) { id } }", Map.of("id", id))
                .at("/node/id")
                .asString("");
    }

    private static Stream<String> feed(Client client) {
        return client.ask(
                        "query ($after: Position!) { changes(after: $after, first: 100, kinds: [IMPORT]) { entries { record { id } } } }",
                        Map.of("after", Math.max(0, database().size() - 100)))
                .at("/changes/entries")
                .valueStream()
                .map(entry -> entry.at("/record/id").asString());
    }

    @Test
    void rowsOfHiddenRecordsAndOfTheirLinksAreLeftOut() {
        registrar().register(authority(authority));
        registrar().register(function(duty));
        String secret = name("Secret");
        Map<String, Object> restricted = new LinkedHashMap<>(system(secret, byName(authority)));
        restricted.put("restriction", "Because");
        Map<String, Object> supports =
                Map.of("kind", "SUPPORTS", "tail", byName(secret), "head", byName(duty), "degree", "FULL");
        String run = registrar().record("startImport", start("a.csv")).id();
        Batch batch = registrar()
                .batch(
                        items(
                                run,
                                List.of(
                                        Map.of("register", restricted),
                                        Map.of("putLink", supports),
                                        Map.of("put", function(duty)))),
                        UUID.randomUUID());
        assertThat(batch.results()).allMatch(Change::accepted);
        String none = registrar().record("startImport", start("b.csv")).id();

        JsonNode hidden = run(client("ann", Role.ANALYST, null), run);
        assertThat(hidden.at("/rows/nodes")
                        .valueStream()
                        .map(row -> row.path("row").asInt()))
                .containsExactly(4);
        assertThat(hidden.at("/counts/added").asInt()).isEqualTo(2);
        assertThat(run(client("aud", Role.AUDITOR, null), run).at("/rows/nodes"))
                .hasSize(3);
        String difference = "query ($earlier: ID!, $later: ID!) { importDifference(earlier: $earlier, later: $later)"
                + " { added(first: 10) { totalCount nodes { record { id } } } } }";
        Map<String, Object> both = Map.of("earlier", none, "later", run);
        assertThat(client("ann", Role.ANALYST, null).ask(difference, both).at("/importDifference/added/nodes"))
                .hasSize(1);
        assertThat(client("aud", Role.AUDITOR, null).ask(difference, both).at("/importDifference/added/nodes"))
                .hasSize(3);
    }

    @Test
    void itemsOfAnImportThatIsNotThereOrHasEndedAreRefusedAltogether() {
        String run = registrar().record("startImport", start("a.csv")).id();
        registrar().record("finishImport", finish(run, "STOPPED"));
        long size = database().size();
        for (Map.Entry<String, String> expected : Map.of(
                        run, "import.id NOT_ALLOWED", UUID.randomUUID().toString(), "import.id NOT_FOUND")
                .entrySet()) {
            Map<String, Object> input = items(expected.getKey(), list(function(duty)));
            assertThat(registrar().batch(input, UUID.randomUUID()).results())
                    .hasSize(2)
                    .extracting(Change::problems)
                    .containsOnly(List.of(expected.getValue()));
            assertThat(registrar().checkBatch(input).results())
                    .extracting(Change::problems)
                    .containsOnly(List.of(expected.getValue()));
        }
        assertThat(database().size()).isEqualTo(size);
    }

    @Test
    void thereIsOneRowForEachItem() {
        String run = registrar().record("startImport", start("a.csv")).id();
        Map<String, Object> input = Map.of(
                "items",
                list(function(duty)),
                "import",
                Map.of("id", run, "rows", List.of(Map.of("table", 0, "row", 2))));
        assertThat(client().send(mutation("recordBatch", false), variables(input, UUID.randomUUID()))
                        .error()
                        .at("/extensions/field")
                        .asString())
                .isEqualTo("input.import.rows");
        Map<String, Object> zero = Map.of(
                "items",
                List.of(Map.of("put", authority(authority))),
                "import",
                Map.of("id", run, "rows", List.of(Map.of("table", 0, "row", 0))));
        assertThat(client().send(mutation("recordBatch", false), variables(zero, UUID.randomUUID()))
                        .error()
                        .at("/extensions/field")
                        .asString())
                .isEqualTo("input.import.rows[0].row");
    }

    @Test
    void aWholeBatchThatIsRefusedLeavesNoRows() {
        String run = registrar().record("startImport", start("a.csv")).id();
        Map<String, Object> input = new LinkedHashMap<>(items(
                run,
                List.of(Map.of("put", authority(authority)), Map.of("put", system(name("System"), byName("nobody"))))));
        input.put("atomic", true);
        assertThat(registrar().batch(input, UUID.randomUUID()).results()).noneMatch(Change::accepted);
        assertThat(rows(run)).isEmpty();
    }

    @Test
    void aThousandItemsMayComeFromAnImport() {
        List<Map<String, Object>> functions =
                Stream.generate(() -> function(name("Duty"))).limit(1_000).toList();
        String run = imported("a.csv", functions);
        assertThat(run(client(), run).at("/counts/added").asInt()).isEqualTo(1_000);
        assertThat(rows(run)).hasSize(1_000);
    }
}
