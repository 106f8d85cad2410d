package assetledger.graph;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.LinkKind;
import assetledger.testing.TestEngines;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.driver.Session;
import org.neo4j.driver.summary.Plan;

/** Explained against the loaded demonstration: over an empty store the planner believes that every scan is cheap. */
class StatementTests {
    /** What reads or empties the whole graph, on purpose. */
    private static final Set<String> WHOLE_GRAPH =
            Set.of("read/digest-nodes", "read/digest-relationships", "write/wipe");

    private static final Set<String> TOO_WIDE = Set.of("AllNodesScan", "AllRelationshipsScan", "CartesianProduct");

    /** Each finds one row at most, so that one by one of them is still one. */
    private static final Set<String> AT_MOST_ONE = Set.of("NodeUniqueIndexSeek", "Argument", "CartesianProduct");

    private static final Pattern PARAMETER = Pattern.compile("\\$([a-zA-Z]\\w*)");

    private static final Map<String, Object> PARAMETERS = new HashMap<>();
    private static final Set<String> OPTIONAL = Set.of(
            "subject",
            "area",
            "group",
            "owner",
            "phase",
            "stage",
            "function",
            "kind",
            "outcome",
            "type",
            "origin",
            "licence",
            "criticality",
            "level",
            "section",
            "rating");

    @BeforeAll
    static void load() {
        MemoryLedger ledger = MemoryLedger.demonstrated(new GraphWriter(TestEngines.neo4j()));
        String authority = ledger.id("gov-north").toString();
        String system = ledger.id("sys-control-north").toString();
        LocalDate day = MemoryLedger.TODAY;
        PARAMETERS.putAll(
                Map.of("subject", authority, "owner", authority, "id", system, "ids", List.of(system, authority)));
        PARAMETERS.putAll(
                Map.of("area", "09", "group", "TECHNICAL", "phase", "IN_USE", "kind", "USES", "outcome", "MET"));
        PARAMETERS.putAll(Map.of(
                "stage",
                "operation",
                "function",
                ledger.id("fn-archive-enquiries").toString()));
        PARAMETERS.putAll(Map.of("asOf", day, "year", 2026, "limit", 100, "after", "", "afterId", "", "afterName", ""));
        PARAMETERS.putAll(Map.of("afterSystems", 100, "states", List.of("NONE"), "outcomes", List.of("MISSED")));
        PARAMETERS.putAll(
                Map.of("lines", List.of(ledger.id("fin-dpa").toString()), "scheme", "demo", "value", "fin-dpa"));
        PARAMETERS.putAll(Map.of("seesAll", false, "own", List.of(authority), "minimum", 3, "others", true));
        PARAMETERS.putAll(Map.of("section", "TECHNICAL", "rating", "IN_USE"));
        PARAMETERS.putAll(Map.of("type", "information-system", "origin", "FOREIGN", "licence", "OWN"));
        PARAMETERS.putAll(Map.of("criticality", "CRITICAL", "seesProtection", false, "by", "origin"));
        PARAMETERS.putAll(Map.of("afterAuthorities", 100, "known", List.of(system)));
        PARAMETERS.putAll(Map.of("from", 0, "to", 1, "leaf", "leaf"));
        PARAMETERS.putAll(Map.of("authority", authority, "giver", authority, "taker", authority));
        PARAMETERS.putAll(Map.of("assets", List.of(system), "below", true, "level", "regional"));
        Map<String, Object> row =
                new HashMap<>(Map.of("id", system, "tail", authority, "head", system, "to", authority));
        row.putAll(Map.of("labels", List.of("Subject"), "properties", Map.of("id", system), "key", "system/idea"));
        row.putAll(Map.of("code", "09", "parent", "0", "scheme", "demo", "value", "x", "from", day, "until", day));
        PARAMETERS.put("rows", List.of(row));
    }

    static List<String> statements() {
        return Stream.of("read", "write")
                .flatMap(folder -> files(folder).stream())
                .toList();
    }

    @MethodSource("statements")
    @ParameterizedTest
    void aStatementScansNeitherAllNodesNorAllRelationshipsNorMultipliesRows(String name) {
        List<String> tooWide = new ArrayList<>();
        for (Map<String, Object> parameters : List.of(PARAMETERS, withoutTheOptional())) {
            explained(Statement.of(name).cypher(), parameters).stream()
                    .filter(operator -> TOO_WIDE.stream().anyMatch(operator::contains))
                    .forEach(tooWide::add);
        }
        if (WHOLE_GRAPH.contains(name)) {
            assertThat(tooWide).isNotEmpty();
        } else {
            assertThat(tooWide).isEmpty();
        }
    }

