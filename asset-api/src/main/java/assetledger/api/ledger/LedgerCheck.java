package assetledger.api.ledger;

import assetledger.event.CanonicalJson;
import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.model.ExternalId;
import assetledger.model.Person;
import assetledger.model.RecordId;
import assetledger.proof.Checkpoint;
import assetledger.proof.Hash;
import io.r2dbc.spi.Readable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Looks through the whole ledger for what cannot be right: the hashes and the order of events, and whether heads, claims
 * and answers are what the events give. Everything that is looked up stands in the database, so memory does not grow with
 * the ledger.
 */
@Component
public class LedgerCheck {
    /** So many faults are kept; the rest are counted. */
    static final int SHOWN = 100;

    private static final String EVENTS = """
            select event.position, event.leaf, encode(event.leaf_hash, 'hex') as leaf_hash,
                   encode(payload.salt, 'hex') as salt, payload.body,
                   event.kind, event.record, event.version,
                   prior.version as prior_version, encode(prior.leaf_hash, 'hex') as prior_hash,
                   later.position is not null as superseded,
                   head.kind as head_kind, head.version as head_version, head.leaf_hash as head_hash,
                   head.parent, head.tail, head.head, head.owner,
                   array(select scheme || ':' || value from identifier_claim claim where claim.record = head.record) as claims
            from event
            left join payload using (position)
            left join event prior on prior.record = event.record and prior.version = event.version - 1
                and prior.position < event.position
            left join event later on later.record = event.record and later.version = event.version + 1
            left join record_head head on head.record = event.record and head.position = event.position
            order by event.position
            """;
    /** What no event leads to. Each gives sentences. */
    private static final List<String> STRAYS = List.of("""
            select format('position %s: a payload without an event', position) as fault from payload
            where not exists (select from event where event.position = payload.position)
            """, """
            select format('record %s: its head is at position %s, where it has no event', head.record, head.position)
                as fault from record_head head
            where not exists (select from event where event.record = head.record and event.position = head.position)
            """, """
            select format('record %s: it claims an identifier, and is no record', record) as fault from identifier_claim claim
            where not exists (select from record_head head where head.record = claim.record)
            """, """
            select format('position %s: it is in the stream of authority %s, for which it does not stand', position, authority)
                as fault from authority_event stream join event using (position)
            where position(authority::text in convert_from(leaf, 'UTF8')) = 0
              and not exists (select from payload where payload.position = event.position
                  and position(authority::text in convert_from(body, 'UTF8')) > 0)
            """, """
            select format('position %s: it is not in the stream of the authority for which it stands', position) as fault
            from event cross join lateral (select convert_from(leaf, 'UTF8')::jsonb ->> 'auth' as authority) leaf
            where authority <> 'register'
              and not exists (select from authority_event stream
                  where stream.position = event.position and stream.authority::text = leaf.authority)
            """, """
            select format('pack_content %s: the content has another hash', sha256) as fault from pack_content
            where encode(sha256(content), 'hex') <> sha256
            """, """
            select format('position %s: the payload is missing, and no later event says that it was erased', position) as fault
            from event where kind = 'PERSON' and not is_erased(position)
            and not exists (select from payload where payload.position = event.position)
            """, """
            select format('position %s: a later event says that the payload was erased, and it is there', position) as fault
            from event join payload using (position) where kind = 'PERSON' and is_erased(position)
            """, """
            select format('answer %s: it has the hash of a request that described somebody who was erased', answer.key) as fault
            from event cross join lateral (select convert_from(leaf, 'UTF8')::jsonb as said) leaf
            join answer on answer.person = said ->> 'actor' and answer.key = (said ->> 'cmd')::uuid
            where kind = 'PERSON' and is_erased(position) and answer.request_hash <> decode(repeat('00', 32), 'hex')
            """, """
            select format('position %s: the answer that its request %s was given is lost', min(position), request) as fault
            from (
                select position, substring(encode(leaf, 'escape') from '"cmd":"([0-9a-f-]{36})"') as request from event
            ) as recorded
            where request is not null and not exists (select from answer where answer.key::text = request)
            group by request
            """, """
            select format('position %s: the event is not the one that the tree was made of', event.position) as fault
            from event join tile on tile.level = 0 and tile.index = event.position / 256
            where event.position % 256 * 32 < length(tile.hashes) and event.leaf_hash
                <> substring(tile.hashes from cast(event.position % 256 as integer) * 32 + 1 for 32)
            order by event.position
            """, """
            select format('position %s: the event is missing, and all after it; the tree was made of %s', next, covered) as fault
            from (select coalesce(max(position) + 1, 0) as next from event) as events,
                 (select max(index * 256 + length(hashes) / 32) as covered from tile where level = 0) as tiles
            where covered > next
            """);

