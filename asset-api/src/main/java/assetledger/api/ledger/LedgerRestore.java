package assetledger.api.ledger;

import assetledger.event.Event;
import assetledger.event.Leaf;
import assetledger.model.RecordId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Fills an empty ledger with what another one held. All of it is one transaction under the head lock: a restore that is
 * broken off leaves the ledger as empty as it was.
 */
@Component
public class LedgerRestore {
    private final DatabaseClient database;
    private final LedgerTransactions transactions;
    private final LedgerCheck check;

    LedgerRestore(DatabaseClient database, LedgerTransactions transactions, LedgerCheck check) {
        this.database = database;
        this.transactions = transactions;
        this.check = check;
    }

    /** Some lines of an export that follow each other and are of one sort; at least one, and few enough for memory. */
    public sealed interface Part {
        /** The first of its lines, counted from 1. */
        long line();

        /** Events in their order. */
        record Events(long line, List<StoredEvent> events) implements Part {}

        /** Rows of a table, each by the names of all its columns. */
        record Rows(long line, KeptTable table, List<Map<String, @Nullable String>> rows) implements Part {}
    }

    /**
     * Restores a ledger under its own name.
     * @param prepared done before anything is written, and not at all where the ledger is refused
     * @param parts gives one after another, each when the one before is written, and then none; fails where the export is
     *     not what it should be, and then nothing is kept
     * @return when all of it is durable; fails with {@link RestoreRefused} where the ledger is not empty, or something
     *     is wrong with what is to be restored
     */
    public Mono<Void> run(String origin, Mono<Void> prepared, Callable<Optional<Part>> parts) {
        return transactions
                .locked(head -> {
                    demandEmpty(head);
                    EventCheck events = new EventCheck(origin);
                    return prepared.then(database.sql("update ledger_head set origin = :origin")
                                    .bind("origin", origin)
                                    .then())
                            .then(putAll(parts, events))
                            .thenMany(check.strays())
                            .next()
                            .<Void>flatMap(stray -> Mono.error(new RestoreRefused(stray + ". Nothing was restored")))
                            .thenReturn(true);
                })
                .then(database.sql("analyze").then());
    }

    private static void demandEmpty(LedgerHead head) {
        if (head.size() > 0) {
            throw new RestoreRefused(("This ledger (%s) has %d events already; a ledger is restored into an empty one"
                            + " alone. Name a data directory that was never served from, or a new database")
                    .formatted(head.origin(), head.size()));
        }
    }

    /** Nothing is read ahead, so that the first line that is wrong is the one that is named. */
    private Mono<Void> putAll(Callable<Optional<Part>> parts, EventCheck check) {
        return Mono.fromCallable(parts)
                // Parts are read from a file, for which the database's own threads must not wait.
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(part -> part.isEmpty()
                        ? Mono.just(false)
                        : put(part.get(), check).thenReturn(true))
                .repeat()
                .takeWhile(more -> more)
                .then();
    }

    private Mono<Void> put(Part part, EventCheck check) {
        return part instanceof Part.Events events ? put(events, check) : put((Part.Rows) part);
    }

    private Mono<Void> put(Part.Events part, EventCheck check) {
        List<EventCheck.Reading> leaves =
                part.events().stream().map(EventCheck.Reading::of).toList();
        return before(leaves)
                .flatMap(before ->
                        transactions.putBack(part.events(), checked(part, leaves, before, check), check.recorded()));
    }

    /** Where the histories stand that go on here. */
    private Mono<Map<RecordId, EventCheck.Before>> before(List<EventCheck.Reading> leaves) {
        UUID[] records = leaves.stream()
                .map(EventCheck.Reading::leaf)
                .filter(Objects::nonNull)
                .map(Leaf::record)
                .map(RecordId::value)
                .distinct()
                .toArray(UUID[]::new);
        return database.sql("select record, version, leaf_hash from record_head where record = any(:records)")
                .bind("records", records)
                .map(row -> Map.entry(
                        new RecordId(LedgerReads.required(row, "record", UUID.class)),
                        new EventCheck.Before(
                                LedgerReads.required(row, "version", Integer.class),
                                LedgerReads.required(row, "leaf_hash", String.class))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue, HashMap::new);
    }

    private static List<Event> checked(
            Part.Events part,
            List<EventCheck.Reading> leaves,
            Map<RecordId, EventCheck.Before> before,
            EventCheck check) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            StoredEvent stored = part.events().get(i);
            Leaf leaf = leaves.get(i).leaf();
            EventCheck.Finding finding =
                    check.check(stored, leaves.get(i), leaf == null ? null : before.get(leaf.record()));
            Event event = finding.event();
            if (event == null || !finding.faults().isEmpty()) {
                throw RestoreRefused.atLine(
                        part.line() + i,
                        "position %d: %s".formatted(stored.position(), String.join("; ", finding.faults())));
            }
            before.put(event.record(), new EventCheck.Before(event.version(), stored.leafHash()));
            events.add(event);
        }
        return events;
    }

    private Mono<Void> put(Part.Rows part) {
        DatabaseClient.GenericExecuteSpec insert = database.sql(part.table().insert());
        for (String column : part.table().names()) {
            insert = insert.bind(
                    column, part.rows().stream().map(row -> row.get(column)).toArray(String[]::new));
        }
        return insert.then();
    }
}
