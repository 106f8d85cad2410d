package assetledger.api.ledger;

import assetledger.decide.Beyond;
import assetledger.decide.Needs;
import assetledger.event.CanonicalJson;
import assetledger.event.Event;
import assetledger.model.ActivePack;
import assetledger.model.ExternalId;
import assetledger.model.Person;
import assetledger.model.RecordId;
import assetledger.model.RecordKind;
import assetledger.model.Recorded;
import assetledger.model.State;
import io.r2dbc.spi.Readable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads from the ledger; inside a transaction that holds the head lock, what is read cannot change before its end. */
@Component
public class LedgerReads {
    private static final String HEADS = """
            with named as (
                select unnest(:ids) as record
                union
                select claim.record from identifier_claim claim
                join unnest(:schemes, :values) as wanted (scheme, value)
                  on claim.scheme = wanted.scheme and claim.value = wanted.value
            )
            select head.record, head.kind, head.version, head.position, payload.body
            from named join record_head head using (record) left join payload using (position)
            """;
    private static final String LINKS = """
            select head.record, head.kind, head.version, head.position, payload.body
            from unnest(:tails, :heads) as pair (tail, head)
            join record_head head on head.tail = pair.tail and head.head = pair.head
            join payload using (position)
            """;
    private static final String DECLARATIONS = """
            select head.record, head.kind, head.version, head.position, payload.body
            from record_head head join payload using (position)
            where head.tail = any(:subjects) and head.kind = 'DECLARATION'
            """;
    private static final String BELONGINGS = """
            select head.record, head.kind, head.version, head.position, payload.body
            from record_head head join payload using (position)
            where head.record in (
                select record from record_head where owner = :authority
                union select record from record_head where tail = :authority
                union select record from record_head where parent = :authority
                union select record from record_head where head = :authority and kind = 'TRANSFER')
            order by head.position
            """;
    private static final String ANCESTRY = """
            with recursive up as (
                select record, parent from record_head where record = any(:ids)
                union
                select above.record, above.parent from up join record_head above on above.record = up.parent
            )
            select record, parent from up where parent is not null
            """;
    /** Each step is looked up by its tail, whatever the planner thinks of how many there will be. */
    private static final String ALONG = """
            with recursive along as (
                select wanted.link, wanted.record as at, null::uuid as record
                from unnest(:kinds, :records) as wanted (link, record)
                union
                select along.link, step.head, step.record
                from along cross join lateral (
                    select head.record, head.head
                    from record_head head join payload using (position)
                    where head.tail = along.at and head.kind = 'LINK'
                      and convert_from(payload.body, 'UTF8')::jsonb -> 'state' ->> 'kind' = along.link
                    offset 0
                ) step
            ), links as (
                select distinct record from (select record from along limit :limit) followed where record is not null
            )
            select head.record, head.kind, head.version, head.position, payload.body
            from links join record_head head using (record) join payload using (position)
            """;

    private static final String EVENTS = """
            select event.record, event.kind, event.version, event.position, payload.body,
                   encode(event.leaf_hash, 'hex') as leaf_hash
            from event left join payload using (position)
            where event.position >= :from order by event.position limit :limit
            """;

    private static final String GRANTS = """
            select event.record, event.kind, event.version, event.position, payload.body,
                   encode(event.leaf_hash, 'hex') as leaf_hash
            from event left join payload using (position)
            where event.kind = 'GRANT' and event.position >= :from order by event.position limit :limit
            """;
    private static final String ENTRIES = """
            select event.record, event.kind, event.version, event.position, payload.body, event.leaf
            from event left join payload using (position)
            where event.position >= :from order by event.position limit :limit
            """;
    private static final String ENTRIES_AT = """
            select event.record, event.kind, event.version, event.position, payload.body, event.leaf
            from event left join payload using (position) where event.position = any(:positions)
            """;
    private static final String ANSWERS = """
            select person, key, encode(request_hash, 'hex') as request_hash, body
            from answer join unnest(:persons, :keys) as wanted (person, key) using (person, key)
            """;

    /** So many records of an authority are in memory at once. */
    private static final int BIT = 1_000;

    private final DatabaseClient database;

    LedgerReads(DatabaseClient database) {
        this.database = database;
    }

    public Mono<LedgerHead> head() {
        return head("select origin, size, recorded from ledger_head");
    }

