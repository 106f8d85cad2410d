package assetledger.api.faults;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.faults.Journal.Line;
import assetledger.api.faults.Journal.Told;
import assetledger.api.faults.Journal.What;
import assetledger.api.faults.StoredLedger.Claim;
import assetledger.api.faults.StoredLedger.Head;
import assetledger.api.faults.StoredLedger.Remembered;
import assetledger.api.faults.StoredLedger.Stored;
import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.model.ExternalId;
import assetledger.model.RecordId;
import assetledger.model.Subject;
import assetledger.model.Validity;
import assetledger.proof.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A check that finds nothing is worth nothing unless it finds what is wrong. */
class HistoryCheckTests {
    private static final String ORIGIN = "ledger/test";
    private static final String SALT = "0f".repeat(32);
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final List<UUID> keys = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
    private final List<Stored> events = new ArrayList<>(
            List.of(stored(0, keys.get(0), NOON), stored(1, keys.get(1), NOON), stored(2, keys.get(2), NOON)));
    private final List<Line> journal = new ArrayList<>();

    HistoryCheckTests() {
        for (int i = 0; i < events.size(); i++) {
            journal.add(line(i, What.INVOKE, null));
            journal.add(line(i, What.OK, new Told(events.get(i).record(), i, false)));
        }
    }

    @Test
    void findsNothingWhereAllIsRight() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void findsAnAcknowledgedRequestThatIsLost() {
        events.remove(2);
        assertThat(violations()).singleElement().asString().startsWith("I1: ").contains("but stored is []");
    }

    @Test
    void findsARequestThatIsRecordedTwice() {
        events.add(stored(3, keys.get(1), "n1", NOON));
        assertThat(violations()).anyMatch(said -> said.startsWith("I1: ") && said.contains("but stored is"));
    }

    @Test
    void findsARecordElsewhereThanTheClientWasTold() {
        journal.set(5, line(2, What.OK, new Told(events.get(2).record(), 7, false)));
        assertThat(violations()).singleElement().asString().startsWith("I1: ");
    }

    @Test
    void findsWhatNobodyAskedFor() {
        events.add(stored(3, UUID.randomUUID(), NOON));
        assertThat(violations()).singleElement().asString().startsWith("I2: nobody asked");
    }

    @Test
    void findsWhatWasRecordedThoughItWasRefused() {
        journal.set(5, line(2, What.REFUSED, null));
        assertThat(violations()).singleElement().asString().startsWith("I2: ");
    }

    @Test
    void findsAReplayOfWhatWasNeverRecorded() {
        journal.set(5, line(2, What.OK, new Told(events.get(2).record(), 2, true)));
        assertThat(violations()).singleElement().asString().contains("and as a replay");
        journal.add(5, line(2, What.UNKNOWN, null));
        assertThat(violations()).isEmpty();
    }

    @Test
    void leavesOpenWhatNobodyWasTold() {
        journal.set(5, line(2, What.UNKNOWN, null));
        assertThat(violations()).isEmpty();
        events.remove(2);
        assertThat(violations()).isEmpty();
    }

    @Test
    void findsASizeThatIsNotTheCount() {
        assertThat(HistoryCheck.violations(journal, ledger(4)))
                .singleElement()
                .asString()
                .startsWith("I3: ");
    }

    @Test
    void findsAChangedLeaf() {
        change(1, event -> copy(event, event.leaf().replace("local", "other"), event.leafHash(), event.body()));
        assertThat(violations()).singleElement().asString().startsWith("I4: the leaf");
    }

    @Test
    void findsAChangedPayload() {
        change(
                1,
                event ->
                        copy(event, event.leaf(), event.leafHash(), event.body().replace("Name", "Nane")));
        assertThat(violations()).singleElement().asString().startsWith("I4: the payload");
    }

    @Test
    void findsATimeThatGoesBack() {
        events.set(2, stored(2, keys.get(2), NOON.minusMillis(1)));
        journal.set(5, line(2, What.OK, new Told(events.get(2).record(), 2, false)));
        assertThat(violations()).singleElement().asString().contains("recorded before");
    }

    @Test
    void findsHeadsThatAreNotTheLastEvents() {
        StoredLedger whole = ledger(3);
        StoredLedger headless = new StoredLedger(
                ORIGIN, 3, events, whole.heads().subList(0, 2), whole.claims().subList(1, 3), whole.answers());
        assertThat(HistoryCheck.violations(journal, headless))
                .hasSize(2)
                .anyMatch(said -> said.startsWith("I4: the heads"))
                .anyMatch(said -> said.startsWith("I4: the claims"));
    }

    private void change(int position, UnaryOperator<Stored> change) {
        events.set(position, change.apply(events.get(position)));
    }

    private List<String> violations() {
        return HistoryCheck.violations(journal, ledger(events.size()));
    }

    private StoredLedger ledger(long size) {
        return new StoredLedger(
                ORIGIN,
                size,
                events,
                events.stream()
                        .map(event -> new Head(event.record(), event.version(), event.position(), event.leafHash()))
                        .toList(),
                events.stream()
                        .flatMap(event -> event.externalIds().stream().map(name -> new Claim(name, event.record())))
                        .toList(),
                events.stream()
                        .map(event -> event.leaf().replaceAll(".*\"cmd\":\"([^\"]+)\".*", "$1"))
                        .distinct()
                        .map(key -> new Remembered(UUID.fromString(key), "{}"))
                        .toList());
    }

    private Line line(int request, What what, @Nullable Told told) {
        return new Line(NOON, 0, what, keys.get(request), "site:n" + request, told, "");
    }

    private static Stored stored(long position, UUID key, Instant recorded) {
        return stored(position, key, "n" + position, recorded);
    }

    private static Stored stored(long position, UUID key, String name, Instant recorded) {
        Subject subject = new Subject(
                "Name", "regional", null, Validity.ALWAYS, List.of(), List.of(new ExternalId("site", name)));
        Event event = new Event(RecordId.random(), 1, Event.Type.REGISTERED, LocalDate.of(2026, 11, 21), null, subject);
        byte[] body = event.payload();
        byte[] leaf = new Envelope(
                        ORIGIN,
                        UUID.randomUUID(),
                        "local",
                        "local",
                        key,
                        recorded,
                        event,
                        Envelope.NOTHING_BEFORE,
                        Envelope.commitment(HexFormat.of().parseHex(SALT), body),
                        body.length)
                .leaf();
        return new Stored(
                position,
                event.kind().name(),
                event.record().value(),
                1,
                new String(leaf, StandardCharsets.UTF_8),
                Hash.leaf(leaf).hex(),
                SALT,
                new String(body, StandardCharsets.UTF_8));
    }

    private static Stored copy(Stored event, String leaf, String leafHash, String body) {
        return new Stored(
                event.position(), event.kind(), event.record(), event.version(), leaf, leafHash, event.salt(), body);
    }
}
