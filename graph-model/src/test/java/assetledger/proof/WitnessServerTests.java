package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessServerTests {
    private static final SignerKey LEDGER = SignerKey.make("ledger/north", VerifierKey.Kind.ED25519);
    private static final List<Hash> LEAVES = Logs.leaves(20);

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private WitnessServer start() throws IOException {
        return WitnessServer.start(
                List.of(
                        "--name",
                        "example.org/witness",
                        "--state",
                        directory.toString(),
                        "--ledger",
                        LEDGER.verifier().format(),
                        "--port",
                        "0"),
                new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private static SignedNote checkpoint(int size) {
        String text = new Checkpoint(
                        "ledger/north", size, Logs.tree(LEAVES.subList(0, size)).root())
                .text();
        return new SignedNote(text, List.of(LEDGER.sign(text, Instant.EPOCH)));
    }

    private static HttpResponse<String> add(WitnessServer witness, int old, int size) throws Exception {
        String proof = Logs.tree(LEAVES.subList(0, size)).consistency(old).path().stream()
                .map(hash -> hash.base64() + "\n")
                .collect(Collectors.joining());
        return post(
                witness, "old %d\n%s\n%s".formatted(old, proof, checkpoint(size).format()));
    }

    private static HttpResponse<String> post(WitnessServer witness, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:%d/add-checkpoint".formatted(witness.port())))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void itSignsWhatOnlyAddsAndRemembersAcrossAStart() throws Exception {
        String key;
        try (WitnessServer witness = start()) {
            HttpResponse<String> answer = add(witness, 0, 7);
            assertThat(answer.statusCode()).isEqualTo(200);
            key = said.toString(StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("Key:"))
                    .map(line -> line.substring("Key:".length()).strip())
                    .findFirst()
                    .orElseThrow();
            SignedNote note = SignedNote.of(checkpoint(7).text() + "\n" + answer.body());
            assertThat(note.isSignedBy(VerifierKey.of(key))).isTrue();
        }
        try (WitnessServer witness = start()) {
            HttpResponse<String> behind = add(witness, 0, 9);
            assertThat(behind.statusCode()).isEqualTo(409);
            assertThat(behind.body()).isEqualTo("7\n");
            assertThat(add(witness, 7, 9).statusCode()).isEqualTo(200);
            assertThat(said.toString(StandardCharsets.UTF_8)).contains(key);
        }
    }

    @Test
    void whatIsNoRequestIsRefused() throws Exception {
        try (WitnessServer witness = start()) {
            assertThat(post(witness, "nonsense").statusCode()).isEqualTo(400);
            assertThat(post(witness, "old 0\n".repeat(20_000)).statusCode()).isEqualTo(413);
        }
    }

    @Test
    void aWitnessWithoutALedgerDoesNotStart() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WitnessServer.start(List.of("--name", "w", "--state", "s"), System.out))
                .withMessageContaining("at least one ledger");
    }
}