    /** Waits for its turn as a writer; to be called inside a transaction, whose end lets the next one go on. */
    Mono<LedgerHead> lockHead() {
        return head("select origin, size, recorded from ledger_head for update");
    }

    private Mono<LedgerHead> head(String sql) {
        return database.sql(sql)
                .map(row -> new LedgerHead(
                        required(row, "origin", String.class),
                        required(row, "size", Long.class),
                        required(row, "recorded", Instant.class)))
                .one();
    }

    /** The records that commands name by id or external identifier; what does not exist is left out. */
    public Mono<List<Recorded<State>>> heads(Needs needs) {
        List<ExternalId> names = List.copyOf(needs.externalIds());
        return database.sql(HEADS)
                .bind("ids", uuids(needs.ids()))
                .bind("schemes", names.stream().map(ExternalId::scheme).toArray(String[]::new))
                .bind("values", names.stream().map(ExternalId::value).toArray(String[]::new))
                .map(LedgerReads::recorded)
                .all()
                .collectList();
    }

    /** The links, of any kind and time, between the two records of each pair. */
    public Mono<List<Recorded<State>>> links(Set<Beyond.Pair> pairs) {
        if (pairs.isEmpty()) {
            return Mono.just(List.of());
        }
        List<Beyond.Pair> ordered = List.copyOf(pairs);
        return database.sql(LINKS)
                .bind("tails", uuids(ordered.stream().map(Beyond.Pair::tail).toList()))
                .bind("heads", uuids(ordered.stream().map(Beyond.Pair::head).toList()))
                .map(LedgerReads::recorded)
                .all()
                .collectList();
    }

    /** All that these authorities declared. */
    public Mono<List<Recorded<State>>> declarations(Set<RecordId> subjects) {
        if (subjects.isEmpty()) {
            return Mono.just(List.of());
        }
        return database.sql(DECLARATIONS)
                .bind("subjects", uuids(subjects))
                .map(LedgerReads::recorded)
                .all()
                .collectList();
    }

    /**
     * What an authority answers for, what it is tied to others by, and what is below it, in the order of their last changes;
     * read bit by bit, since it may be very much.
     */
    public Flux<Recorded<State>> belongings(RecordId authority) {
        return database.sql(BELONGINGS)
                .filter(statement -> statement.fetchSize(BIT))
                .bind("authority", authority.value())
                .map(LedgerReads::recorded)
                .all();
    }

