package assetledger.api.ledger;

import assetledger.model.ImportPlace;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what was imported, and what became of it row by row. */
@Component
public class ImportReads {
    /** So many rows of one record are told. */
    public static final int MOST_PLACES = 10;

    private static final String LIST = """
            select head.record, head.kind, head.version, head.position, payload.body, first.position as began
            from event first
            join record_head head on head.record = first.record
            join payload on payload.position = head.position
            cross join lateral (select convert_from(payload.body, 'UTF8')::jsonb -> 'state' as run) state
            where first.kind = 'IMPORT' and first.version = 1 and first.position < :before
              and (:all or run ->> 'person' = :person or run ->> 'owner' = any(:owners))
              and (run ->> 'source' = any(:sources) or cardinality(:sources) = 0)
            order by first.position desc limit :limit
            """;
    private static final String COUNT = """
            select count(*) as imports
            from record_head head
            join payload using (position)
            cross join lateral (select convert_from(payload.body, 'UTF8')::jsonb -> 'state' as run) state
            where head.kind = 'IMPORT'
              and (:all or run ->> 'person' = :person or run ->> 'owner' = any(:owners))
              and (run ->> 'source' = any(:sources) or cardinality(:sources) = 0)
            """;
    private static final String TIMES = """
            select head.record,
                   (select convert_from(first.leaf, 'UTF8')::jsonb ->> 'rec' from event first
                    where first.record = head.record and first.version = 1) as started,
                   (select convert_from(last.leaf, 'UTF8')::jsonb ->> 'rec' from event last
                    where last.position = head.position and last.version > 1) as ended
            from record_head head where head.record = any(:imports)
            """;
    private static final String COUNTS = """
            select import, outcome, count(*) as rows from import_row where import = any(:imports) group by import, outcome
            """;
    private static final String ROWS = """
            select import, tbl, row, record, version, outcome from import_row
            where import = :import and (tbl, row, record) > (:table, :row, :record) and outcome = any(:outcomes)
            order by tbl, row, record limit :limit
            """;
    private static final String ONLY = """
            select distinct one.record from import_row one
            where one.import = :one and one.record > :after
              and not exists (select from import_row other where other.import = :other and other.record = one.record)
            """;
    private static final String CHANGED = """
            select later.record from import_row later
            where later.import = :later and later.record > :after
            group by later.record
            having max(later.version) <> (select max(earlier.version) from import_row earlier
                                          where earlier.import = :earlier and earlier.record = later.record)
            """;
    private static final String PLACES = """
            select import, tbl, row, record
            from (select import, tbl, row, record, row_number() over (partition by record order by tbl, row) as n
                  from import_row where import = :import and record = any(:records)) numbered
            where n <= :most order by tbl, row
            """;
    private static final UUID FIRST = new UUID(0, 0);

    private final DatabaseClient database;

    ImportReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * Whose imports are wanted, and of what.
     * @param all whether those of everybody are; otherwise those of the person and of the owners
     * @param source only of it; of all where absent
     */
    public record Filter(
            boolean all,
            String person,
            Collection<RecordId> owners,
            @Nullable String source) {}

    /** An import as it stands, and the position at which it began. */
    public record Listed(Recorded<State> run, long began) {}

    /** When an import began, and when it ended; absent while it is open. */
    public record Times(Instant started, @Nullable Instant ended) {}

    /**
     * Imports, the latest first.
     * @param before the position at which the last one that is known began
     * @param limit at least 1
     */
    public Mono<List<Listed>> list(Filter filter, long before, int limit) {
        return filtered(LIST, filter)
                .bind("before", before)
                .bind("limit", limit)
                .map(row -> new Listed(LedgerReads.recorded(row), LedgerReads.required(row, "began", Long.class)))
                .all()
                .collectList();
    }

    public Mono<Long> count(Filter filter) {
        return filtered(COUNT, filter)
                .map(row -> LedgerReads.required(row, "imports", Long.class))
                .one();
    }

    private DatabaseClient.GenericExecuteSpec filtered(String sql, Filter filter) {
        return database.sql(sql)
                .bind("all", filter.all())
                .bind("person", filter.person())
                .bind("owners", filter.owners().stream().map(RecordId::toString).toArray(String[]::new))
                .bind("sources", filter.source() == null ? new String[0] : new String[] {filter.source()});
    }

