package assetledger.api.ledger;

import assetledger.event.Leaf;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads the versions of one record; who may see them is decided by whoever asks. */
@Component
public class HistoryReads {
    /** Before the first page of a history. */
    public static final long FROM_THE_LAST = Integer.MAX_VALUE;

    private static final String VERSIONS = """
            select event.position, event.leaf, payload.body
            from event left join payload using (position)
            where event.record = :record and event.version < :before
            order by event.version desc limit :limit
            """;
    private static final String AT_POSITION = """
            select event.record, event.kind, event.version, event.position, payload.body
            from event left join payload using (position)
            where event.record = :record and event.position <= :position
            order by event.version desc limit 1
            """;
    /** Which event corrects another stands in its payload; only those of the one record are looked at. */
    private static final String CORRECTIONS = """
            select event.version, (convert_from(payload.body, 'UTF8')::jsonb ->> 'corrects')::int as corrects
            from event join payload using (position)
            where event.record = :record and event.version > :from
              and (convert_from(payload.body, 'UTF8')::jsonb ->> 'corrects')::int between :from and :to
            order by event.version limit 1000
            """;

    private final DatabaseClient database;

    HistoryReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The versions of a record, the last first.
     * @param before only those before this version
     * @param limit at least 1
     */
    public Mono<List<RecordVersion>> versions(RecordId record, long before, int limit) {
        return database.sql(VERSIONS)
                .bind("record", record.value())
                .bind("before", before)
                .bind("limit", limit)
                .map(HistoryReads::version)
                .all()
                .collectList();
    }

    /** The record as it was known when the ledger ended with a position; empty where it was not known yet. */
    public Mono<Recorded<State>> at(RecordId record, long position) {
        return database.sql(AT_POSITION)
                .bind("record", record.value())
                .bind("position", position)
                .map(LedgerReads::recorded)
                .one();
    }

    /**
     * Which later versions correct the fact of which, each in its order: of the versions between two, these among them.
     * A version that none corrects is left out; at most 1,000 corrections are looked at.
     */
    public Mono<Map<Integer, List<Integer>>> corrections(RecordId record, int from, int to) {
        return database.sql(CORRECTIONS)
                .bind("record", record.value())
                .bind("from", from)
                .bind("to", to)
                .map(row -> Map.entry(
                        LedgerReads.required(row, "corrects", Integer.class),
                        LedgerReads.required(row, "version", Integer.class)))
                .all()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static RecordVersion version(Readable row) {
        Leaf leaf = Leaf.read(text(row, "leaf"));
        boolean erased = row.get("body") == null;
        return new RecordVersion(
                LedgerReads.required(row, "position", Long.class),
                erased ? leaf.erased() : leaf.event(text(row, "body")),
                leaf.recorded(),
                leaf.actor(),
                erased);
    }

    private static String text(Readable row, String column) {
        return new String(LedgerReads.bytes(row, column), StandardCharsets.UTF_8);
    }
}
