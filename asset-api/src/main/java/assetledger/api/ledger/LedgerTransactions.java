package assetledger.api.ledger;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.model.ActivePack;
import assetledger.model.Asset;
import assetledger.model.ExternalId;
import assetledger.model.ImportPlace;
import assetledger.model.RecordId;
import assetledger.model.State;
import assetledger.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Appends to the ledger, one transaction at a time: whoever holds the head lock is the only writer. */
@Component
public class LedgerTransactions {
    private static final String EVENTS = """
            insert into event (position, kind, record, version, leaf, leaf_hash)
            select position, kind, record, version, convert_to(leaf, 'UTF8'), decode(leaf_hash, 'hex')
            from unnest(:positions, :kinds, :records, :versions, :leaves, :hashes)
                as added (position, kind, record, version, leaf, leaf_hash)
            """;
    private static final String PAYLOADS = """
            insert into payload (position, salt, body)
            select position, decode(salt, 'hex'), convert_to(body, 'UTF8')
            from unnest(:positions, :salts, :bodies) as added (position, salt, body)
            """;
    private static final String HEADS = """
            insert into record_head (record, kind, version, position, leaf_hash, parent, tail, head, owner)
            select * from unnest(:records, :kinds, :versions, :positions, :hashes, :parents, :tails, :heads, :owners)
            on conflict (record) do update set version = excluded.version, position = excluded.position,
                leaf_hash = excluded.leaf_hash, parent = excluded.parent, owner = excluded.owner
            """;
    private static final String AUTHORITIES = """
            insert into authority_event (authority, position) select * from unnest(:authorities, :positions)
            """;
    private static final String CLAIMS = """
            insert into identifier_claim (record, scheme, value)
            select * from unnest(:records, :schemes, :values)
            """;
    private static final String ANSWERS = """
            insert into answer (person, key, request_hash, body)
            select person, key, decode(hash, 'hex'), convert_to(body, 'UTF8')
            from unnest(:persons, :keys, :hashes, :bodies) as added (person, key, hash, body)
            """;

    /** The triggers of both tables let this pass because the mark is there, and would let nothing else pass. */
    private static final String FORGET_REQUESTS = """
            update answer set request_hash = decode(repeat('00', 32), 'hex')
            from event cross join lateral (select convert_from(leaf, 'UTF8')::jsonb as said) leaf
            where event.record = any(:records) and said ->> 'type' = 'PERSON_DESCRIBED'
              and answer.person = said ->> 'actor' and answer.key = (said ->> 'cmd')::uuid
            """;

    private static final String ERASE = """
            delete from payload using event
            where payload.position = event.position and event.record = any(:records) and is_erased(event.position)
            """;
    private static final String IMPORT_ROWS = """
            insert into import_row (import, tbl, row, record, version, outcome)
            select * from unnest(:imports, :tables, :rows, :records, :versions, :outcomes)
            on conflict do nothing
            """;

