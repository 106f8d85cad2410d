package assetledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.proof.VerifierKey.Kind;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTests {
    /** The key and the note of the documentation of Go's package sumdb/note. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_NOTE = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.

            — PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
            """;

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final SignerKey ledger = SignerKey.make("ledger/one", Kind.ED25519);
    private final SignerKey witness = SignerKey.make("witness.example", Kind.COSIGNATURE);
    private final String text = new Checkpoint("ledger/one", 3, Hash.empty()).text();

    private SignedNote signed() {
        return new SignedNote(text, List.of(ledger.sign(text, NOW)));
    }

    @Test
    void aNoteOfAnotherImplementationIsVerified() {
        SignedNote note = SignedNote.of(GO_NOTE);
        assertThat(note.demand(VerifierKey.of(GO_KEY))).startsWith("If you think cryptography");
        assertThat(note.format()).isEqualTo(GO_NOTE);
    }

    @Test
    void aNoteReadsBackAsItWasWritten() {
        SignedNote note = signed().with(witness.sign(text, NOW));
        SignedNote read = SignedNote.of(note.format());
        assertThat(read.format()).isEqualTo(note.format());
        assertThat(read.demand(ledger.verifier())).isEqualTo(text);
        assertThat(read.demand(witness.verifier())).isEqualTo(text);
        assertThat(Checkpoint.of(read.text())).isEqualTo(new Checkpoint("ledger/one", 3, Hash.empty()));
    }

    @Test
    void keysReadBackAsTheyWereWritten() {
        assertThat(VerifierKey.of(ledger.verifier().format())).isEqualTo(ledger.verifier());
        SignerKey again = SignerKey.of(witness.format());
        assertThat(signed().with(again.sign(text, NOW)).demand(witness.verifier()))
                .isEqualTo(text);
    }

    @Test
    void aChangedTextIsNotWhatWasSigned() {
        SignedNote changed = SignedNote.of(signed().format().replace("\n3\n", "\n4\n"));
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> changed.demand(ledger.verifier()))
                .withMessageContaining("does not belong");
    }

    @Test
    void aKeyThatDidNotSignIsMissed() {
        SignerKey other = SignerKey.make("ledger/one", Kind.ED25519);
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> signed().demand(other.verifier()))
                .withMessageContaining("no signature of ledger/one");
    }

    @Test
    void oneWrongSignatureUnderAKnownKeySpoilsTheNote() {
        SignedNote.Signature wrong = ledger.sign("another text\n", NOW);
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> signed().with(wrong).demand(ledger.verifier()));
    }

    @Test
    void signaturesOfUnknownKeysArePassedOver() {
        SignedNote note = signed();
        for (int i = 0; i < 16; i++) {
            note = note.with(SignerKey.make("unknown-" + i, Kind.ED25519).sign("anything\n", NOW));
        }
        assertThat(SignedNote.of(note.format()).demand(ledger.verifier())).isEqualTo(text);
    }

    @ValueSource(
            strings = {
                "",
                "a text without signatures\n",
                "text\n\n",
                "text\n\n— name\n",
                "text\n\n— name AAAA\n",
                "text\n\n- name AAAAAAAA\n",
                "text\n\n— name AAAAAAAA",
                "a\ttab\n\n— name AAAAAAAA\n"
            })
    @ParameterizedTest
    void whatIsNoNoteIsRefused(String note) {
        assertThatExceptionOfType(Unproven.class).isThrownBy(() -> SignedNote.of(note));
    }

    @ValueSource(
            strings = {
                "",
                "name",
                "name+00000000+AAAA",
                "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
            })
    @ParameterizedTest
    void whatIsNoKeyIsRefused(String key) {
        assertThatExceptionOfType(Unproven.class).isThrownBy(() -> VerifierKey.of(key));
    }

    @ValueSource(
            strings = {"", "origin\n3\n", "origin\n03\nAAAA\n", "\n3\nAAAA\n", "origin\n-1\nAAAA\n", "origin\n3\nAAAA\n"
            })
    @ParameterizedTest
    void whatIsNoCheckpointIsRefused(String checkpoint) {
        assertThatExceptionOfType(Unproven.class).isThrownBy(() -> Checkpoint.of(checkpoint));
    }

    @Test
    void aReceiptProvesItsLeafAndNoOther() {
        String leaf = "leaf 5";
        MerkleTree tree = Logs.tree(Logs.leaves(11));
        String covering = new Checkpoint("ledger/one", 11, tree.root()).text();
        SignedNote note = new SignedNote(covering, List.of(ledger.sign(covering, NOW)));
        Receipt receipt = Receipt.of(new Receipt(leaf, tree.inclusion(5), note).format());
        assertThat(receipt.demand(Policy.of(ledger.verifier())).size()).isEqualTo(11);
        Receipt other = new Receipt("leaf 6", receipt.proof(), note);
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> other.demand(Policy.of(ledger.verifier())))
                .withMessageContaining("do not come to");
    }

    @ValueSource(
            strings = {"", "c2sp.org/tlog-proof@v2\nextra AAAA\nindex 0\n\n", "c2sp.org/tlog-proof@v1\nindex 0\n\n"})
    @ParameterizedTest
    void whatIsNoReceiptIsRefused(String receipt) {
        assertThatExceptionOfType(Unproven.class).isThrownBy(() -> Receipt.of(receipt));
    }

    @Test
    void aQuorumOfWitnessesMustHaveSigned() {
        SignerKey second = SignerKey.make("second.example", Kind.COSIGNATURE);
        SignerKey changed = SignerKey.make("ledger/one", Kind.ED25519);
        List<VerifierKey> witnesses = List.of(witness.verifier(), second.verifier());
        SignedNote note = signed().with(second.sign(text, NOW));
        List<VerifierKey> keys = List.of(changed.verifier(), ledger.verifier());
        assertThat(new Policy(keys, witnesses, 1).demand(note).size()).isEqualTo(3);
        assertThatExceptionOfType(Unproven.class)
                .isThrownBy(() -> new Policy(keys, witnesses, 2).demand(note))
                .withMessageContaining("1 of the 2 witnesses");
    }
}