    /** Which record stands above which, from the given ones up to the tops of their trees. */
    public Mono<Map<RecordId, RecordId>> ancestry(Set<RecordId> from) {
        if (from.isEmpty()) {
            return Mono.just(Map.of());
        }
        return database.sql(ANCESTRY)
                .bind("ids", uuids(from))
                .map(row -> Map.entry(id(row, "record"), id(row, "parent")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /**
     * The links that follow each other along ways, past ones too.
     * @return all, or {@link Beyond#MOST_ALONG} and one more where there are more
     */
    public Mono<List<Recorded<State>>> along(Set<Beyond.Way> ways) {
        if (ways.isEmpty()) {
            return Mono.just(List.of());
        }
        List<Beyond.Way> ordered = List.copyOf(ways);
        return database.sql(ALONG)
                .bind("kinds", ordered.stream().map(way -> way.kind().name()).toArray(String[]::new))
                .bind("records", uuids(ordered.stream().map(Beyond.Way::from).toList()))
                .bind("limit", ways.size() + Beyond.MOST_ALONG + 1)
                .map(LedgerReads::recorded)
                .all()
                .collectList();
    }

    /**
     * Events in their order.
     * @param limit of events, at least 1
     * @return empty where the ledger ends before {@code from}
     */
    public Mono<List<LedgerEvent>> events(long from, int limit) {
        return database.sql(EVENTS)
                .bind("from", from)
                .bind("limit", limit)
                .map(row -> new LedgerEvent(recorded(row), required(row, "leaf_hash", String.class)))
                .all()
                .collectList();
    }

    /**
     * What was recorded of grants, in its order.
     * @param from the position to begin at
     * @param limit of events, at least 1
     */
    public Mono<List<LedgerEvent>> grants(long from, int limit) {
        return database.sql(GRANTS)
                .bind("from", from)
                .bind("limit", limit)
                .map(row -> new LedgerEvent(recorded(row), required(row, "leaf_hash", String.class)))
                .all()
                .collectList();
    }

    /**
     * The same events as history tells them.
     * @param limit of events, at least 1
     */
    public Mono<List<LedgerEntry>> entries(long from, int limit) {
        return database.sql(ENTRIES)
                .bind("from", from)
                .bind("limit", limit)
                .map(LedgerReads::entry)
                .all()
                .collectList();
    }

    /** Those at some positions, in no order; where there is none, nothing. */
    public Mono<List<LedgerEntry>> entriesAt(Collection<Long> positions) {
        return database.sql(ENTRIES_AT)
                .bind("positions", positions.toArray(Long[]::new))
                .map(LedgerReads::entry)
                .all()
                .collectList();
    }

    /** The records as the events at these positions left them. */
    public Flux<Recorded<State>> at(Collection<Long> positions) {
        return database.sql("""
                        select event.record, event.kind, event.version, event.position, payload.body
                        from event left join payload using (position) where event.position = any(:positions)
                        """)
                .bind("positions", positions.toArray(Long[]::new))
                .map(LedgerReads::recorded)
                .all();
    }

    /** The answers that were given under these keys; a key that was never used is left out. */
    public Mono<Map<AnswerKey, StoredAnswer>> answers(Collection<AnswerKey> keys) {
        List<AnswerKey> ordered = List.copyOf(keys);
        return database.sql(ANSWERS)
                .bind("persons", ordered.stream().map(AnswerKey::person).toArray(String[]::new))
                .bind("keys", ordered.stream().map(AnswerKey::key).toArray(UUID[]::new))
                .map(row -> Map.entry(
                        new AnswerKey(required(row, "person", String.class), required(row, "key", UUID.class)),
                        new StoredAnswer(
                                required(row, "request_hash", String.class),
                                new String(bytes(row, "body"), StandardCharsets.UTF_8))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    /** The file of the pack that was activated last before a position, or empty where none was. */
    public Mono<byte[]> packBefore(long position) {
        return database.sql("""
                        select event.record, event.kind, event.version, event.position, payload.body
                        from event left join payload using (position)
                        where event.kind = 'PACK' and event.position < :position
                        order by event.position desc limit 1
                        """)
                .bind("position", position)
                .map(LedgerReads::recorded)
                .one()
                .flatMap(pack -> content(((ActivePack) pack.state()).sha256()));
    }

    public Mono<byte[]> content(String sha256) {
        return database.sql("select content from pack_content where sha256 = :sha256")
                .bind("sha256", sha256)
                .map(row -> bytes(row, "content"))
                .one();
    }

    static Recorded<State> recorded(Readable row) {
        RecordKind kind = RecordKind.valueOf(required(row, "kind", String.class));
        return new Recorded<>(
                id(row, "record"),
                required(row, "version", Integer.class),
                required(row, "position", Long.class),
                row.get("body") == null ? erased(kind) : Event.stateIn(kind, bytes(row, "body")));
    }

    /** What is left of a version whose payload is gone. */
    private static State erased(RecordKind kind) {
        if (kind != RecordKind.PERSON) {
            throw new IllegalStateException(
                    "The payload of a %s is missing; assetledger check-ledger tells more".formatted(kind.inputName()));
        }
        return Person.NOTHING_LEFT;
    }

    private static LedgerEntry entry(Readable row) {
        Map<String, Object> leaf = CanonicalJson.read(bytes(row, "leaf"));
        return new LedgerEntry(
                Event.Type.valueOf(text(leaf, "type")),
                LocalDate.parse(text(leaf, "eff")),
                Instant.parse(text(leaf, "rec")),
                recorded(row));
    }

    private static String text(Map<String, Object> members, String name) {
        return (String) Objects.requireNonNull(members.get(name), name);
    }

    static RecordId id(Readable row, String column) {
        return new RecordId(required(row, column, UUID.class));
    }

    static byte[] bytes(Readable row, String column) {
        ByteBuffer buffer = required(row, column, ByteBuffer.class);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    static <T> T required(Readable row, String column, Class<T> type) {
        return Objects.requireNonNull(row.get(column, type), column);
    }

    static UUID[] uuids(Collection<RecordId> ids) {
        return ids.stream().map(RecordId::value).toArray(UUID[]::new);
    }
}
