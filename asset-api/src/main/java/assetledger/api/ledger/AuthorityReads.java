package assetledger.api.ledger;

import static assetledger.api.ledger.LedgerReads.uuids;

import assetledger.model.Function;
import assetledger.model.InvalidValue;
import assetledger.model.Link;
import assetledger.model.LinkKind;
import assetledger.model.Measure;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads what concerns one authority: its events, and what was known of it and its surroundings at a position. */
@Component
public class AuthorityReads {
    /** An authority of which more was recorded is too large to be looked at as it was known. */
    static final int MOST_RECORDS = 20_000;

    private static final String POSITIONS = """
            select position from authority_event
            where authority = :authority and position > :after order by position limit :limit
            """;
    private static final String OWN = """
            select distinct event.record from authority_event join event using (position)
            where authority = :authority and position <= :position limit :limit
            """;
    private static final String LINKS = """
            select record from record_head where kind = 'LINK' and (tail = any(:tails) or head = any(:heads)) limit :limit
            """;
    /** The last version of each that was recorded by then; what was not is left out. */
    private static final String KNOWN = """
            select event.record, event.kind, event.version, event.position, payload.body
            from unnest(:records) as wanted (record) cross join lateral (
                select * from event where event.record = wanted.record and event.position <= :position
                order by event.version desc limit 1
            ) as event left join payload using (position)
            """;

    private final DatabaseClient database;

    AuthorityReads(DatabaseClient database) {
        this.database = database;
    }

    /**
     * The positions of the events of an authority, in their order.
     * @param after the position that the list goes on after; -1 for its beginning
     * @param limit at least 1
     */
    public Mono<List<Long>> positions(RecordId authority, long after, int limit) {
        return database.sql(POSITIONS)
                .bind("authority", authority.value())
                .bind("after", after)
                .bind("limit", limit)
                .map(row -> LedgerReads.required(row, "position", Long.class))
                .all()
                .collectList();
    }

    /**
     * All that a profile of an authority is figured from, as it was known when the ledger ended with a position: what was
     * ever its own by then, and what that leads to.
     * @return fails with {@link InvalidValue} where that are more than 20,000 records
     */
    public Mono<List<Recorded<State>>> known(RecordId authority, long position) {
        return new Gathering(authority, position).all();
    }

    /** Goes from an authority to what surrounds it, step by step, and asks for every record once. */
    private final class Gathering {
        private final RecordId authority;
        private final long position;
        private final Map<RecordId, Recorded<State>> found = new HashMap<>();
        private final Set<RecordId> asked = new HashSet<>();

        Gathering(RecordId authority, long position) {
            this.authority = authority;
            this.position = position;
        }

        Mono<List<Recorded<State>>> all() {
            return own().flatMap(this::gather)
                    .then(Mono.defer(() -> links(Set.of(), Set.of(authority))))
                    .then(Mono.defer(this::referred))
                    .then(Mono.defer(() -> links(surroundings(), measures())))
                    .then(Mono.defer(this::referred))
                    // Its money may pay for measures of others, which the last step found: what these aim at is asked
                    // now.
                    .then(Mono.defer(() -> links(measures(), Set.of())))
                    .then(Mono.defer(this::referred))
                    .then(Mono.defer(this::broader))
                    .then(Mono.fromSupplier(() -> List.copyOf(found.values())));
        }

        private Mono<List<RecordId>> own() {
            return database.sql(OWN)
                    .bind("authority", authority.value())
                    .bind("position", position)
                    .bind("limit", MOST_RECORDS + 1)
                    .map(row -> LedgerReads.id(row, "record"))
                    .all()
                    .collectList();
        }

        private Mono<Void> links(Set<RecordId> tails, Set<RecordId> heads) {
            return database.sql(LINKS)
                    .bind("tails", uuids(tails))
                    .bind("heads", uuids(heads))
                    .bind("limit", MOST_RECORDS + 1)
                    .map(row -> LedgerReads.id(row, "record"))
                    .all()
                    .collectList()
                    .flatMap(this::gather);
        }

        /** The records at the ends of links that are known by now. */
        private Mono<Void> referred() {
            List<RecordId> ends = new ArrayList<>();
            links().forEach(link -> {
                ends.add(link.tail());
                ends.add(link.head());
                ends.addAll(link.terms().added());
            });
            return gather(ends);
        }

        /** Those whose links say more of the authority: systems that it uses or operates. */
        private Set<RecordId> surroundings() {
            Set<RecordId> systems = new HashSet<>();
            links().forEach(link -> {
                if (link.link() == LinkKind.USES) {
                    systems.add(link.head());
                } else if (link.link() == LinkKind.OPERATED_BY) {
                    systems.add(link.tail());
                }
            });
            return systems;
        }

        private Set<RecordId> measures() {
            Set<RecordId> measures = new HashSet<>();
            found.values().forEach(record -> {
                if (record.state() instanceof Measure) {
                    measures.add(record.id());
                }
            });
            return measures;
        }

        private List<Link> links() {
            return found.values().stream()
                    .map(Recorded::state)
                    .filter(Link.class::isInstance)
                    .map(Link.class::cast)
                    .toList();
        }

        private Mono<Void> broader() {
            List<RecordId> above = new ArrayList<>();
            found.values().forEach(record -> {
                if (record.state() instanceof Function function && function.broader() != null) {
                    above.add(function.broader());
                }
            });
            return asked.containsAll(above) ? Mono.empty() : gather(above).then(Mono.defer(this::broader));
        }

        private Mono<Void> gather(Collection<RecordId> records) {
            Set<RecordId> missing = new HashSet<>(records);
            missing.removeAll(asked);
            asked.addAll(missing);
            if (asked.size() > MOST_RECORDS) {
                return Mono.error(new InvalidValue(
                        "knownAt",
                        "So much is recorded of this authority that its profile is not figured as it was known: more than"
                                + " %,d records; ask without knownAt, or export the ledger".formatted(MOST_RECORDS)));
            }
            return missing.isEmpty()
                    ? Mono.empty()
                    : known(missing).doOnNext(this::add).then();
        }

        private void add(Recorded<State> record) {
            found.put(record.id(), record);
        }

        private Flux<Recorded<State>> known(Set<RecordId> records) {
            return database.sql(KNOWN)
                    .bind("records", uuids(records))
                    .bind("position", position)
                    .map(LedgerReads::recorded)
                    .all();
        }
    }
}
