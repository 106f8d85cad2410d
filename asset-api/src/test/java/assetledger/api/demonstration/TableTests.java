package assetledger.api.demonstration;

import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static assetledger.api.testing.Registrar.named;
import static assetledger.api.testing.Registrar.registration;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.api.testing.FreshServer;
import assetledger.api.testing.Registrar;
import assetledger.api.testing.RunningServer;
import assetledger.importer.ImportOutcome;
import assetledger.importer.ImportRequest;
import assetledger.importer.ImportRun;
import assetledger.importer.send.SendException;
import assetledger.importer.send.Server;
import assetledger.importer.source.FormulaGuard;
import assetledger.importer.table.JoinedText;
import assetledger.importer.table.QueryText;
import assetledger.importer.table.TableOutcome;
import assetledger.importer.table.TableRequest;
import assetledger.importer.table.TableRun;
import assetledger.model.Role;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Answers as tables, of the demonstration and of texts that a spreadsheet would carry out. */
@FreshServer
class TableTests extends RunningServer {
    private static final String LINES = """
            query ($first: Int!, $after: String) {
              assets(group: FINANCIAL, first: $first, after: $after) {
                nodes { id name ... on SpendingLine { amounts { year amount { amount currency } } } }
                pageInfo { hasNextPage endCursor }
              }
            }
            """;

    private static final List<String> UNDATED = List.of(
            "restriction.ground",
            "function.area",
            "budgetCode",
            "line.budgetCode",
            "subject.level",
            "mandate.terms.act.actNumber");

    @TempDir
    private Path folder;

    @Autowired
    private Portfolio portfolio;

    @Autowired
    private GraphQlSource schema;

    private final Map<String, String> given = new HashMap<>(Map.of("year", "2026"));

    @BeforeEach
    void load() {
        if (database().size() == 1) {
            Objects.requireNonNull(portfolio.load().block(Duration.ofMinutes(1)));
        }
        showAll();
    }

    private void showAll() {
        Awaitility.await()
                .until(() -> client().send(
                                "query ($at: Position) { indicatorOutcomes(year: 2026, atLeast: $at) { count } }",
                                Map.of("at", database().size() - 1))
                        .errorCode()
                        .isEmpty());
    }

    @Test
    void aTableOfEachShippedQueryIsTheAnswerOfTheApi() throws IOException {
        begin();
        for (String query : QueryText.shippedNames()) {
            List<NamedCsvRecord> table = table(query, given(query));
            List<JsonNode> answer = answer(query, given(query));
            assertThat(table).as(query).hasSameSizeAs(answer).isNotEmpty();
            for (int row = 0; row < answer.size(); row++) {
                Map<String, String> expected = new LinkedHashMap<>();
                for (String column : table.get(row).getHeader()) {
                    expected.put(column, FormulaGuard.on(text(answer.get(row), column)));
                }
                assertThat(table.get(row).getFieldsAsMap()).as(query).isEqualTo(expected);
            }
        }
    }

    @ValueSource(strings = {"assets", "duplicates", "spending-lines", "spending-without-result", "uncovered"})
    @ParameterizedTest
    void aTableOfAnotherDayLeavesOutWhatCarriesNoDates(String query) throws IOException {
        Map<String, String> past = new HashMap<>(given(query));
        past.put("asOf", "2026-03-01");
        assertThatExceptionOfType(SendException.class)
                .isThrownBy(() -> table(query, past))
                .withMessageContaining("carries no dates");
        past.put("undated", "false");
        List<NamedCsvRecord> table = table(query, past);
        assertThat(table).isNotEmpty();
        assertThat(table.stream().flatMap(row -> UNDATED.stream().flatMap(column -> row.findField(column).stream())))
                .allMatch(String::isEmpty);
    }

