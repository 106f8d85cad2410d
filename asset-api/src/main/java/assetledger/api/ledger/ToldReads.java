package assetledger.api.ledger;

import assetledger.event.Leaf;
import assetledger.model.RecordId;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Reads what happened to many records, in short; who may see them is decided by whoever asks. */
@Component
public class ToldReads {
    /** Of one record so many events are told, the last ones. */
    public static final int MOST = 10;

    /** The day of an event, and its reason, stand in its leaf and its payload; only those of these records are looked at. */
    private static final String EVENTS = """
            select told.position, told.leaf, told.within,
                   convert_from(payload.body, 'UTF8')::jsonb ->> 'reason' as reason
            from unnest(:records) as wanted (record) cross join lateral (
                select event.position, event.leaf,
                       (convert_from(event.leaf, 'UTF8')::jsonb ->> 'eff')::date > :after
                         and (convert_from(event.leaf, 'UTF8')::jsonb ->> 'eff')::date <= :until
                       or event.position > :afterPosition and event.position <= :untilPosition as within
                from event where event.record = wanted.record
                order by within desc, event.version desc limit :limit
            ) as told left join payload using (position)
            order by told.position desc
            """;

    private final DatabaseClient database;

    ToldReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * What happened in a stretch of days, or was recorded in one of positions; each begins behind its first end.
     * @param afterPosition the same as {@code untilPosition} where the stretch has no positions
     */
    public record Span(LocalDate after, LocalDate until, long afterPosition, long untilPosition) {}

    /** The events of each of these records within a span, and where those are fewer than {@link #MOST} others; last first. */
    public Mono<List<Told>> of(Collection<RecordId> records, Span span) {
        return database.sql(EVENTS)
                .bind("records", LedgerReads.uuids(records))
                .bind("after", span.after())
                .bind("until", span.until())
                .bind("afterPosition", span.afterPosition())
                .bind("untilPosition", span.untilPosition())
                .bind("limit", MOST)
                .map(ToldReads::told)
                .all()
                .collectList();
    }

    private static Told told(Readable row) {
        return new Told(
                LedgerReads.required(row, "position", Long.class),
                Leaf.read(new String(LedgerReads.bytes(row, "leaf"), StandardCharsets.UTF_8)),
                row.get("reason", String.class),
                LedgerReads.required(row, "within", Boolean.class));
    }
}
