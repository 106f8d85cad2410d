package assetledger.api.ledger;

import assetledger.model.Recorded;
import assetledger.model.State;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.reactive.TransactionalOperator;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import reactor.core.publisher.Flux;

/**
 * Reads the ledger as it was at one moment, while writers go on. Rows come as a stream of which few are in memory, so that
 * a ledger of any size can be read.
 */
@Component
public class LedgerSnapshot {
    /** So many rows the database sends at once. */
    static final int ROWS = 500;

    private static final String EVENTS = """
            select event.position, event.leaf, encode(event.leaf_hash, 'hex') as leaf_hash,
                   encode(payload.salt, 'hex') as salt, payload.body
            from event left join payload using (position) order by event.position
            """;
    /** The packs before, too: what comes after each of them was put by it. */
    private static final String STATES = """
            select event.record, event.kind, event.version, event.position, payload.body
            from event left join payload using (position)
            where event.position < :before and (event.kind = 'PACK' or not exists (
                select from event later
                where later.record = event.record and later.version = event.version + 1 and later.position < :before))
            order by event.position
            """;

    private final DatabaseClient database;
    private final TransactionalOperator snapshot;

    LedgerSnapshot(DatabaseClient database, ReactiveTransactionManager transactions) {
        this.database = database;
        DefaultTransactionDefinition definition = new DefaultTransactionDefinition();
        definition.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        definition.setReadOnly(true);
        this.snapshot = TransactionalOperator.create(transactions, definition);
    }

    /** Lets a stream that is put together of the ones below see one moment; they must not run at once. */
    public <T> Flux<T> consistent(Flux<T> reading) {
        return snapshot.transactional(reading);
    }

    /** All events in their order; a payload that is missing comes as an empty one, with an empty salt. */
    public Flux<StoredEvent> events() {
        return rows(EVENTS, LedgerSnapshot::event);
    }

    /** All rows of a table by their key, each by the names of its columns in their order. */
    public Flux<Map<String, @Nullable String>> rows(KeptTable table) {
        return rows(table.select(), row -> {
            Map<String, @Nullable String> columns = new LinkedHashMap<>();
            table.names().forEach(column -> columns.put(column, row.get(column, String.class)));
            return columns;
        });
    }

    /** The last state of each record before a position, in the order of their events, and every pack. */
    public Flux<Recorded<State>> statesBefore(long position) {
        return database.sql(STATES)
                .bind("before", position)
                .filter(statement -> statement.fetchSize(ROWS))
                .map(LedgerReads::recorded)
                .all();
    }

    /** The files of all packs that were ever activated. */
    public Flux<byte[]> packs() {
        return database.sql("select content from pack_content")
                .map(row -> LedgerReads.bytes(row, "content"))
                .all();
    }

    <T> Flux<T> rows(String sql, Function<Readable, T> row) {
        return database.sql(sql)
                .filter(statement -> statement.fetchSize(ROWS))
                .map(row)
                .all();
    }

    static StoredEvent event(Readable row) {
        return new StoredEvent(
                LedgerReads.required(row, "position", Long.class),
                text(row, "leaf"),
                LedgerReads.required(row, "leaf_hash", String.class),
                row.get("salt") == null ? "" : LedgerReads.required(row, "salt", String.class),
                row.get("body") == null ? "" : text(row, "body"));
    }

    private static String text(Readable row, String column) {
        return new String(LedgerReads.bytes(row, column), StandardCharsets.UTF_8);
    }
}
