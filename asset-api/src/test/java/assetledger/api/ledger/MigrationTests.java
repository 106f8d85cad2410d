package assetledger.api.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.testing.TestEngines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** A ledger that was kept before its tables were changed looks as if it had been kept in them from its beginning. */
class MigrationTests {
    private static final String SCHEMA = "migrated";
    private static final String AUTHORITY = "00000000-0000-4000-8000-000000000001";

    @Test
    void whoseARecordIsAndWhomAnEventConcernsIsFoundInWhatWasKeptBefore() throws SQLException {
        flyway("7").clean();
        flyway("7").migrate();
        try (Connection connection =
                        DriverManager.getConnection(url(), engines().postgresUser(), password());
                Statement statement = connection.createStatement()) {
            keep(statement, 0, "TECHNICAL_ASSET", "owner");
            keep(statement, 1, "DECLARATION", "subject");
            keep(statement, 2, "FUNCTION", "broader");
            flyway("latest").migrate();
            assertThat(texts(
                            statement,
                            "select kind || ' ' || owner from record_head where owner is not null order by 1"))
                    .containsExactly("DECLARATION " + AUTHORITY, "TECHNICAL_ASSET " + AUTHORITY);
            assertThat(texts(statement, "select authority || ' ' || position from authority_event order by position"))
                    .containsExactly(AUTHORITY + " 0", AUTHORITY + " 1");
        }
        flyway("latest").clean();
    }

    /** An event as it was kept, as far as migrations look into it; a function's stands for no authority. */
    private static void keep(Statement statement, int position, String kind, String member) throws SQLException {
        String authority = kind.equals("FUNCTION") ? "register" : AUTHORITY;
        statement.execute("""
                insert into event values (%1$d, '%2$s', gen_random_uuid(), 1, convert_to('{"auth":"%3$s"}', 'UTF8'), sha256(''));
                insert into payload values (%1$d, sha256(''), convert_to('{"state":{"%4$s":"%5$s"}}', 'UTF8'));
                insert into record_head (record, kind, version, position, leaf_hash)
                select record, kind, version, position, '' from event where position = %1$d
                """.formatted(position, kind, authority, member, AUTHORITY));
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private static Flyway flyway(String target) {
        return Flyway.configure()
                .dataSource(url(), engines().postgresUser(), password())
                .schemas(SCHEMA)
                .target(target)
                .cleanDisabled(false)
                .load();
    }

    private static TestEngines.Addresses engines() {
        return TestEngines.shared();
    }

    private static String password() {
        return engines().postgresPassword();
    }

    private static String url() {
        return "jdbc:postgresql://%s:%d/%s?currentSchema=%s"
                .formatted(
                        engines().postgresHost(),
                        engines().postgresPort(),
                        engines().database(),
                        SCHEMA);
    }
}
