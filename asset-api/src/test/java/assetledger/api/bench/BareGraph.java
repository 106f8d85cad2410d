package assetledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.Session;
import org.neo4j.driver.Transaction;

/**
 * The floor of a graph: the nodes and relationships of an imported table, by one statement for each sort of them and
 * batch, under labels of their own with the same constraints and indexes. The rows are ready.
 */
final class BareGraph {
    private static final List<String> SCHEMA = List.of(
            "CREATE CONSTRAINT FOR (n:FloorRecord) REQUIRE n.id IS UNIQUE",
            "CREATE CONSTRAINT FOR (n:FloorStage) REQUIRE n.key IS UNIQUE",
            "CREATE CONSTRAINT FOR (n:FloorExternalId) REQUIRE (n.scheme, n.value) IS UNIQUE",
            "CREATE INDEX FOR (n:FloorAsset) ON (n.id)",
            "CREATE INDEX FOR (n:FloorSpendingLine) ON (n.id)");
    private static final List<String> SURROUNDINGS = List.of(
            "MATCH (n:Subject|Function|Measure) CREATE (:FloorRecord {id: n.id})",
            "MATCH (n:Stage) CREATE (:FloorStage {key: n.key})");
    private static final String ASSETS = """
            MATCH (owner:Subject)-[:OWNS]->(n:%s)-[stage:IN_STAGE]->(which:Stage), (n)<-[:NAMES]-(name:ExternalId)
            RETURN n {.*} AS properties, owner.id AS owner, which.key AS stage, stage {.*} AS time, name {.*} AS name
            ORDER BY n.position
            """;
    private static final String LINKS = """
            MATCH (tail)-[link:%s]->(head)
            RETURN tail.id AS tail, head.id AS head, link {.*} AS properties
            ORDER BY link.position
            """;
    private static final String CREATE_ASSETS = """
            UNWIND $rows AS row
            MATCH (owner:FloorRecord {id: row.owner})
            MATCH (stage:FloorStage {key: row.stage})
            CREATE (n:FloorRecord:FloorAsset:Floor%s)
            SET n = row.properties
            CREATE (owner)-[:OWNS]->(n)
            CREATE (n)-[in:IN_STAGE]->(stage)
            SET in = row.time
            CREATE (name:FloorExternalId)-[:NAMES]->(n)
            SET name = row.name
            """;
    private static final String CREATE_LINKS = """
            UNWIND $rows AS row
            MATCH (tail:FloorRecord {id: row.tail})
            MATCH (head:FloorRecord {id: row.head})
            CREATE (tail)-[link:%s]->(head)
            SET link = row.properties
            """;
    private static final String COUNTS = """
            MATCH (n:%1$sTechnicalAsset|%1$sSpendingLine)-[tie]-()
            RETURN type(tie) AS type, count(*) AS ties, count(DISTINCT n) AS nodes, sum(size(keys(tie))) AS terms,
                   sum(size(keys(n))) AS properties
            ORDER BY type
            """;

    private final Driver driver;
    /** By the statement that puts them, in the order in which they are put. */
    private final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();

    BareGraph(Driver driver) {
        this.driver = driver;
    }

    /** Makes the constraints and what the rows refer to, and reads the rows from the product's graph. */
    void prepare() {
        try (Session session = driver.session()) {
            SCHEMA.forEach(definition -> session.run(definition).consume());
            session.run("CALL db.awaitIndexes(60)").consume();
            SURROUNDINGS.forEach(statement -> session.run(statement).consume());
            for (String label : List.of("TechnicalAsset", "SpendingLine")) {
                rows.put(CREATE_ASSETS.formatted(label), read(session, ASSETS.formatted(label)));
            }
            for (String type : List.of("SUPPORTS", "PAYS_FOR")) {
                rows.put(CREATE_LINKS.formatted(type), read(session, LINKS.formatted(type)));
            }
        }
    }

    private static List<Map<String, Object>> read(Session session, String statement) {
        return session.run(statement).list(Record::asMap);
    }

    /** Puts what was read, so many rows of each sort in a transaction; the sorts have the same number of rows. */
    void unwind(int batch) {
        int size = rows.values().iterator().next().size();
        try (Session session = driver.session()) {
            for (int from = 0; from < size; from += batch) {
                put(session, from, Math.min(size, from + batch));
            }
        }
    }

    private void put(Session session, int from, int to) {
        try (Transaction transaction = session.beginTransaction()) {
            rows.forEach((statement, all) -> transaction
                    .run(statement, Map.of("rows", all.subList(from, to)))
                    .consume());
            transaction.commit();
        }
    }

    /** A floor that holds something else would be no floor. */
    void demandTheSame() {
        try (Session session = driver.session()) {
            assertThat(read(session, COUNTS.formatted("Floor")))
                    .isEqualTo(read(session, COUNTS.formatted("")))
                    .hasSize(5);
        }
    }
}