    /** Two imports, a grant and an upload, which the demonstration has none of. */
    private void begin() throws IOException {
        Path file = Files.writeString(folder.resolve("duties.csv"), "code,name\n1,Stays\n2,Goes\n3,Changes\n");
        Path mapping = Files.writeString(folder.resolve("duties.yaml"), """
                mapping: duties
                key: [code]
                records:
                  - put:
                      record:
                        function:
                          name: {column: name}
                          kind: SERVICE
                          area: "09.1"
                          externalIds: [{scheme: table-test, value: {column: code}}]
                """);
        given.put("earlier", imported(file, mapping));
        Files.writeString(file, "code,name\n1,Stays\n3,Changed\n4,Comes\n");
        given.put("later", imported(file, mapping));
        given.put("import", given.getOrDefault("later", ""));
        given.put("owner", first("query { assets(group: FINANCIAL, first: 1) { nodes { owner { id } } } }", "owner"));
        given.put("kind", "SPENDING_LINE");
        given.put(
                "record",
                first(
                        "query { spendingWithoutResult(year: 2026, outcomes: [REACHED], first: 1) { nodes { line { id } } } }",
                        "line"));
        client().ask(
                        "mutation ($key: ID!) { proposeGrant(input: {holder: \"carl\", role: ANALYST}, idempotencyKey: $key) {"
                                + " problems { message } } }",
                        Map.of("key", UUID.randomUUID().toString()));
        String office = system("sys-edms-north");
        given.put("of", office);
        registrar().link("REUSES", system("sys-archive-severogorsk"), office, Map.of());
        given.put("authority", subject("gov-north"));
        given.put("subject", subject("min-digital"));
        given.put("fromDay", "2020-01-01");
        given.put("toDay", "2026-01-01");
        registrar()
                .record(
                        "proposeTransfer",
                        Map.of(
                                "from", byId(subject("gov-north")),
                                "to", byId(subject("min-digital")),
                                "assets", List.of(byId(office)),
                                "on", "2026-01-01"));
        database().execute("""
                insert into upload select gen_random_uuid(), 'local:everybody', '/nowhere', 'a.csv', 'a.yaml', 'CHECK', false,
                  'CHECKED', 3, 3, 1, 1, 1, 0, 0, 0, '[]', null, null, now(), now()""");
        showAll();
    }

    private String imported(Path file, Path mapping) {
        return ImportRun.run(ImportRequest.of(file, mapping.toString(), server(token())))
                .importId()
                .orElseThrow();
    }

    /** The id of a system of the demonstration. */
    private String system(String name) {
        return id("TECHNICAL_ASSET", name);
    }

    private String subject(String name) {
        return id("SUBJECT", name);
    }

    private String id(String kind, String name) {
        return client().ask(
                        "query ($kind: RecordKind!, $ref: RefInput!) { record(kind: $kind, ref: $ref) { id } }",
                        Map.of("kind", kind, "ref", Registrar.byName("demo", name)))
                .at("/record/id")
                .asString();
    }

    private String first(String question, String field) {
        return client().ask(question)
                .at("")
                .iterator()
                .next()
                .at("/nodes/0/%s/id".formatted(field))
                .asString();
    }

    /** Only what a query cannot do without. */
    private Map<String, String> given(String query) {
        Map<String, String> needed = new LinkedHashMap<>();
        given.forEach((name, value) -> {
            if (text(query).matches("(?s).*\\$%s: \\w+!.*".formatted(name))) {
                needed.put(name, value);
            }
        });
        return needed;
    }

    @Test
    void everyListOfTheSchemaHasAQueryThatShips() {
        String all = QueryText.shippedNames().stream().map(TableTests::text).collect(Collectors.joining());
        assertThat(schema.schema().getAllTypesAsList().stream()
                        .filter(GraphQLObjectType.class::isInstance)
                        .map(GraphQLObjectType.class::cast)
                        .flatMap(type -> type.getFieldDefinitions().stream()
                                .filter(field -> isList(type, field))
                                .map(GraphQLFieldDefinition::getName)))
                .isNotEmpty()
                .allSatisfy(list -> assertThat(all).containsPattern("\\b%s\\(".formatted(list)));
    }