    private final LedgerSnapshot snapshot;
    private final LedgerReads reads;

    LedgerCheck(LedgerSnapshot snapshot, LedgerReads reads) {
        this.snapshot = snapshot;
        this.reads = reads;
    }

    /**
     * What was found.
     * @param erased events whose payload was erased; their commitments stand
     * @param digest SHA-256 over the hashes of all leaves, in their order; equal ledgers have equal digests
     * @param faults how many there are
     * @param shown the first 100, each a sentence that begins with its place
     */
    public record Report(
            String origin, long events, long answers, long erased, String digest, long faults, List<String> shown) {
        public boolean sound() {
            return faults == 0;
        }
    }

    /**
     * Looks through the ledger as it is at one moment.
     * @param signed what it was at some sizes, by the word of who keeps that outside of the database
     * @param progress is told how many events were seen, now and then
     */
    public Mono<Report> run(List<Checkpoint> signed, LongConsumer progress) {
        return snapshot.consistent(reads.head().flatMapMany(head -> {
                    Walk walk = new Walk(head, signed);
                    return snapshot.rows(EVENTS, Row::of)
                            .doOnNext(row -> walk.see(row, progress))
                            .thenMany(Flux.defer(() -> Flux.concat(walk.end(), strays(), answers(walk))))
                            .doOnNext(walk::fault)
                            .thenMany(Flux.defer(() -> Flux.just(walk.report())));
                }))
                .single();
    }

    /** What stands in the other tables and cannot be right, given the events that are there; sentences. */
    Flux<String> strays() {
        return Flux.fromIterable(STRAYS)
                .concatMap(sql -> snapshot.rows(sql, row -> LedgerReads.required(row, "fault", String.class)));
    }

    private Flux<String> answers(Walk walk) {
        return snapshot.rows(KeptTable.ANSWER).concatMapIterable(walk::answer);
    }

    /** An event, with what the other tables say of it. */
    private record Row(
            StoredEvent event,
            String kind,
            UUID record,
            int version,
            EventCheck.@Nullable Before before,
            boolean superseded,
            @Nullable Head head) {
        static Row of(Readable row) {
            Integer priorVersion = row.get("prior_version", Integer.class);
            return new Row(
                    LedgerSnapshot.event(row),
                    LedgerReads.required(row, "kind", String.class),
                    LedgerReads.required(row, "record", UUID.class),
                    LedgerReads.required(row, "version", Integer.class),
                    priorVersion == null
                            ? null
                            : new EventCheck.Before(
                                    priorVersion, LedgerReads.required(row, "prior_hash", String.class)),
                    LedgerReads.required(row, "superseded", Boolean.class),
                    row.get("head_version") == null ? null : Head.of(row));
        }
    }

    /** What the ledger holds to be a record's last version, and what was derived from it. */
    private record Head(
            String kind,
            int version,
            String leafHash,
            @Nullable UUID parent,
            @Nullable UUID tail,
            @Nullable UUID head,
            @Nullable UUID owner,
            List<String> claims) {
        static Head of(Readable row) {
            return new Head(
                    LedgerReads.required(row, "head_kind", String.class),
                    LedgerReads.required(row, "head_version", Integer.class),
                    LedgerReads.required(row, "head_hash", String.class),
                    row.get("parent", UUID.class),
                    row.get("tail", UUID.class),
                    row.get("head", UUID.class),
                    row.get("owner", UUID.class),
                    Arrays.stream(LedgerReads.required(row, "claims", String[].class))
                            .sorted()
                            .toList());
        }

        /** What an event makes of a record; without its payload it no longer says whose the record is. */
        Head saidBy(Event event, String leafHash) {
            Tie tie = Tie.of(event.state());
            return new Head(
                    event.kind().name(),
                    event.version(),
                    leafHash,
                    value(event.state().parent()),
                    value(tie.tail()),
                    value(tie.head()),
                    event.state().equals(Person.NOTHING_LEFT)
                            ? owner
                            : value(event.state().owner()),
                    event.state().externalIds().stream()
                            .map(ExternalId::toString)
                            .sorted()
                            .toList());
        }

        private static @Nullable UUID value(@Nullable RecordId id) {
            return id == null ? null : id.value();
        }
    }

