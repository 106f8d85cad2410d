package assetledger.api.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.proof.Checkpoint;
import assetledger.proof.Frontier;
import assetledger.proof.Hash;
import assetledger.proof.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedLogTests {
    @TempDir
    private Path data;

    private static Checkpoint checkpoint(String origin, long size) {
        return new Checkpoint(origin, size, Hash.leaf(Long.toString(size).getBytes(StandardCharsets.UTF_8)));
    }

    private SignedLog again() {
        return SignedLog.in(data).orElseThrow();
    }

    @Test
    void whereNothingWasEverSignedThereIsNoLog() throws IOException {
        assertThat(SignedLog.in(data)).isEmpty();
        Files.createDirectories(data.resolve("signer").resolve("new123"));
        assertThat(SignedLog.in(data)).isEmpty();
    }

    @Test
    void whatWasSignedIsKnownAfterAStart() {
        SignedLog log = SignedLog.begin(data, "ledger/north", null);
        assertThat(log.last()).isEqualTo(new Checkpoint("ledger/north", 0, new Frontier().root()));
        log.remember(checkpoint("ledger/north", 7));
        log.remember(checkpoint("ledger/north", 12));
        assertThat(again().origin()).isEqualTo("ledger/north");
        assertThat(again().last()).isEqualTo(checkpoint("ledger/north", 12));
        assertThat(again().all()).containsExactly(checkpoint("ledger/north", 7), checkpoint("ledger/north", 12));
    }

    @Test
    void aLineThatWasNotWrittenToItsEndWasNeverPublishedAndIsWrittenOver() throws IOException {
        SignedLog log = SignedLog.begin(data, "ledger/north", null);
        log.remember(checkpoint("ledger/north", 7));
        Files.writeString(data.resolve("signer/1/signed"), "12 Zm9v", StandardOpenOption.APPEND);
        assertThat(log.last()).isEqualTo(checkpoint("ledger/north", 7));
        log.remember(checkpoint("ledger/north", 13));
        assertThat(log.all()).containsExactly(checkpoint("ledger/north", 7), checkpoint("ledger/north", 13));
    }

    @Test
    void aRecordThatCannotBeReadKeepsAnythingFromBeingSigned() throws IOException {
        SignedLog log = SignedLog.begin(data, "ledger/north", null);
        Files.writeString(data.resolve("signer/1/signed"), "twelve events\n");
        assertThatExceptionOfType(Unsound.class).isThrownBy(log::last).withMessageContaining("twelve events");
    }

    @Test
    void ofVeryManyTheLastAndSomeEvenlyBeforeAreCompared() throws IOException {
        SignedLog log = SignedLog.begin(data, "ledger/north", null);
        StringBuilder lines = new StringBuilder();
        for (long size = 1; size <= 45_000; size++) {
            lines.append("%d %s\n"
                    .formatted(size, checkpoint("ledger/north", size).root().base64()));
        }
        Files.writeString(data.resolve("signer/1/signed"), lines);
        List<Checkpoint> all = log.all();
        assertThat(all).hasSizeBetween(5_000, 10_001).doesNotHaveDuplicates();
        assertThat(all.get(all.size() - 1)).isEqualTo(checkpoint("ledger/north", 45_000));
        assertThat(all).isSortedAccordingTo((one, other) -> Long.compare(one.size(), other.size()));
    }

    @Test
    void anotherKeySignsBesideTheOldOneAndThenAlone() {
        SignedLog log = SignedLog.begin(data, "ledger/north", null);
        VerifierKey old = log.verifiers().get(0);
        VerifierKey fresh = log.addKey();
        assertThat(again().signers()).hasSize(2);
        log.retireOldKeys();
        assertThat(again().signers())
                .singleElement()
                .satisfies(key -> assertThat(key.verifier()).isEqualTo(fresh));
        assertThat(again().verifiers()).containsExactly(old, fresh);
    }

    @Test
    void anotherLogHasAnotherNameAndKeyAndNamesWhatItFollows() {
        SignedLog old = SignedLog.begin(data, "ledger/north", null);
        old.remember(checkpoint("ledger/north", 12));
        SignedLog next = SignedLog.begin(data, "ledger/north", old.last());
        assertThat(again().origin()).isEqualTo("ledger/north/log2");
        assertThat(again().follows()).contains(checkpoint("ledger/north", 12));
        assertThat(next.last().size()).isZero();
        assertThat(next.verifiers()).doesNotContainAnyElementsOf(old.verifiers());
        String text = next.text(checkpoint(next.origin(), 3));
        assertThat(text)
                .endsWith("follows ledger/north 12 %s\n"
                        .formatted(checkpoint("ledger/north", 12).root().base64()));
        assertThat(Checkpoint.of(text)).isEqualTo(checkpoint("ledger/north/log2", 3));
    }
}
