package assetledger.api.faults;

import assetledger.event.Event;
import assetledger.model.ExternalId;
import assetledger.model.RecordKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Everything that a ledger's tables hold, as plain SQL finds it: the code that wrote it has no part in reading it.
 * @param size what the ledger says of its own size
 * @param events by position
 * @param heads what it holds to be the last event of each record, by record
 * @param claims which records it holds to carry which identifier
 * @param answers what it remembers of requests, by key
 */
record StoredLedger(
        String origin, long size, List<Stored> events, List<Head> heads, List<Claim> claims, List<Remembered> answers) {

    /** An event with its payload; texts are the stored bytes read as UTF-8, salt and hash are hexadecimal digits. */
    record Stored(
            long position,
            String kind,
            UUID record,
            int version,
            String leaf,
            String leafHash,
            String salt,
            String body) {
        List<String> externalIds() {
            return Event.stateIn(RecordKind.valueOf(kind), body.getBytes(StandardCharsets.UTF_8)).externalIds().stream()
                    .map(ExternalId::toString)
                    .toList();
        }
    }

    /** The last version of a record. */
    record Head(UUID record, int version, long position, String leafHash) {}

    /** An identifier, scheme:value, and a record that carries it. */
    record Claim(String externalId, UUID record) {}

    /** The answer under a key. */
    record Remembered(UUID key, String body) {}

    /** Reads the whole ledger into memory. */
    static StoredLedger read(Connection database) throws SQLException {
        return new StoredLedger(
                one(rows(database, "select origin from ledger_head", row -> row.getString(1))),
                one(rows(database, "select size from ledger_head", row -> row.getLong(1))),
                rows(database, """
                        select event.position, kind, record, version, leaf, encode(leaf_hash, 'hex'),
                               encode(salt, 'hex'), body
                        from event left join payload using (position) order by event.position
                        """, StoredLedger::stored),
                rows(
                        database,
                        "select record, version, position, leaf_hash from record_head order by record",
                        row -> new Head(uuid(row, 1), row.getInt(2), row.getLong(3), row.getString(4))),
                rows(
                        database,
                        "select scheme || ':' || value, record from identifier_claim order by 1, 2",
                        row -> new Claim(row.getString(1), uuid(row, 2))),
                rows(
                        database,
                        "select key, body from answer order by key",
                        row -> new Remembered(uuid(row, 1), text(row, 2))));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getLong(1),
                row.getString(2),
                uuid(row, 3),
                row.getInt(4),
                text(row, 5),
                row.getString(6),
                row.getString(7),
                text(row, 8));
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(Connection database, String sql, Reading<T> reading) throws SQLException {
        try (Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reading.read(rows));
            }
            return read;
        }
    }

    private static <T> T one(List<T> rows) throws SQLException {
        if (rows.size() != 1) {
            throw new SQLException("A ledger has one row in ledger_head, but here are " + rows.size());
        }
        return rows.get(0);
    }

    private static UUID uuid(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static String text(ResultSet row, int column) throws SQLException {
        byte[] bytes = row.getBytes(column);
        if (bytes == null) {
            throw new SQLException("An event has no payload: " + row.getObject(1));
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
