package assetledger.engines;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/** Marks written into both engines, to see later that they are still there. The driver stays open while the engines come and go, as in a server. */
record Ledger(PostgresAddress postgres, Driver driver) implements AutoCloseable {
    static Ledger of(Engines engines) {
        Neo4jAddress neo4j = engines.neo4j();
        Driver driver = GraphDatabase.driver(
                "bolt://%s:%d".formatted(neo4j.host(), neo4j.port()), AuthTokens.basic(neo4j.user(), neo4j.password()));
        return new Ledger(engines.postgres(), driver);
    }

    void write(String mark) throws SQLException {
        try (Connection connection = connect(postgres);
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists marks (place serial, mark text)");
            statement.execute("insert into marks (mark) values ('%s')".formatted(mark));
        }
        driver.executableQuery("create (:Mark {mark: $mark, at: timestamp()})")
                .withParameters(Map.of("mark", mark))
                .execute();
    }

    List<String> inPostgres() throws SQLException {
        return words(postgres, "select string_agg(mark, ' ' order by place) from marks");
    }

    List<String> inNeo4j() {
        return driver.executableQuery("match (m:Mark) return m.mark as mark order by m.at").execute().records().stream()
                .map(record -> record.get("mark").asString())
                .toList();
    }

    @Override
    public void close() {
        driver.close();
    }

    /** The words of the one text that the query gives. */
    static List<String> words(PostgresAddress address, String query) throws SQLException {
        try (Connection connection = connect(address);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return List.of(rows.getString(1).split(" "));
        }
    }

    private static Connection connect(PostgresAddress address) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://%s:%d/%s".formatted(address.host(), address.port(), address.database()),
                address.user(),
                address.password());
    }
}
