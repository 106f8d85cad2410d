package assetledger.api.bench;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.engines.PostgresAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * The floor of a ledger: bytes that are ready, by COPY into tables with the same columns, keys, indexes and triggers, in
 * another schema of the same database. Nothing is read, decided or hashed.
 */
final class BareLedger {
    private static final String SCHEMA = "floor";
    private static final List<Table> TABLES = List.of(
            new Table("event", "position, kind, record, version, leaf, leaf_hash", "event", true),
            new Table("payload", "position, salt, body", "payload", true),
            new Table(
                    "record_head",
                    "position, record, kind, version, leaf_hash, parent, tail, head",
                    "record_head",
                    true),
            new Table(
                    "identifier_claim",
                    "scheme, value, record",
                    "identifier_claim join (select record, position from record_head) as at using (record)",
                    false));

    private final Connection connection;
    private final CopyManager copy;
    private final Path directory;

    /** @param hasPosition whether the position is one of its columns */
    private record Table(String name, String columns, String source, boolean hasPosition) {
        String selected() {
            return hasPosition ? columns : "position, " + columns;
        }
    }

    /** @param directory for what is copied */
    BareLedger(Connection connection, Path directory) throws SQLException {
        this.connection = connection;
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI();
        this.directory = directory;
    }

    static Connection connect(PostgresAddress postgres) throws SQLException {
        return DriverManager.getConnection(url(postgres), postgres.user(), postgres.password());
    }

    private static String url(PostgresAddress postgres) {
        return "jdbc:postgresql://%s:%d/%s".formatted(postgres.host(), postgres.port(), postgres.database());
    }

    /** Makes the tables, with what was there before a position, and takes out what is to be copied. */
    void prepare(PostgresAddress postgres, long from, long to) throws SQLException, IOException {
        Flyway.configure()
                .dataSource(url(postgres), postgres.user(), postgres.password())
                .schemas(SCHEMA)
                .load()
                .migrate();
        takeOut(0, from);
        copyIn(0, from, Math.toIntExact(from));
        takeOut(from, to);
    }

    private void takeOut(long from, long to) throws SQLException, IOException {
        for (Table table : TABLES) {
            try (OutputStream out = Files.newOutputStream(file(table))) {
                copy.copyOut(
                        "copy (select %s from %s where position >= %d and position < %d order by position) to stdout (format binary)"
                                .formatted(table.selected(), table.source(), from, to),
                        out);
            }
        }
    }

    private Path file(Table table) {
        return directory.resolve(table.name() + ".copy");
    }

    /** Copies what was taken out, with a commit for each so many events. */
    void copyIn(long from, long to, int batch) throws SQLException, IOException {
        connection.setAutoCommit(false);
        List<CopiedRows> rows = new ArrayList<>();
        for (Table table : TABLES) {
            rows.add(new CopiedRows(file(table), table.hasPosition()));
        }
        for (long begin = from; begin < to; begin += batch) {
            for (int i = 0; i < TABLES.size(); i++) {
                copy.copyIn(
                        "copy %s.%s (%s) from stdin (format binary)"
                                .formatted(
                                        SCHEMA,
                                        TABLES.get(i).name(),
                                        TABLES.get(i).columns()),
                        new ByteArrayInputStream(rows.get(i).before(begin + batch)),
                        1 << 16);
            }
            connection.commit();
        }
        for (CopiedRows each : rows) {
            each.close();
        }
        connection.setAutoCommit(true);
    }

    /** A floor that holds something else would be no floor. */
    void demandTheSame() throws SQLException {
        for (Table table : TABLES) {
            assertThat(number("select count(*) from %s.%s".formatted(SCHEMA, table.name())))
                    .as(table.name())
                    .isEqualTo(number("select count(*) from " + table.name()))
                    .isPositive();
            assertThat(number("select count(*) from (select %2$s from %1$s.%3$s except select %2$s from %3$s) as other"
                            .formatted(SCHEMA, table.columns(), table.name())))
                    .as(table.name())
                    .isZero();
        }
    }

    /** The only number that a query gives. */
    long number(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