    @Test
    void theStatementsThatPutTheRulesOfAProfileTogetherScanNoMore() {
        for (Statement statement : List.of(Profiles.FIGURES, Profiles.MEMBERS)) {
            assertThat(explained(statement.cypher(), PARAMETERS))
                    .noneMatch(operator -> TOO_WIDE.stream().anyMatch(operator::contains))
                    .noneMatch(operator -> operator.contains("ByLabelScan"));
        }
    }

    @Test
    void theRulesOfAProfileEndAlikeSoThatTheyCanBeCountedAndPutTogether() {
        List<String> rules = files("read").stream()
                .filter(name -> name.startsWith("read/profile-"))
                .map(name -> Statement.of(name).cypher())
                .toList();
        assertThat(rules).hasSizeGreaterThan(7);
        assertThat(rules.stream().map(StatementTests::lastTwoLines).distinct()).hasSize(1);
    }

    private static List<String> lastTwoLines(String cypher) {
        List<String> lines = cypher.lines().toList();
        return lines.subList(lines.size() - 2, lines.size());
    }

    @Test
    void aProductOfManyRowsWouldBeSeen() {
        assertThat(explained("MATCH (a:Subject), (b:Function) RETURN a, b", Map.of()))
                .anyMatch(operator -> operator.startsWith("CartesianProduct"));
        assertThat(explained("MATCH (a) WHERE a.name = 'x' RETURN a", Map.of()))
                .anyMatch(operator -> operator.startsWith("AllNodesScan"));
    }

    @MethodSource("statements")
    @ParameterizedTest
    void everyParameterOfAStatementIsGivenHereWithItsType(String name) {
        assertThat(PARAMETER.matcher(Statement.of(name).cypher()).results().map(found -> found.group(1)))
                .allSatisfy(parameter -> assertThat(PARAMETERS).containsKey(parameter));
    }

    @MethodSource("statements")
    @ParameterizedTest
    void aStatementBeginsBySayingWhatItIsFor(String name) {
        assertThat(Statement.of(name).cypher()).startsWith("// ").endsWith("\n");
    }

    @Test
    void everyKindOfLinkHasItsStatementAndNoStatementIsLeftOver() {
        List<String> kinds = Stream.of(LinkKind.values())
                .map(kind ->
                        "write/link-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .sorted()
                .toList();
        assertThat(files("write").stream().filter(name -> name.startsWith("write/link-")))
                .containsExactlyElementsOf(kinds);
        for (LinkKind kind : LinkKind.values()) {
            String name = "write/link-" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
            assertThat(Statement.of(name).cypher()).contains("[link:" + kind.name() + " {");
        }
    }

    @Test
    void theQuestionsAboutLinksKnowEveryKind() {
        for (String name : List.of("read/links-in", "read/links-out", "read/links-of")) {
            for (LinkKind kind : LinkKind.values()) {
                assertThat(Statement.of(name).cypher()).containsPattern("[:|]" + kind.name() + "[|\\]]");
            }
        }
    }

    @Test
    void theListOfDutiesAndTheirCountsJudgeAlike() {
        assertThat(judgement("read/coverage")).isEqualTo(judgement("read/coverage-counts"));
    }

    /** What comes after each has chosen its authorities, and before either goes its own way. */
    private static String judgement(String name) {
        String cypher = Statement.of(name).cypher();
        return cypher.substring(cypher.indexOf("AND (mandate.from"), cypher.indexOf("END AS coverage"));
    }

    private static Map<String, Object> withoutTheOptional() {
        Map<String, Object> parameters = new HashMap<>(PARAMETERS);
        OPTIONAL.forEach(name -> parameters.put(name, null));
        parameters.put("kind", "USES");
        return parameters;
    }

    private static List<String> explained(String cypher, Map<String, Object> parameters) {
        List<String> operators = new ArrayList<>();
        try (Session session = TestEngines.neo4j().session()) {
            Plan plan = session.run("EXPLAIN " + cypher, parameters).consume().plan();
            gather(Objects.requireNonNull(plan), operators);
        }
        assertThat(operators).isNotEmpty();
        return operators;
    }

    /** Leaves out products of single rows: the planner finds the two ends of a tie that way. */
    private static void gather(Plan plan, List<String> operators) {
        if (!plan.operatorType().startsWith("CartesianProduct") || !atMostOne(plan)) {
            operators.add(plan.operatorType());
        }
        plan.children().forEach(child -> gather((Plan) child, operators));
    }

    private static boolean atMostOne(Plan plan) {
        return AT_MOST_ONE.stream().anyMatch(plan.operatorType()::startsWith)
                && plan.children().stream().allMatch(child -> atMostOne((Plan) child));
    }

    private static List<String> files(String folder) {
        URL url = Objects.requireNonNull(Statement.class.getResource("/assetledger/graph/" + folder));
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.map(
                            file -> folder + "/" + file.getFileName().toString().replace(".cypher", ""))
                    .sorted()
                    .toList();
        } catch (IOException | URISyntaxException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
