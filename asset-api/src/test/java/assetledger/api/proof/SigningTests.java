package assetledger.api.proof;

import static assetledger.api.testing.Registrar.authority;
import static assetledger.api.testing.Registrar.name;
import static org.assertj.core.api.Assertions.assertThat;

import assetledger.api.testing.Change;
import assetledger.api.testing.FreshServer;
import assetledger.api.testing.RunningServer;
import assetledger.api.testing.SecondServer;
import assetledger.model.Role;
import assetledger.proof.Checkpoint;
import assetledger.proof.ConsistencyProof;
import assetledger.proof.Hash;
import assetledger.proof.InclusionProof;
import assetledger.proof.Policy;
import assetledger.proof.Receipt;
import assetledger.proof.SignedNote;
import assetledger.proof.Tile;
import assetledger.proof.Unproven;
import assetledger.proof.VerifierKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;

/** What the server signs, an outsider can verify with nothing but its key. */
@FreshServer
class SigningTests extends RunningServer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    private Alarm alarm;

    @Value("${assetledger.directory}")
    private Path data;

    private HttpResponse<byte[]> get(String path, String... headers) {
        return get(URI.create(address() + path), headers);
    }

    private static HttpResponse<byte[]> get(URI place, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(place).timeout(Duration.ofSeconds(30));
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HTTP.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private String text(String path) {
        HttpResponse<byte[]> answer = get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private Policy policy() {
        return new Policy(text("/checkpoint/keys").lines().map(VerifierKey::of).toList(), List.of(), 0);
    }

    /** A checkpoint that covers the whole ledger, which the outsider has verified. */
    private Checkpoint signed() {
        long size = database().size();
        await(() -> get("/checkpoint").statusCode() == 200
                && Checkpoint.of(SignedNote.of(text("/checkpoint")).text()).size() >= size);
        return policy().demand(SignedNote.of(text("/checkpoint")));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("a minute has passed").isLessThan(end);
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new AssertionError(interrupted);
            }
        }
    }

    private static List<Hash> path(JsonNode proof) {
        List<Hash> path = new ArrayList<>();
        proof.path("path").forEach(hash -> path.add(Hash.of(Base64.getDecoder().decode(hash.asString()))));
        return path;
    }

    @Test
    void aMutationIsProvenOfflineByItsReceiptWithinMoments() {
        Change change = registrar().register(authority(name("Archive")));
        Checkpoint covering = signed();
        String text = client().ask("query ($p: Position!) { receipt(position: $p) }", Map.of("p", change.position()))
                .at("/receipt")
                .asString();
        Receipt receipt = Receipt.of(text);
        assertThat(receipt.demand(policy()).size()).isGreaterThanOrEqualTo(covering.size());
        assertThat(receipt.proof().index()).isEqualTo(change.position());
        assertThat(receipt.leaf()).contains(change.id()).contains("\"ver\":1");
        assertThat(new Receipt(receipt.leaf().replace("\"ver\":1", "\"ver\":2"), receipt.proof(), receipt.checkpoint()))
                .satisfies(forged ->
                        assertThat(refused(() -> forged.demand(policy()))).isTrue());
    }

    private static boolean refused(Runnable demand) {
        try {
            demand.run();
            return false;
        } catch (Unproven unproven) {
            return true;
        }
    }

    @Test
    void aMutationRepeatedWithItsKeyHasItsReceiptOnceACheckpointCoversIt() {
        String mutation = "mutation ($input: RegisterInput!, $key: ID!) { register(input: $input, idempotencyKey: $key)"
                + " { replayed change { position receipt } } }";
        Map<String, Object> variables = Map.of(
                "input", authority(name("Archive")), "key", UUID.randomUUID().toString());
        client().ask(mutation, variables);
        signed();
        JsonNode repeated = client().ask(mutation, variables).at("/register");
        assertThat(repeated.path("replayed").asBoolean()).isTrue();
        Receipt receipt = Receipt.of(repeated.at("/change/receipt").asString());
        receipt.demand(policy());
        assertThat(receipt.proof().index())
                .isEqualTo(repeated.at("/change/position").asLong());
    }

    @Test
    void aReceiptIsForThoseAloneWhoMayReadTheEvent() {
        Change owner = registrar().register(authority(name("Archive")));
        Map<String, Object> system = new java.util.HashMap<>(assetledger.api.testing.Registrar.system(
                name("Secret"), assetledger.api.testing.Registrar.byId(owner.id())));
        system.put("restriction", "For a reason");
        Change hidden = registrar().register(system);
        signed();
        Map<String, Object> position = Map.of("p", hidden.position());
        String query = "query ($p: Position!) { receipt(position: $p) }";
        assertThat(client("analyst", Role.ANALYST, null)
                        .ask(query, position)
                        .at("/receipt")
                        .isNull())
                .isTrue();
        assertThat(client("auditor", Role.AUDITOR, null)
                        .ask(query, position)
                        .at("/receipt")
                        .asString())
                .startsWith("c2sp.org/tlog-proof@v1");
    }

    @Test
    void theLedgerProvesThatItOnlyAddsAndThatEachEventIsInIt() {
        registrar().register(authority(name("Archive")));
        Checkpoint before = signed();
        registrar()
                .batch(IntStream.range(0, 600)
                        .mapToObj(item -> Map.<String, Object>of("register", authority(name("Archive"))))
                        .toList());
        Checkpoint after = signed();
        JsonNode answer = client().ask(
                        "query ($from: Position!, $to: Position!, $p: Position!) {"
                                + " consistencyProof(from: $from, to: $to) { from to path }"
                                + " inclusionProof(position: $p, size: $to) { position size path } }",
                        Map.of("from", before.size(), "to", after.size(), "p", before.size() + 7))
                .at("");
        new ConsistencyProof(before.size(), after.size(), path(answer.path("consistencyProof")))
                .demand(before.root(), after.root());
        byte[] bundle = entries(before.size() + 7);
        new InclusionProof(before.size() + 7, after.size(), path(answer.path("inclusionProof")))
                .demand(Hash.leaf(bundle), after.root());
    }

    /** A leaf out of its bundle, as an auditor reads it. */
    private byte[] entries(long position) {
        int width = (int) Math.min(Tile.FULL, database().size() - position / Tile.FULL * Tile.FULL);
        String path = new Tile(0, position / Tile.FULL, width).entriesPath();
        HttpResponse<byte[]> answer =
                get("/" + path, "Authorization", "Bearer " + token("auditor", EnumSet.of(Role.AUDITOR), null));
        assertThat(answer.statusCode()).isEqualTo(200);
        ByteBuffer bundle = ByteBuffer.wrap(answer.body());
        byte[] leaf = new byte[0];
        for (long at = position / Tile.FULL * Tile.FULL; at <= position; at++) {
            leaf = new byte[Short.toUnsignedInt(bundle.getShort())];
            bundle.get(leaf);
        }
        return leaf;
    }

    @Test
    void hashesAreEverybodysAndEntriesForAuditors() {
        registrar().register(authority(name("Archive")));
        signed();
        assertThat(get("/tile/0/000.p/1").statusCode()).isEqualTo(200);
        assertThat(get("/tile/0/000.p/1").body()).hasSize(32);
        assertThat(get("/tile/0/999").statusCode()).isEqualTo(404);
        assertThat(get("/tile/0/nonsense").statusCode()).isEqualTo(404);
        assertThat(get("/tile/entries/000.p/1").statusCode()).isEqualTo(401);
        for (Role role : EnumSet.complementOf(EnumSet.of(Role.AUDITOR))) {
            String token = token("somebody", EnumSet.of(role), null);
            assertThat(get("/tile/entries/000.p/1", "Authorization", "Bearer " + token)
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void whoAsksForHashesTooOftenIsToldToWait() {
        registrar().register(authority(name("Archive")));
        signed();
        try (SecondServer strict = second("--assetledger.limits.proofs-per-second=1")) {
            List<HttpResponse<byte[]>> answers = IntStream.range(0, 30)
                    .mapToObj(time -> get(URI.create(strict.address() + "/tile/0/000.p/1")))
                    .toList();
            assertThat(answers.get(0).statusCode()).isEqualTo(200);
            assertThat(answers.get(29).statusCode()).isEqualTo(429);
            assertThat(answers.get(29).headers().firstValue("Retry-After")).isPresent();
        }
    }

    /** A refusal is given at once, and a server that reads its connection too early then waits for ever. */
    @Test
    void aConnectionThatIsKeptGoesOnAfterEveryRefusal() {
        registrar().register(authority(name("Archive")));
        signed();
        try (SecondServer strict = second("--assetledger.limits.proofs-per-second=20")) {
            List<URI> places = Stream.of("/checkpoint", "/tile/0/000.p/1")
                    .map(place -> URI.create(strict.address() + place))
                    .toList();
            assertThat(IntStream.range(0, 6_000)
                            .map(time -> get(places.get(time % 2)).statusCode())
                            .filter(status -> status == 429)
                            .count())
                    .isGreaterThan(2_000);
        }
    }

    @Test
    void whoAsksForMoreThanWasSignedIsToldHowMuchThatIs() {
        registrar().register(authority(name("Archive")));
        signed();
        assertThat(client().send("{ consistencyProof(from: 1, to: 999999) { path } }", Map.of())
                        .error()
                        .path("message")
                        .asString())
                .contains("The newest checkpoint has");
        assertThat(client().ask("{ receipt(position: 999999) }").at("/receipt").isNull())
                .isTrue();
    }

    @Test
    void theKeyIsItsOwnersAloneAndAnotherTakesItsPlaceWithoutAGap() throws IOException {
        registrar().register(authority(name("Archive")));
        Checkpoint before = signed();
        Path directory = data.resolve("signer/1/keys");
        try (Stream<Path> keys = Files.list(directory)) {
            assertThat(keys.map(SigningTests::permissions)).containsOnly("rw-------");
        }
        SignedLog log = SignedLog.in(data).orElseThrow();
        VerifierKey old = log.verifiers().get(0);
        VerifierKey fresh = log.addKey();
        await(() -> SignedNote.of(text("/checkpoint")).isSignedBy(fresh));
        assertThat(SignedNote.of(text("/checkpoint")).isSignedBy(old)).isTrue();
        log.retireOldKeys();
        registrar().register(authority(name("Archive")));
        assertThat(signed().size()).isGreaterThan(before.size());
        SignedNote note = SignedNote.of(text("/checkpoint"));
        assertThat(note.isSignedBy(old)).isFalse();
        assertThat(note.isSignedBy(fresh)).isTrue();
        assertThat(text("/checkpoint/keys").lines().map(VerifierKey::of)).contains(old, fresh);
        assertThat(alarm.sentence()).isEmpty();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
