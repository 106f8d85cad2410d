package assetledger.api.testing;

import assetledger.testing.TestEngines;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ledger's tables, looked at past the server. */
public final class Database {
    private static final String PREFIX = "asset_api_tests_";
    private static final Duration KEPT = Duration.ofHours(2);

    private final TestEngines.Addresses engines;
    private final String name;
    private @Nullable Connection kept;

    private Database(TestEngines.Addresses engines, String name) {
        this.engines = engines;
        this.name = name;
    }

    /** A new one; those of earlier builds, which nobody uses any more, are dropped. */
    static Database create(TestEngines.Addresses engines) {
        Database first = new Database(engines, engines.database());
        long now = System.currentTimeMillis();
        for (Row old : first.rows("select datname from pg_database where starts_with(datname, ?)", PREFIX)) {
            String known = old.text("datname");
            if (now - Long.parseLong(known.substring(PREFIX.length()), 16) > KEPT.toMillis()) {
                first.execute("drop database if exists \"%s\" with (force)".formatted(known));
            }
        }
        Database fresh = new Database(engines, PREFIX + Long.toString(now, 16));
        first.execute("create database \"%s\"".formatted(fresh.name));
        first.close();
        return fresh;
    }

    private void close() {
        try {
            kept().close();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** Where it is, in the part of an address that JDBC and R2DBC share. */
    String place() {
        return "postgresql://%s:%d/%s".formatted(engines.postgresHost(), engines.postgresPort(), name);
    }

    /** The one connection that all looks share. */
    private synchronized Connection kept() throws SQLException {
        Connection connection = kept == null ? connect() : kept;
        kept = connection;
        return connection;
    }

    /** A session of its own, for a test that plays a rogue one. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:" + place(), engines.postgresUser(), engines.postgresPassword());
    }

    public void execute(String sql) {
        try (Statement statement = kept().createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    /** One row by its columns' names. */
    public record Row(Map<String, Object> columns) {
        public Object value(String column) {
            return Objects.requireNonNull(columns.get(column), column);
        }

        public String text(String column) {
            return value(column).toString();
        }

        public long number(String column) {
            return ((Number) value(column)).longValue();
        }

        public byte[] bytes(String column) {
            return (byte[]) value(column);
        }
    }

    /** The rows of a query. */
    public List<Row> rows(String sql, Object... parameters) {
        try (PreparedStatement statement = kept().prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return rows(statement.executeQuery());
        } catch (SQLException failure) {
            throw new IllegalStateException(failure.getMessage(), failure);
        }
    }

    private static List<Row> rows(ResultSet result) throws SQLException {
        List<Row> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, Object> row = new HashMap<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                row.put(result.getMetaData().getColumnLabel(i), result.getObject(i));
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    public long number(String sql, Object... parameters) {
        return ((Number) rows(sql, parameters)
                        .get(0)
                        .columns()
                        .values()
                        .iterator()
                        .next())
                .longValue();
    }

    /** How many events the ledger says it has. */
    public long size() {
        return number("select size from ledger_head");
    }

    /** How many events carry the key of a request. */
    public long eventsOf(UUID key) {
        return number("select count(*) from event where position(? in convert_from(leaf, 'UTF8')) > 0", key.toString());
    }
}
