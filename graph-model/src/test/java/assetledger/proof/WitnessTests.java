package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.proof.VerifierKey.Kind;
import assetledger.proof.Witness.Answer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTests {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-25T10:00:00Z"), ZoneOffset.UTC);

    private final SignerKey ledger = SignerKey.make("ledger/one", Kind.ED25519);
    private final SignerKey own = SignerKey.make("witness.example", Kind.COSIGNATURE);
    private final List<Hash> leaves = Logs.leaves(20);

    @TempDir
    private Path directory;

    private Witness witness() {
        return new Witness(own, List.of(ledger.verifier()), directory, CLOCK);
    }

    private SignedNote checkpoint(SignerKey signer, List<Hash> of) {
        String text = new Checkpoint("ledger/one", of.size(), Logs.tree(of).root()).text();
        return new SignedNote(text, List.of(signer.sign(text, CLOCK.instant())));
    }

    private static String request(long old, List<Hash> path, SignedNote note) {
        return "old %d\n%s\n%s"
                .formatted(
                        old,
                        path.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining()),
                        note.format());
    }

    private String growth(int old, int size) {
        List<Hash> part = leaves.subList(0, size);
        return request(old, Logs.tree(part).consistency(old).path(), checkpoint(ledger, part));
    }

    @Test
    void aLogThatGrowsIsCosignedAlsoAfterARestart() {
        assertThat(witness().add(growth(0, 7)).status()).isEqualTo(200);
        Answer answer = witness().add(growth(7, 20));
        assertThat(answer.status()).isEqualTo(200);
        SignedNote both = SignedNote.of(checkpoint(ledger, leaves).format() + answer.body());
        assertThat(both.demand(own.verifier())).isEqualTo(both.demand(ledger.verifier()));
    }

    @Test
    void theSameCheckpointIsCosignedAgain() {
        witness().add(growth(0, 7));
        assertThat(witness().add(growth(7, 7)).status()).isEqualTo(200);
    }

    @Test
    void aRequestThatDoesNotFollowIsToldTheSizeThatDoes() {
        witness().add(growth(0, 7));
        Answer answer = witness().add(growth(5, 20));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
        assertThat(answer.body()).isEqualTo("7\n");
    }

    @Test
    void aLogThatWasRewrittenIsNotCosigned() {
        witness().add(growth(0, 7));
        List<Hash> rewritten = new ArrayList<>(leaves);
        rewritten.set(3, Hash.empty());
        MerkleTree tree = Logs.tree(rewritten);
        assertThat(witness()
                        .add(request(7, tree.consistency(7).path(), checkpoint(ledger, rewritten)))
                        .status())
                .isEqualTo(422);
        assertThat(witness()
                        .add(request(7, List.of(), checkpoint(ledger, rewritten.subList(0, 7))))
                        .status())
                .isEqualTo(409);
        assertThat(witness().add(growth(7, 20)).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsNotTheLedgerIsTurnedAway() {
        SignerKey thief = SignerKey.make("ledger/one", Kind.ED25519);
        assertThat(witness()
                        .add(request(0, List.of(), checkpoint(thief, leaves)))
                        .status())
                .isEqualTo(403);
        String other = new Checkpoint("ledger/two", 0, Hash.empty()).text();
        SignedNote unknown = new SignedNote(other, List.of(ledger.sign(other, CLOCK.instant())));
        assertThat(witness().add(request(0, List.of(), unknown)).status()).isEqualTo(404);
    }

    @Test
    void aRequestThatIsNoneIsRefused() {
        assertThat(witness().add("").status()).isEqualTo(400);
        assertThat(witness()
                        .add("old 01\n\n" + checkpoint(ledger, leaves).format())
                        .status())
                .isEqualTo(400);
        assertThat(witness()
                        .add(request(21, List.of(), checkpoint(ledger, leaves)))
                        .status())
                .isEqualTo(400);
        assertThat(witness()
                        .add(request(0, leaves.subList(0, 5), checkpoint(ledger, leaves)))
                        .status())
                .isEqualTo(422);
    }
}
