package assetledger.event;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.ImportPlace;
import assetledger.model.State;
import assetledger.proof.Hash;
import assetledger.testing.States;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EnvelopeTests {
    private static final State STATE = States.bare().findFirst().orElseThrow();
    private static final byte[] SALT = HexFormat.of().parseHex("00".repeat(31) + "01");

    @Test
    void theLeafOfAnExampleIsTheseBytes() {
        assertThat(new String(envelope(event("why")).leaf(), StandardCharsets.UTF_8))
                .isEqualTo("{\"actor\":\"p-1\",\"auth\":\"" + States.TWO
                        + "\",\"cmd\":\"00000000-0000-0000-0000-000000000002\","
                        + "\"eff\":\"2026-03-31\",\"id\":\"00000000-0000-0000-0000-000000000001\",\"origin\":\"ledger.example/1\","
                        + "\"pc\":\"" + "ab".repeat(32) + "\",\"pf\":\"jcs-strict/1\",\"pl\":53,\"prev\":\""
                        + "0".repeat(64) + "\","
                        + "\"rec\":\"2026-11-21T10:00:00.123Z\",\"stream\":\"subject/" + States.ONE + "\",\"tv\":1,"
                        + "\"type\":\"REGISTERED\",\"v\":1,\"ver\":1}");
    }

    @Test
    void theLeafOfWhatWasImportedSaysFromWhere() {
        Envelope alone = envelope(event("why"));
        Envelope imported = new Envelope(
                alone.origin(),
                alone.id(),
                alone.authority(),
                alone.actor(),
                alone.command(),
                alone.recorded(),
                alone.event(),
                alone.previous(),
                alone.commitment(),
                alone.payloadLength(),
                new ImportPlace(States.TWO, 0, 17));
        String place = "\"imp\":{\"id\":\"" + States.TWO + "\",\"row\":17,\"table\":0},";
        assertThat(new String(imported.leaf(), StandardCharsets.UTF_8).replace(place, ""))
                .isNotEqualTo(new String(imported.leaf(), StandardCharsets.UTF_8))
                .isEqualTo(new String(alone.leaf(), StandardCharsets.UTF_8));
    }

    @Test
    void theLeafHashIsTheOneOfATreesLeaf() throws NoSuchAlgorithmException {
        byte[] leaf = envelope(event(null)).leaf();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update((byte) 0);
        assertThat(Hash.leaf(leaf).hex()).isEqualTo(HexFormat.of().formatHex(digest.digest(leaf)));
        // RFC 6962: the hash of a leaf without bytes.
        assertThat(Hash.leaf(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void theCommitmentBindsSaltAndPayload() throws NoSuchAlgorithmException {
        byte[] payload = event(null).payload();
        byte[] otherSalt = HexFormat.of().parseHex("00".repeat(31) + "02");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update("asset-ledger/payload/v1".getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) 0);
        digest.update(SALT);
        assertThat(Envelope.commitment(SALT, payload))
                .isEqualTo(HexFormat.of().formatHex(digest.digest(payload)))
                .isNotEqualTo(Envelope.commitment(otherSalt, payload))
                .isNotEqualTo(Envelope.commitment(SALT, event("why").payload()));
    }

    @Test
    void theLeafRevealsNothingOfThePayload() {
        String leaf = new String(envelope(event("a secret reason")).leaf(), StandardCharsets.UTF_8);
        assertThat(leaf).doesNotContain("secret").doesNotContain("national");
    }

    @Test
    void thePayloadHoldsTheReasonAndTheWholeState() {
        assertThat(new String(event("why").payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"reason\":\"why\",\"state\":{\"level\":\"national\",\"name\":\"A\"}}");
        assertThat(new String(event(null).payload(), StandardCharsets.UTF_8))
                .isEqualTo("{\"state\":{\"level\":\"national\",\"name\":\"A\"}}");
        assertThat(Event.stateIn(STATE.kind(), event("why").payload())).isEqualTo(STATE);
    }

    @Test
    void aCorrectionSaysInItsPayloadWhichVersionItCorrects() {
        Event correction = new Event(States.ONE, 3, Event.Type.CORRECTED, States.DAY, "why", 1, STATE);
        String payload = new String(correction.payload(), StandardCharsets.UTF_8);
        assertThat(payload)
                .isEqualTo("{\"corrects\":1,\"reason\":\"why\",\"state\":{\"level\":\"national\",\"name\":\"A\"}}");
        Leaf leaf = Leaf.read(new String(envelope(correction).leaf(), StandardCharsets.UTF_8));
        assertThat(leaf.event(payload)).isEqualTo(correction);
    }

    @Test
    void everyStateComesBackFromItsEventsPayload() {
        assertThat(States.all()).allSatisfy(state -> {
            Event event = new Event(States.ONE, 1, Event.Type.REGISTERED, States.DAY, "why", state);
            assertThat(Event.stateIn(state.kind(), event.payload())).isEqualTo(state);
            assertThat(event.stream()).isEqualTo(state.kind().inputName() + "/" + States.ONE);
        });
    }

    private static Event event(@Nullable String reason) {
        return new Event(States.ONE, 1, Event.Type.REGISTERED, States.DAY, reason, STATE);
    }

    private static Envelope envelope(Event event) {
        return new Envelope(
                "ledger.example/1",
                new UUID(0, 1),
                States.TWO.toString(),
                "p-1",
                new UUID(0, 2),
                Instant.parse("2026-11-21T10:00:00.123456Z"),
                event,
                Envelope.NOTHING_BEFORE,
                "ab".repeat(32),
                53);
    }
}