    /** One way through the ledger, and what was found on it. */
    private static final class Walk {
        private static final int STEP = 10_000;

        private final LedgerHead head;
        private final EventCheck check;
        private final MessageDigest digest = Envelope.digest();
        private final List<String> shown = new ArrayList<>();
        private final SignedTree tree;
        private long events;
        private long answers;
        private long erased;
        private long faults;

        Walk(LedgerHead head, List<Checkpoint> signed) {
            this.head = head;
            this.check = new EventCheck(head.origin());
            this.tree = new SignedTree(signed);
        }

        void see(Row row, LongConsumer progress) {
            EventCheck.Finding finding = check.check(row.event(), EventCheck.Reading.of(row.event()), row.before());
            finding.faults().forEach(fault -> fault(at(row, fault)));
            digest.update(HexFormat.of().parseHex(row.event().leafHash()));
            erased += row.event().isErased() ? 1 : 0;
            tree.add(Hash.leaf(row.event().leaf().getBytes(StandardCharsets.UTF_8)))
                    .ifPresent(this::fault);
            if (finding.event() != null) {
                seeEvent(row, finding.event());
            }
            if (++events % STEP == 0) {
                progress.accept(events);
            }
        }

        private void seeEvent(Row row, Event event) {
            if (!event.kind().name().equals(row.kind())
                    || !event.record().value().equals(row.record())
                    || event.version() != row.version()) {
                fault(at(row, "the table has another kind, record or version than the leaf"));
            }
            if (row.superseded() != (row.head() == null)) {
                fault(at(
                        row,
                        row.superseded()
                                ? "record_head takes it for the last of record %s, which has a later one"
                                        .formatted(row.record())
                                : "it is the last of record %s, and record_head does not say so"
                                        .formatted(row.record())));
            } else if (row.head() != null
                    && !row.head().equals(row.head().saidBy(event, row.event().leafHash()))) {
                fault(at(
                        row,
                        "record_head or identifier_claim of record %s is not what the event says: %s instead of %s"
                                .formatted(
                                        row.record(),
                                        row.head(),
                                        row.head().saidBy(event, row.event().leafHash()))));
            }
        }

        private static String at(Row row, String fault) {
            return "position %d: %s".formatted(row.event().position(), fault);
        }

        void fault(String fault) {
            if (++faults <= SHOWN) {
                shown.add(fault);
            }
        }

        /** What the end of the events shows. */
        Flux<String> end() {
            List<String> wrong = new ArrayList<>();
            if (head.size() != events || head.size() != check.next()) {
                wrong.add("ledger_head: the size is %d, but there are %d events, the last at position %d"
                        .formatted(head.size(), events, check.next() - 1));
            }
            if (!head.recorded().equals(check.recorded())) {
                wrong.add("ledger_head: the last event is of %s, and it says %s"
                        .formatted(check.recorded(), head.recorded()));
            }
            tree.missing().ifPresent(wrong::add);
            return Flux.fromIterable(wrong);
        }

        /** What is wrong with a remembered answer: its positions must be of events. */
        List<String> answer(Map<String, @Nullable String> columns) {
            answers++;
            String body = Objects.requireNonNull(columns.get("body"));
            try {
                return items(body).stream()
                        .map(item -> ((Map<?, ?>) item).get("position"))
                        .filter(Number.class::isInstance)
                        .mapToLong(position -> ((Number) position).longValue())
                        .filter(position -> position < 0 || position >= head.size())
                        .mapToObj(position -> "answer %s: it points to position %d, and the ledger has %d events"
                                .formatted(columns.get("key"), position, head.size()))
                        .toList();
            } catch (RuntimeException unreadable) {
                return List.of("answer %s: it cannot be read".formatted(columns.get("key")));
            }
        }

        private static List<?> items(String body) {
            return (List<?>) Objects.requireNonNull(CanonicalJson.read(body).get("items"));
        }

        Report report() {
            return new Report(
                    head.origin(),
                    events,
                    answers,
                    erased,
                    HexFormat.of().formatHex(digest.digest()),
                    faults,
                    List.copyOf(shown));
        }
    }
}
