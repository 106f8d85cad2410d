package assetledger.api.ledger;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.byId;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import assetledger.api.testing.Change;
import assetledger.api.testing.Database.Row;
import assetledger.api.testing.RunningServer;
import assetledger.event.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(Lifecycle.PER_CLASS)
class LedgerTests extends RunningServer {
    private static final int CLIENTS = 16;
    private static final String NOTHING_BEFORE = "0".repeat(64);
    private static final String EVENTS = """
            select event.position, event.kind, event.record, event.version, event.leaf, event.leaf_hash,
                   payload.salt, payload.body
            from event left join payload using (position) order by event.position
            """;
    /** Without those whose payload was erased. */
    private static final String WITH_PAYLOADS = EVENTS.replace("left join", "join");

    private static final String ERASED = "select count(*) from event where kind = 'PERSON' and is_erased(position)";

    /** Sixteen clients at once, each of which registers an authority and revises it twice, one after another. */
    @BeforeAll
    void manyWrite() {
        List<CompletableFuture<Void>> clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> CompletableFuture.runAsync(this::registerAndReviseTwice))
                .toList();
        clients.forEach(CompletableFuture::join);
    }

    private void registerAndReviseTwice() {
        Change first = registrar().register(authority(name("Archive")));
        Change second = registrar().record("revise", rename(first, name("Archive")));
        registrar().record("revise", rename(second, name("Archive")));
    }

    private static Map<String, Object> rename(Change before, String name) {
        return Map.of(
                "record", byId(before.id()),
                "expectedVersion", before.version(),
                "changes", Map.of("subject", Map.of("name", name)));
    }

    @Test
    void positionsBeginAtZeroAndHaveNoGap() {
        List<Row> events = database().rows(EVENTS);
        assertThat(events).hasSizeGreaterThan(3 * CLIENTS);
        assertThat(events.stream().map(event -> event.number("position")))
                .containsExactlyElementsOf(
                        LongStream.range(0, events.size()).boxed().toList());
    }

    @Test
    void theSizeIsTheCountAndOneMoreThanTheLastPosition() {
        assertThat(database().size())
                .isEqualTo(database().number("select count(*) from event"))
                .isEqualTo(database().number("select max(position) + 1 from event"))
                .isEqualTo(database().number("select count(*) from payload")
                        + database().number(ERASED));
    }

    @Test
    void theVersionsOfEachRecordCountFromOne() {
        Map<String, List<Long>> versions = new HashMap<>();
        database()
                .rows(EVENTS)
                .forEach(event -> versions.computeIfAbsent(event.text("record"), unseen -> new ArrayList<>())
                        .add(event.number("version")));
        assertThat(versions.values())
                .allSatisfy(each -> assertThat(each)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, each.size()).boxed().toList()));
        assertThat(versions.values()).anySatisfy(each -> assertThat(each).hasSize(3));
    }

    @Test
    void everyHashCanBeComputedAgainFromTheBytesThatAreKept() {
        for (Row event : database().rows(WITH_PAYLOADS)) {
            byte[] leaf = event.bytes("leaf");
            byte[] body = event.bytes("body");
            JsonNode envelope = JsonMapper.shared().readTree(leaf);
            assertThat(sha256(new byte[] {0}, leaf)).isEqualTo(hex(event.bytes("leaf_hash")));
            assertThat(sha256("asset-ledger/payload/v1\0".getBytes(StandardCharsets.UTF_8), event.bytes("salt"), body))
                    .isEqualTo(envelope.path("pc").asString());
            assertThat(envelope.path("pl").asInt()).isEqualTo(body.length);
            assertThat(envelope.path("ver").asInt()).isEqualTo((int) event.number("version"));
            assertThat(envelope.path("stream").asString()).endsWith("/" + event.text("record"));
        }
    }

    @Test
    void theLeafAndThePayloadAreInTheOneCanonicalForm() {
        for (Row event : database().rows(WITH_PAYLOADS)) {
            assertThat(canonical(event.bytes("leaf"))).isEqualTo(event.bytes("leaf"));
            assertThat(canonical(event.bytes("body"))).isEqualTo(event.bytes("body"));
        }
    }

    @Test
    void everyEventNamesTheLeafOfTheOneBeforeInItsRecordsHistory() {
        Map<String, String> last = new HashMap<>();
        for (Row event : database().rows(EVENTS)) {
            JsonNode envelope = JsonMapper.shared().readTree(event.bytes("leaf"));
            assertThat(envelope.path("prev").asString())
                    .isEqualTo(last.getOrDefault(event.text("record"), NOTHING_BEFORE));
            last.put(event.text("record"), hex(event.bytes("leaf_hash")));
        }
        assertThat(last).hasSizeGreaterThan(CLIENTS);
    }

    @Test
    void theTimeOfRecordingNeverGoesBack() {
        Instant before = Instant.EPOCH;
        for (Row event : database().rows(EVENTS)) {
            Instant recorded = Instant.parse(JsonMapper.shared()
                    .readTree(event.bytes("leaf"))
                    .path("rec")
                    .asString());
            assertThat(recorded).isAfterOrEqualTo(before);
            before = recorded;
        }
    }

    @Test
    void theHeadsAreWhatTheLastEventsLeft() {
        assertThat(database().number("""
                                select count(*) from record_head head
                                full join (select distinct on (record) * from event order by record, version desc) last
                                  using (record)
                                where head.position is distinct from last.position
                                   or head.version is distinct from last.version
                                   or head.leaf_hash is distinct from encode(last.leaf_hash, 'hex')
                                """)).isZero();
    }

    /** BR03, A13: the log has no update and no delete. */
    @CsvSource(quoteCharacter = '"', textBlock = """
            "update event set version = version + 1 where position = 0"
            "delete from event where position = 0"
            "truncate event cascade"
            "update payload set body = '' where position = 0"
            "delete from payload where position = 0"
            "truncate payload"
            "update answer set body = ''"
            "delete from answer"
            "truncate answer"
            "update pack_content set content = ''"
            "delete from pack_content"
            "truncate pack_content"
            """)
    @ParameterizedTest
    void theDatabaseItselfRefusesToChangeWhatIsKept(String sql) {
        long size = database().size();
        assertThatThrownBy(() -> database().execute(sql)).hasMessageContaining("append-only");
        assertThat(database().size()).isEqualTo(size).isEqualTo(database().number("select count(*) from event"));
    }

    @ValueSource(strings = {"event", "payload", "answer", "pack_content"})
    @ParameterizedTest
    void whatIsGuardedIsNotEmpty(String table) {
        // An update of no rows would be let through, and the refusals above would prove nothing.
        assertThat(database().number("select count(*) from " + table)).isPositive();
    }

    @Test
    void anAnswerIsKeptForEveryKeyThatRecordedSomething() {
        UUID key = UUID.randomUUID();
        registrar().ask("register", authority(name("Archive")), key);
        assertThat(database().number("select count(*) from answer where key = ?", key))
                .isEqualTo(1);
        assertThat(database().eventsOf(key)).isEqualTo(1);
    }

    private static byte[] canonical(byte[] json) {
        return CanonicalJson.bytes(CanonicalJson.read(json));
    }

    private static String sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(all.toByteArray()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