    /** Whatever comes in pages, and the lists that are answers of their own. */
    private static boolean isList(GraphQLObjectType type, GraphQLFieldDefinition field) {
        GraphQLType unwrapped = GraphQLTypeUtil.unwrapNonNull(field.getType());
        return unwrapped instanceof GraphQLList
                ? type.getName().equals("Query") && GraphQLTypeUtil.unwrapAll(unwrapped) instanceof GraphQLObjectType
                : ((GraphQLNamedType) unwrapped).getName().matches("\\w+(Connection|Feed)");
    }

    private static String text(String query) {
        try (InputStream text = TableTests.class.getResourceAsStream("/queries/%s.graphql".formatted(query))) {
            return new String(Objects.requireNonNull(text, query).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Asked in small pages, so that a table that skips or doubles something at the edge of its own is found out. */
    private List<JsonNode> answer(String query, Map<String, String> given) {
        List<JsonNode> entries = new ArrayList<>();
        Map<String, Object> variables = new LinkedHashMap<>(Map.of("first", 7));
        given.forEach((name, value) -> variables.put(name, name.equals("year") ? Integer.valueOf(value) : value));
        while (true) {
            JsonNode page = list(client().ask(text(query), variables).at(""));
            if (page.isArray()) {
                return page.valueStream().toList();
            } else if (!page.has("nodes") && !page.has("entries")) {
                return List.of(page);
            }
            page.path(page.has("entries") ? "entries" : "nodes").forEach(entries::add);
            if (!page.at("/pageInfo/hasNextPage").asBoolean(page.path("hasMore").asBoolean(false))) {
                return entries;
            }
            variables.put("after", page.has("next") ? page.path("next") : page.at("/pageInfo/endCursor"));
        }
    }

    /** Some lists are of a record that the answer has around them. */
    private static JsonNode list(JsonNode around) {
        JsonNode inner = around.iterator().next();
        return inner.isObject() && inner.size() == 1 && !inner.has("nodes") ? list(inner) : inner;
    }

    /** A second way from an answer to a cell: by all places in the answer that a column's name leads to. */
    private static String text(JsonNode entry, String column) {
        List<JsonNode> places = List.of(entry);
        boolean isList = false;
        for (String field : column.split("\\.", -1)) {
            List<JsonNode> next = new ArrayList<>();
            for (JsonNode place : places) {
                JsonNode value = place.path(field);
                isList |= value.isArray();
                if (value.isArray()) {
                    value.forEach(next::add);
                } else {
                    next.add(value);
                }
            }
            places = next;
        }
        List<String> texts = places.stream()
                .map(place -> place.isMissingNode() || place.isNull() ? "" : place.asString())
                .toList();
        return isList ? JoinedText.join(texts) : texts.get(0);
    }

    @Test
    void eachSystemOfADuplicateCanHaveARow() throws IOException {
        List<NamedCsvRecord> whole = table("duplicates", Map.of());
        Path file = folder.resolve("each.csv");
        TableRun.run(
                TableRequest.of("duplicates", file, server(token()), Map.of()).withEach("supporters"));
        assertThat(read(file))
                .hasSize(whole.stream()
                        .mapToInt(row -> Integer.parseInt(row.getField("systems")))
                        .sum())
                .allSatisfy(row ->
                        assertThat(row.getField("supporters.system.number")).startsWith("SYS-"));
    }

    @Test
    void aTableSaysThatItWasCut() {
        Path file = folder.resolve("cut.csv");
        TableOutcome outcome = TableRun.run(
                TableRequest.of("assets", file, server(token()), Map.of()).withMostRows(5));
        assertThat(outcome.rows()).isEqualTo(5);
        assertThat(outcome.isWhole()).isFalse();
    }

    @Test
    void moneyThatSomebodyMayNotSeeIsInNoTableOfHis() throws IOException {
        Registrar registrar = registrar();
        String north = registrar.register(Registrar.authority(name("North"))).id();
        String south = registrar.register(Registrar.authority(name("South"))).id();
        String canary = "73571234567890.43";
        registrar.register(registration(
                "spendingLine",
                named(
                        name("Line"),
                        Map.of(
                                "owner", byId(north),
                                "currency", "RUB",
                                "stages", List.of(Map.of("stage", "approved", "from", "2026-01-01")),
                                "amounts", List.of(Map.of("year", 2026, "amount", canary))))));
        showAll();
        String query = Files.writeString(folder.resolve("lines.graphql"), LINES).toString();
        assertThat(table(query, Map.of()).toString()).contains(canary);

        String foreign = token("boris", Set.of(Role.REGISTRAR), south);
        for (String name : List.of(query, "assets", "changes", "indicators", "indicator-outcomes", "duplicates")) {
            Path file = folder.resolve("seen.csv");
            TableRun.run(TableRequest.of(name, file, server(foreign), given(name, query)));
            assertThat(Files.readString(file)).doesNotContain(canary);
        }
        for (String name : List.of("spending-without-result", "spending-totals", "uncovered", "coverage-counts")) {
            Path file = folder.resolve("refused.csv");
            assertThatExceptionOfType(SendException.class)
                    .isThrownBy(() -> TableRun.run(TableRequest.of(name, file, server(foreign), given(name))));
            assertThat(file).doesNotExist();
        }
    }

    private Map<String, String> given(String name, String file) {
        return name.equals(file) ? Map.of() : given(name);
    }

    @Test
    void importingATableAgainRestoresTheBytesOfTextsThatAreNoFormulas() throws IOException {
        List<String> nasty = List.of("=1+1", "'=1", "''x", "+7 495", "-5", "@a", "\uFF1D1", "\"=1\"", "a, b; c");
        Registrar registrar = registrar();
        String from = registrar.register(Registrar.authority(name("From"))).id();
        String to = registrar.register(Registrar.authority(name("To"))).id();
        for (String text : nasty) {
            Map<String, Object> members = new LinkedHashMap<>(Map.of("owner", byId(from), "purpose", text));
            members.put("stages", List.of(Map.of("stage", "operation", "from", "2020-01-01")));
            registrar.register(registration("system", named(name(text), members)));
        }
        showAll();
        Path file = folder.resolve("systems.csv");
        TableRun.run(TableRequest.of("assets", file, server(token()), Map.of("owner", from)));
        Path mapping = Files.writeString(folder.resolve("systems.yaml"), """
                mapping: systems
                escaped: true
                key: [id]
                records:
                  - register:
                      record:
                        system:
                          name: {column: name}
                          purpose: {column: purpose}
                          owner: {id: %s}
                          stages: [{stage: operation, from: "2020-01-01"}]
                          externalIds: [{scheme: earlier, value: {column: id}}]
                """.formatted(to));
        ImportOutcome outcome = ImportRun.run(ImportRequest.of(file, mapping.toString(), server(token())));
        assertThat(outcome.problems()).isEmpty();
        showAll();
        assertThat(purposes(to)).containsExactlyInAnyOrderElementsOf(nasty);
    }

    private List<String> purposes(String owner) {
        return client().ask(
                        "query ($owner: ID) { assets(first: 100, owner: $owner) { nodes { purpose } } }",
                        Map.of("owner", owner))
                .at("/assets/nodes")
                .valueStream()
                .map(node -> node.path("purpose").asString())
                .toList();
    }

    private List<NamedCsvRecord> table(String query, Map<String, String> variables) throws IOException {
        Path file = folder.resolve("table.csv");
        TableOutcome outcome = TableRun.run(TableRequest.of(query, file, server(token()), variables));
        assertThat(outcome.isWhole()).isTrue();
        return read(file);
    }

    private static List<NamedCsvRecord> read(Path file) throws IOException {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    private Server server(String token) {
        return Server.at(address(), token);
    }
}