    public Mono<Map<RecordId, Times>> times(Collection<RecordId> imports) {
        return database.sql(TIMES)
                .bind("imports", LedgerReads.uuids(imports))
                .map(row -> Map.entry(LedgerReads.id(row, "record"), times(row)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static Times times(Readable row) {
        String ended = row.get("ended", String.class);
        return new Times(
                Instant.parse(LedgerReads.required(row, "started", String.class)),
                ended == null ? null : Instant.parse(ended));
    }

    /** How many rows had which outcome; an outcome that none had is left out. */
    public Mono<Map<RecordId, Map<String, Long>>> counts(Collection<RecordId> imports) {
        return database.sql(COUNTS)
                .bind("imports", LedgerReads.uuids(imports))
                .map(row -> Map.entry(
                        LedgerReads.id(row, "import"),
                        Map.entry(
                                LedgerReads.required(row, "outcome", String.class),
                                LedgerReads.required(row, "rows", Long.class))))
                .all()
                .collect(
                        HashMap::new,
                        (counts, entry) -> counts.computeIfAbsent(entry.getKey(), any -> new HashMap<>())
                                .put(entry.getValue().getKey(), entry.getValue().getValue()));
    }

    /**
     * Rows of an import, in the order of its tables.
     * @param after the last row that is known; absent for the first ones
     * @param outcomes only rows with one of these
     * @param limit at least 1
     */
    public Mono<List<ImportRow>> rows(RecordId run, @Nullable RowKey after, Collection<String> outcomes, int limit) {
        RowKey from = after == null ? new RowKey(0, 0, new RecordId(FIRST)) : after;
        return database.sql(ROWS)
                .bind("import", run.value())
                .bind("table", from.table())
                .bind("row", from.row())
                .bind("record", from.record().value())
                .bind("outcomes", outcomes.toArray(String[]::new))
                .bind("limit", limit)
                .map(row -> new ImportRow(
                        place(row),
                        LedgerReads.id(row, "record"),
                        LedgerReads.required(row, "version", Integer.class),
                        LedgerReads.required(row, "outcome", String.class)))
                .all()
                .collectList();
    }

    /** Where a list of rows goes on. */
    public record RowKey(int table, int row, RecordId record) {}

    private static ImportPlace place(Readable row) {
        return new ImportPlace(
                LedgerReads.id(row, "import"),
                LedgerReads.required(row, "tbl", Integer.class),
                LedgerReads.required(row, "row", Integer.class));
    }

    /** The records that one import was about and another was not. */
    public Records only(RecordId one, RecordId other) {
        return new Records(ONLY, Map.of("one", one, "other", other));
    }

    /** The records that two imports were about and that the later left at another version than the earlier. */
    public Records changed(RecordId earlier, RecordId later) {
        return new Records(CHANGED, Map.of("earlier", earlier, "later", later));
    }

    /** Records, by their ids, that a comparison of imports gives. */
    public final class Records {
        private final String sql;
        private final Map<String, RecordId> imports;

        private Records(String sql, Map<String, RecordId> imports) {
            this.sql = sql;
            this.imports = imports;
        }

        /**
         * A page of them.
         * @param after the last one that is known; absent for the first ones
         * @param limit at least 1
         */
        public Mono<List<RecordId>> page(@Nullable RecordId after, int limit) {
            return bound(sql + " order by 1 limit :limit", after == null ? FIRST : after.value())
                    .bind("limit", limit)
                    .map(row -> LedgerReads.id(row, "record"))
                    .all()
                    .collectList();
        }

        public Mono<Long> count() {
            return bound("select count(*) as records from (" + sql + ") found", FIRST)
                    .map(row -> LedgerReads.required(row, "records", Long.class))
                    .one();
        }

        private DatabaseClient.GenericExecuteSpec bound(String statement, UUID after) {
            DatabaseClient.GenericExecuteSpec spec = database.sql(statement).bind("after", after);
            for (Map.Entry<String, RecordId> run : imports.entrySet()) {
                spec = spec.bind(
                        run.getKey(), Objects.requireNonNull(run.getValue()).value());
            }
            return spec;
        }
    }

    /** The first rows of an import that each of the records comes from, at most {@link #MOST_PLACES}. */
    public Mono<Map<RecordId, Collection<ImportPlace>>> places(RecordId run, Collection<RecordId> records) {
        return database.sql(PLACES)
                .bind("import", run.value())
                .bind("records", LedgerReads.uuids(records))
                .bind("most", MOST_PLACES)
                .map(row -> Map.entry(LedgerReads.id(row, "record"), place(row)))
                .all()
                .collectMultimap(Map.Entry::getKey, Map.Entry::getValue);
    }
}