    private final DatabaseClient database;
    private final LedgerReads reads;
    private final TransactionalOperator transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LedgerTransactions(DatabaseClient database, LedgerReads reads, TransactionalOperator transactions, Clock clock) {
        this.database = database;
        this.reads = reads;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Does its work while no other writer, of this instance or another, can; all of it is kept or nothing.
     * @return fails with {@link LedgerUnavailable} where the work was not even begun
     */
    public <T> Mono<T> locked(Function<LedgerHead, Mono<T>> work) {
        return Mono.defer(() -> {
            AtomicBoolean begun = new AtomicBoolean();
            return transactions
                    .transactional(
                            reads.lockHead().doOnNext(head -> begun.set(true)).flatMap(work))
                    .onErrorMap(failure -> begun.get() ? failure : new LedgerUnavailable(failure));
        });
    }

    /**
     * An event to append, with who asked for it.
     * @param place where in an import it comes from; absent for what is of none
     */
    public record Addition(
            Event event,
            String authority,
            String actor,
            UUID command,
            @Nullable ImportPlace place) {}

    /**
     * Appends events at the head, in their order; to be called inside {@link #locked}.
     * @return when done; the first event has the position {@code head.size()}
     */
    public Mono<Void> append(LedgerHead head, List<Addition> additions) {
        if (additions.isEmpty()) {
            return Mono.empty();
        }
        return lastLeaves(additions).flatMap(previous -> insert(head, additions, previous));
    }

    private Mono<Map<RecordId, String>> lastLeaves(List<Addition> additions) {
        UUID[] records = additions.stream()
                .filter(addition -> addition.event().version() > 1)
                .map(addition -> addition.event().record().value())
                .distinct()
                .toArray(UUID[]::new);
        if (records.length == 0) {
            return Mono.just(new HashMap<>());
        }
        return database.sql("select record, leaf_hash from record_head where record = any(:records)")
                .bind("records", records)
                .map(row -> Map.entry(
                        new RecordId(Objects.requireNonNull(row.get("record", UUID.class))),
                        Objects.requireNonNull(row.get("leaf_hash", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new);
    }

    private Mono<Void> insert(LedgerHead head, List<Addition> additions, Map<RecordId, String> previous) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant recorded = now.isAfter(head.recorded()) ? now : head.recorded();
        List<Row> rows = new ArrayList<>();
        for (Addition addition : additions) {
            Row row = row(head, recorded, addition, head.size() + rows.size(), previous);
            previous.put(addition.event().record(), row.leafHash());
            rows.add(row);
        }
        return write(rows, recorded);
    }

    /** All that is kept of events; the last of them is the ledger's last. */
    private Mono<Void> write(List<Row> rows, Instant recorded) {
        // Sent in this order without waiting for each other; the database carries them out one by one.
        return Mono.when(
                events(rows),
                payloads(rows),
                heads(rows),
                authorities(rows),
                claims(rows),
                contents(rows),
                database.sql("update ledger_head set size = :size, recorded = :recorded")
                        .bind("size", rows.get(rows.size() - 1).position() + 1)
                        .bind("recorded", recorded)
                        .then());
    }

    /** Puts back, as they were, events that follow those that are there; to be called inside {@link #locked}. */
    Mono<Void> putBack(List<StoredEvent> stored, List<Event> events, Instant recorded) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            StoredEvent each = stored.get(i);
            String authority = String.valueOf(CanonicalJson.read(each.leaf()).get("auth"));
            rows.add(new Row(
                    each.position(), events.get(i), authority, each.leaf(), each.leafHash(), each.salt(), each.body()));
        }
        return write(rows, recorded);
    }

    private record Row(
            long position, Event event, String authority, String leaf, String leafHash, String salt, String body) {}

    private Row row(
            LedgerHead head, Instant recorded, Addition addition, long position, Map<RecordId, String> previous) {
        Event event = addition.event();
        byte[] salt = new byte[32];
        random.nextBytes(salt);
        byte[] body = event.payload();
        byte[] leaf = new Envelope(
                        head.origin(),
                        UUID.randomUUID(),
                        addition.authority(),
                        addition.actor(),
                        addition.command(),
                        recorded,
                        event,
                        previous.getOrDefault(event.record(), Envelope.NOTHING_BEFORE),
                        Envelope.commitment(salt, body),
                        body.length,
                        addition.place())
                .leaf();
        return new Row(
                position,
                event,
                addition.authority(),
                new String(leaf, StandardCharsets.UTF_8),
                Hash.leaf(leaf).hex(),
                HexFormat.of().formatHex(salt),
                new String(body, StandardCharsets.UTF_8));
    }

    private Mono<Void> events(List<Row> rows) {
        return database.sql(EVENTS)
                .bind("positions", rows.stream().map(Row::position).toArray(Long[]::new))
                .bind(
                        "kinds",
                        rows.stream().map(row -> row.event().kind().name()).toArray(String[]::new))
                .bind("records", records(rows))
                .bind(
                        "versions",
                        rows.stream().map(row -> row.event().version()).toArray(Integer[]::new))
                .bind("leaves", rows.stream().map(Row::leaf).toArray(String[]::new))
                .bind("hashes", rows.stream().map(Row::leafHash).toArray(String[]::new))
                .then();
    }

    /** What was erased is put back as it was left: without a payload. */
    private Mono<Void> payloads(List<Row> all) {
        List<Row> rows = all.stream().filter(row -> !row.body().isEmpty()).toList();
        return database.sql(PAYLOADS)
                .bind("positions", rows.stream().map(Row::position).toArray(Long[]::new))
                .bind("salts", rows.stream().map(Row::salt).toArray(String[]::new))
                .bind("bodies", rows.stream().map(Row::body).toArray(String[]::new))
                .then();
    }

    private Mono<Void> heads(List<Row> rows) {
        List<Row> last = lastOfEachRecord(rows);
        return database.sql(HEADS)
                .bind("records", records(last))
                .bind(
                        "kinds",
                        last.stream().map(row -> row.event().kind().name()).toArray(String[]::new))
                .bind(
                        "versions",
                        last.stream().map(row -> row.event().version()).toArray(Integer[]::new))
                .bind("positions", last.stream().map(Row::position).toArray(Long[]::new))
                .bind("hashes", last.stream().map(Row::leafHash).toArray(String[]::new))
                .bind("parents", ids(last, State::parent))
                .bind("tails", ids(last, state -> Tie.of(state).tail()))
                .bind("heads", ids(last, state -> Tie.of(state).head()))
                .bind("owners", ids(last, State::owner))
                .then();
    }

    /** An event concerns the authority for which it stands, and one that gave an asset up by it; what is nobody's, none. */
    private Mono<Void> authorities(List<Row> rows) {
        List<UUID> authorities = new ArrayList<>();
        List<Long> positions = new ArrayList<>();
        for (Row row : rows) {
            Set<RecordId> concerned = new LinkedHashSet<>();
            RecordId.read(row.authority()).ifPresent(concerned::add);
            if (row.event().type() == Event.Type.OWNER_CHANGED && row.event().state() instanceof Asset asset) {
                concerned.add(asset.formerOwners()
                        .get(asset.formerOwners().size() - 1)
                        .owner());
            }
            concerned.forEach(authority -> {
                authorities.add(authority.value());
                positions.add(row.position());
            });
        }
        return authorities.isEmpty()
                ? Mono.empty()
                : database.sql(AUTHORITIES)
                        .bind("authorities", authorities.toArray(UUID[]::new))
                        .bind("positions", positions.toArray(Long[]::new))
                        .then();
    }

    /** A revised record's identifiers are claimed anew; a first version has none to give up. */
    private Mono<Void> claims(List<Row> rows) {
        List<Row> last = lastOfEachRecord(rows);
        return giveUp(last.stream().filter(row -> row.event().version() > 1).toList())
                .then(claim(last));
    }

    private Mono<Void> giveUp(List<Row> revised) {
        return revised.isEmpty()
                ? Mono.empty()
                : database.sql("delete from identifier_claim where record = any(:records)")
                        .bind("records", records(revised))
                        .then();
    }

    private Mono<Void> claim(List<Row> rows) {
        List<UUID> records = new ArrayList<>();
        List<ExternalId> names = new ArrayList<>();
        for (Row row : rows) {
            for (ExternalId name : row.event().state().externalIds()) {
                records.add(row.event().record().value());
                names.add(name);
            }
        }
        return names.isEmpty()
                ? Mono.empty()
                : database.sql(CLAIMS)
                        .bind("records", records.toArray(UUID[]::new))
                        .bind("schemes", names.stream().map(ExternalId::scheme).toArray(String[]::new))
                        .bind("values", names.stream().map(ExternalId::value).toArray(String[]::new))
                        .then();
    }

    /** A pack's file must be there before its activation is. */
    private Mono<Void> contents(List<Row> rows) {
        return Mono.when(rows.stream()
                .filter(row -> row.event().state() instanceof ActivePack)
                .map(row -> reads.content(((ActivePack) row.event().state()).sha256())
                        .switchIfEmpty(
                                Mono.error(new IllegalStateException("A pack is activated whose content is not kept"))))
                .toList());
    }

    /** Keeps a pack's file under its hash; harmless to repeat. */
    public Mono<Void> keep(String sha256, byte[] content) {
        return database.sql(
                        "insert into pack_content (sha256, content) values (:sha256, :content) on conflict do nothing")
                .bind("sha256", sha256)
                .bind("content", content)
                .then();
    }

    /** Keeps what became of rows of imports, each once; to be called inside {@link #locked}, after their events. */
    public Mono<Void> keep(List<ImportRow> rows) {
        if (rows.isEmpty()) {
            return Mono.empty();
        }
        return database.sql(IMPORT_ROWS)
                .bind(
                        "imports",
                        rows.stream().map(row -> row.place().run().value()).toArray(UUID[]::new))
                .bind("tables", rows.stream().map(row -> row.place().table()).toArray(Integer[]::new))
                .bind("rows", rows.stream().map(row -> row.place().row()).toArray(Integer[]::new))
                .bind("records", rows.stream().map(row -> row.record().value()).toArray(UUID[]::new))
                .bind("versions", rows.stream().map(ImportRow::version).toArray(Integer[]::new))
                .bind("outcomes", rows.stream().map(ImportRow::outcome).toArray(String[]::new))
                .then();
    }

    /** Remembers what requests were answered; to be called inside {@link #locked}. */
    public Mono<Void> remember(Map<AnswerKey, StoredAnswer> answers) {
        if (answers.isEmpty()) {
            return Mono.empty();
        }
        List<Map.Entry<AnswerKey, StoredAnswer>> given = List.copyOf(answers.entrySet());
        return database.sql(ANSWERS)
                .bind(
                        "persons",
                        given.stream().map(answer -> answer.getKey().person()).toArray(String[]::new))
                .bind(
                        "keys",
                        given.stream().map(answer -> answer.getKey().key()).toArray(UUID[]::new))
                .bind(
                        "hashes",
                        given.stream()
                                .map(answer -> answer.getValue().requestHash())
                                .toArray(String[]::new))
                .bind(
                        "bodies",
                        given.stream().map(answer -> answer.getValue().body()).toArray(String[]::new))
                .then();
    }

    /**
     * Erases what was ever said of the persons of whom these events say so, with its salts, and the hashes of the requests
     * that said it; to be called inside {@link #locked}, after the events and the answers.
     */
    public Mono<Void> erase(List<Addition> additions) {
        UUID[] persons = additions.stream()
                .map(Addition::event)
                .filter(event -> event.type() == Event.Type.PERSON_ERASED)
                .map(event -> event.record().value())
                .toArray(UUID[]::new);
        return persons.length == 0
                ? Mono.empty()
                : database.sql(FORGET_REQUESTS)
                        .bind("records", persons)
                        .then()
                        .then(database.sql(ERASE).bind("records", persons).then());
    }

    private static List<Row> lastOfEachRecord(List<Row> rows) {
        Map<RecordId, Row> last = new LinkedHashMap<>();
        rows.forEach(row -> last.put(row.event().record(), row));
        return List.copyOf(last.values());
    }

    private static UUID[] records(List<Row> rows) {
        return rows.stream().map(row -> row.event().record().value()).toArray(UUID[]::new);
    }

    private static @Nullable UUID[] ids(List<Row> rows, Function<State, @Nullable RecordId> part) {
        @Nullable UUID[] ids = new UUID[rows.size()];
        for (int i = 0; i < ids.length; i++) {
            RecordId id = part.apply(rows.get(i).event().state());
            ids[i] = id == null ? null : id.value();
        }
        return ids;
    }
}
