package assetledger.api.proof;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.ledger.LedgerCheck;
import assetledger.api.testing.Change;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.RunningServer;
import assetledger.proof.Checkpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** A superuser of the database may do to it what he likes: the ledger's check finds it and says where. */
@FreshServer
class TamperingTests extends RunningServer {
    private static final List<String> TABLES = List.of(
            "event", "payload", "record_head", "identifier_claim", "import_row", "ledger_head", "tile", "checkpoint");
    private static final long SEED = Long.getLong("assetledger.seed", 20261125);

    private final Random random = new Random(SEED);

    @Autowired
    private LedgerCheck check;

    @Value("${assetledger.directory}")
    private Path data;

    private List<Checkpoint> signed = List.of();

    @BeforeEach
    void aLedgerThatIsSigned() throws InterruptedException {
        Change first = registrar().register(authority(name("Archive")));
        registrar()
                .batch(IntStream.range(0, 270)
                        .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                        .toList());
        registrar()
                .record(
                        "revise",
                        Map.of(
                                "record", byId(first.id()),
                                "expectedVersion", 1,
                                "changes", Map.of("subject", Map.of("name", name("Archive")))));
        long size = database().size();
        for (int tries = 0;
                tries < 600 && SignedLog.in(data).map(log -> log.last().size()).orElse(0L) < size;
                tries++) {
            Thread.sleep(100);
        }
        signed = SignedLog.in(data).orElseThrow().all();
        assertThat(signed.get(signed.size() - 1).size()).isEqualTo(size);
        database().execute("set session_replication_role = replica");
        TABLES.forEach(table -> database().execute("create table kept_%1$s as table %1$s".formatted(table)));
    }

    private void asItWas() {
        database().execute("truncate " + String.join(", ", TABLES));
        // The number of a checkpoint is made by the database, unless it is told that it is not.
        TABLES.forEach(table ->
                database().execute("insert into %1$s overriding system value table kept_%1$s".formatted(table)));
    }

    /** A tampering: what is done, and the position where it must be found, or one that is as good. */
    private record Tampering(String what, List<String> statements, List<Long> places) {}

    private Tampering next(long size) {
        // The first event is the pack's, without which no answer can be given at all.
        long place = 1 + random.nextLong(size - 3);
        long other = place + 1 + random.nextLong(size - place - 1);
        return switch (random.nextInt(7)) {
            case 0 ->
                new Tampering(
                        "edit a leaf",
                        List.of("update event set leaf = overlay(leaf placing 'X' from %d) where position = %d"
                                .formatted(2 + random.nextInt(300), place)),
                        List.of(place));
            case 1 ->
                new Tampering(
                        "edit a leaf and its hash",
                        List.of(
                                "update event set leaf = convert_to(replace(convert_from(leaf, 'UTF8'), '\"eff\":\"2', '\"eff\":\"1'), 'UTF8') where position = "
                                        + place,
                                "update event set leaf_hash = sha256('\\x00'::bytea || leaf) where position = " + place,
                                "update record_head set leaf_hash = (select encode(leaf_hash, 'hex') from event where event.position = record_head.position) where position = "
                                        + place),
                        List.of(place));
            case 2 ->
                new Tampering(
                        "edit a payload",
                        List.of("update payload set body = overlay(body placing 'X' from %d) where position = %d"
                                .formatted(1 + random.nextInt(40), place)),
                        List.of(place));
            case 3 ->
                new Tampering(
                        "delete an event",
                        List.of(
                                "delete from payload where position = " + place,
                                "delete from event where position = " + place),
                        List.of(place));
            case 4 ->
                new Tampering(
                        "swap two events",
                        List.of("event", "payload").stream()
                                .flatMap(table -> List.of(
                                        "update %s set position = -position where position in (%d, %d)"
                                                .formatted(table, place, other),
                                        "update %s set position = %d + position where position < 0"
                                                .formatted(table, place + other))
                                        .stream())
                                .toList(),
                        List.of(place, other));
            case 5 ->
                new Tampering(
                        "insert an event",
                        List.of(
                                "update event set position = -position where position >= " + place,
                                "update event set position = 1 - position where position < 0",
                                "update payload set position = -position where position >= " + place,
                                "update payload set position = 1 - position where position < 0",
                                "update record_head set position = position + 1 where position >= " + place,
                                "insert into event select %d, kind, gen_random_uuid(), 1, leaf, leaf_hash from event where position = %d"
                                        .formatted(place, place - 1),
                                "insert into payload select %d, salt, body from payload where position = %d"
                                        .formatted(place, place - 1),
                                "update ledger_head set size = size + 1"),
                        List.of(place));
            default -> cut(size, random.nextBoolean());
        };
    }

    /** The tail with all that tells of it in the database: what is left is a sound ledger that has just fewer events. */
    private Tampering cut(long size, boolean withTree) {
        long left = size - 1 - random.nextLong(100);
        List<String> statements = new ArrayList<>(List.of(
                "delete from identifier_claim where record in (select record from event where position >= " + left
                        + ")",
                "delete from record_head where position >= " + left,
                "delete from payload where position >= " + left,
                "delete from event where position >= " + left,
                "insert into record_head (record, kind, version, position, leaf_hash)"
                        + " select distinct on (record) record, kind, version, position, encode(leaf_hash, 'hex') from event"
                        + " where kind <> 'PACK' and not exists (select from record_head head where head.record = event.record)"
                        + " order by record, version desc",
                "update ledger_head set size = %d, recorded = (select cast(convert_from(leaf, 'UTF8')::json ->> 'rec' as timestamptz) from event where position = %d)"
                        .formatted(left, left - 1)));
        if (withTree) {
            statements.add("delete from tile");
            statements.add("delete from checkpoint");
        }
        return new Tampering(withTree ? "cut the tail and its tree" : "cut the tail", statements, List.of(left));
    }

    private int findAll(int times) {
        long size = database().size();
        int found = 0;
        for (int time = 0; time < times; time++) {
            Tampering tampering = next(size);
            // Positions are moved about, and the database's own rule of their sign is in the way.
            tampering.statements().forEach(database()::execute);
            LedgerCheck.Report report =
                    Objects.requireNonNull(check.run(signed, done -> {}).block());
            assertThat(report.shown())
                    .as("seed %d, tampering %d: %s at %s", SEED, time, tampering.what(), tampering.places())
                    .anySatisfy(fault -> assertThat(tampering.places())
                            .anySatisfy(
                                    place -> assertThat(fault).matches("(?s).*\\bposition %d\\b.*".formatted(place))));
            found++;
            asItWas();
        }
        assertThat(Objects.requireNonNull(check.run(signed, done -> {}).block()).shown())
                .isEmpty();
        System.out.printf("Tamperings found with their place: %d of %d, seed %d%n", found, times, SEED);
        return found;
    }

    @Test
    void whateverWasDoneToTheDatabaseIsFoundWithItsPlace() {
        database().execute("alter table event drop constraint event_position_check");
        int times = Integer.getInteger("assetledger.tamperings", 40);
        assertThat(findAll(times)).isEqualTo(times);
    }
}
