package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.event.Envelope;
import assetledger.event.Event;
import assetledger.model.RecordId;
import assetledger.model.Subject;
import assetledger.model.Validity;
import assetledger.proof.VerifierKey.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The verifier as an outsider runs it, on files of a ledger whose envelopes are made as the ledger makes them. */
class VerifyTests {
    private static final String ORIGIN = "ledger/one";
    private static final int EVENTS = 40;
    private static final int RECORDS = 10;
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final SignerKey ledger = SignerKey.make(ORIGIN, Kind.ED25519);
    private final List<String> leaves = new ArrayList<>();
    private final Map<Integer, Event.Type> types = new HashMap<>();

    @TempDir
    private Path directory;

    /** The lines of an export, its first and its last among them. */
    private List<String> export() {
        Random chance = new Random(5);
        Map<RecordId, String> last = new HashMap<>();
        List<String> lines = new ArrayList<>();
        lines.add("{\"ledger\":{\"form\":\"asset-ledger/export/1\",\"origin\":\"%s\",\"size\":%d}}"
                .formatted(ORIGIN, EVENTS));
        leaves.clear();
        for (int i = 0; i < EVENTS; i++) {
            RecordId record = new RecordId(new UUID(7, i % RECORDS));
            Subject state = new Subject("Ведомство " + i, "national", null, Validity.ALWAYS, List.of(), List.of());
            Event event = new Event(
                    record,
                    1 + i / RECORDS,
                    types.getOrDefault(i, Event.Type.REVISED),
                    LocalDate.of(2026, 11, 25),
                    null,
                    state);
            byte[] salt = new byte[32];
            chance.nextBytes(salt);
            String leaf = leaf(event, salt, last.getOrDefault(record, Envelope.NOTHING_BEFORE), i);
            last.put(record, Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8)).hex());
            leaves.add(leaf);
            lines.add(JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "event",
                            Map.of(
                                    "position",
                                    i,
                                    "leaf",
                                    leaf,
                                    "salt",
                                    HexFormat.of().formatHex(salt),
                                    "body",
                                    new String(event.payload(), StandardCharsets.UTF_8)))));
        }
        lines.add("{\"answer\":{\"person\":\"p\",\"key\":\"k\"}}");
        return closed(lines);
    }

    private static String leaf(Event event, byte[] salt, String previous, int i) {
        byte[] body = event.payload();
        return new String(
                new Envelope(
                                ORIGIN,
                                new UUID(1, i),
                                "register",
                                "local",
                                new UUID(2, i),
                                NOW.plusMillis(i),
                                event,
                                previous,
                                Envelope.commitment(salt, body),
                                body.length)
                        .leaf(),
                StandardCharsets.UTF_8);
    }

    private static List<String> closed(List<String> lines) {
        List<String> all = new ArrayList<>(lines);
        MessageDigest digest = Hash.sha256();
        lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        all.add("{\"end\":{\"event\":%d,\"sha256\":\"%s\"}}"
                .formatted(EVENTS, HexFormat.of().formatHex(digest.digest())));
        return all;
    }

    private MerkleTree tree(int size) {
        return Logs.tree(leaves.subList(0, size).stream()
                .map(leaf -> Hash.leaf(leaf.getBytes(StandardCharsets.UTF_8)))
                .toList());
    }

    private Path checkpoint(int size) throws IOException {
        String text = new Checkpoint(ORIGIN, size, tree(size).root()).text();
        return write("checkpoint-" + size, new SignedNote(text, List.of(ledger.sign(text, NOW))).format());
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private Path written(List<String> lines) throws IOException {
        return write("ledger.jsonl", String.join("\n", lines) + "\n");
    }

    private record Said(int status, String text) {}

    private Said verify(Object... arguments) {
        String[] all = Stream.concat(
                        Arrays.stream(arguments).map(String::valueOf),
                        Stream.of("--key", ledger.verifier().format()))
                .toArray(String[]::new);
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        int status = Verify.run(all, new PrintStream(text, true, StandardCharsets.UTF_8));
        return new Said(status, text.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aSoundExportIsProvenAgainstItsCheckpoints() throws IOException {
        Path file = written(export());
        Said said = verify("ledger", file, "--checkpoint", checkpoint(17), "--checkpoint", checkpoint(EVENTS));
        assertThat(said.text()).contains("40 events of 10 records", "2 checkpoints tell of this ledger");
        assertThat(said.status()).isZero();
    }

    @Test
    void anExportIsHeldAgainstItselfWithoutAKey() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        String[] arguments = {"ledger", written(export()).toString()};
        int status = Verify.run(arguments, new PrintStream(text, true, StandardCharsets.UTF_8));
        assertThat(text.toString(StandardCharsets.UTF_8)).contains("0 checkpoints tell of this ledger");
        assertThat(status).isZero();
    }

    @Test
    void anExportMayBeCompressed() throws IOException {
        Path file = directory.resolve("ledger.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write((String.join("\n", export()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(verify("ledger", file).status()).isZero();
    }

    @Test
    void anErasedPayloadIsCountedAndItsLeafStaysProven() throws IOException {
        Said said = verify("ledger", written(erased(Event.Type.PERSON_DESCRIBED, Event.Type.PERSON_ERASED)));
        assertThat(said.text()).contains("1 payloads are erased, commitments intact");
        assertThat(said.status()).isZero();
    }

    @Test
    void aMissingPayloadIsNoErasureWithoutTheEventThatSaysSo() throws IOException {
        Said said = verify("ledger", written(erased(Event.Type.PERSON_DESCRIBED, Event.Type.PERSON_DESCRIBED)));
        assertThat(said.text()).contains("no event says that it was erased");
        assertThat(said.status()).isOne();
    }

    @Test
    void aPayloadThatIsNoDescriptionOfAPersonIsNeverErased() throws IOException {
        Said said = verify("ledger", written(erased(Event.Type.REVISED, Event.Type.PERSON_ERASED)));
        assertThat(said.text()).contains("event 6: its payload is missing");
        assertThat(said.status()).isOne();
    }

    /** One without the payload of event 6; events 6 and 16 are of one record. */
    private List<String> erased(Event.Type described, Event.Type mark) throws IOException {
        types.put(6, described);
        types.put(16, mark);
        List<String> lines = export();
        lines.set(
                7,
                lines.get(7)
                        .replaceAll("\"(salt|body)\":\"(\\\\.|[^\"\\\\])*\",?", "")
                        .replace(",}", "}"));
        lines.remove(lines.size() - 1);
        return closed(lines);
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(
                tampering(
                        "a changed text in a payload",
                        lines -> replaced(lines, 5, "Ведомство", "Ведомости"),
                        "event 4"),
                tampering("a changed leaf", lines -> replaced(lines, 5, "local", "vocal"), "event 14"),
                tampering("a changed salt", lines -> replaced(lines, 9, "\"salt\":\"", "\"salt\":\"00"), "event 8"),
                tampering("two events swapped", lines -> swapped(lines, 12, 13), "event 12 stands"),
                tampering("an event left out", lines -> without(lines, 20), "event 21 stands where event 20"),
                tampering("an event put in twice", lines -> twice(lines, 20), "event 19 stands"),
                tampering("the tail cut off, the size too", VerifyTests::cut, "events 30 to 39 are missing"));
    }

    private static Arguments tampering(String what, UnaryOperator<List<String>> how, String named) {
        return Arguments.of(what, how, named);
    }

    @MethodSource("tamperings")
    @ParameterizedTest(name = "{0}")
    void whatWasTamperedWithIsFoundAndNamed(String what, UnaryOperator<List<String>> how, String named)
            throws IOException {
        List<String> lines = new ArrayList<>(export());
        Path signed = checkpoint(EVENTS);
        lines.remove(lines.size() - 1);
        // Whoever tampers makes the sum of the lines right again.
        Said said = verify("ledger", written(closed(how.apply(lines))), "--checkpoint", signed);
        assertThat(said.text()).as(what).contains(named);
        assertThat(said.status()).isEqualTo(1);
    }

    private static List<String> replaced(List<String> lines, int line, String old, String young) {
        lines.set(line, lines.get(line).replaceFirst(old, young));
        return lines;
    }

    private static List<String> swapped(List<String> lines, int one, int other) {
        String kept = lines.set(one, lines.get(other));
        lines.set(other, kept);
        return lines;
    }

    private static List<String> without(List<String> lines, int line) {
        lines.remove(line + 1);
        return lines;
    }

    private static List<String> twice(List<String> lines, int line) {
        lines.add(line + 1, lines.get(line));
        return lines;
    }

    private static List<String> cut(List<String> lines) {
        return new ArrayList<>(replaced(lines, 0, "\"size\":40", "\"size\":30").subList(0, 31));
    }

    @Test
    void aFileThatWasCutIsNoLedger() throws IOException {
        List<String> lines = export();
        Said said = verify("ledger", written(lines.subList(0, lines.size() - 1)));
        assertThat(said.text()).contains("cut");
        assertThat(said.status()).isEqualTo(1);
    }

    @Test
    void aRewrittenLedgerIsNotTheOneOfItsCheckpoint() throws IOException {
        export();
        String text = new Checkpoint(ORIGIN, 20, Hash.empty()).text();
        Path other = write("other", new SignedNote(text, List.of(ledger.sign(text, NOW))).format());
        Said said = verify("ledger", written(export()), "--checkpoint", other);
        assertThat(said.text()).contains("not those of the checkpoint of size 20");
    }

    @Test
    void aReceiptIsProvenWithNothingButTheKey() throws IOException {
        export();
        Receipt receipt = new Receipt(
                leaves.get(3), tree(EVENTS).inclusion(3), SignedNote.of(Files.readString(checkpoint(EVENTS))));
        Said said = verify("receipt", write("receipt", receipt.format()));
        assertThat(said.text()).contains("event 3", leaves.get(3));
        assertThat(said.status()).isZero();
    }

    @Test
    void aCheckpointIsProvenToAddToAnOlderOne() throws IOException {
        export();
        Path proof = write(
                "proof",
                String.join(
                        "\n",
                        tree(EVENTS).consistency(17).path().stream()
                                .map(Hash::base64)
                                .toList()));
        Said said = verify("checkpoint", checkpoint(EVENTS), "--older", checkpoint(17), "--proof", proof);
        assertThat(said.text()).contains("only adds to what the ledger was at 17 events");
        assertThat(verify("checkpoint", checkpoint(EVENTS), "--older", checkpoint(18), "--proof", proof)
                        .status())
                .isEqualTo(1);
    }

    @Test
    void whoeverAsksWronglyIsToldHowToAsk() throws IOException {
        assertThat(verify("ledger").text()).contains("One file", "Usage");
        assertThat(verify("ledger").status()).isEqualTo(2);
        assertThat(verify("everything", "x").status()).isEqualTo(2);
        assertThat(verify("receipt", directory.resolve("none")).status()).isEqualTo(2);
        assertThat(verify("receipt", write("r", ""), "--loud", "x").status()).isEqualTo(2);
    }
}
