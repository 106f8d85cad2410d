package assetledger.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import assetledger.model.Problem;
import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.State;
import assetledger.model.Subject;
import assetledger.model.Validity;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerJsonTests {
    private final Recorded<State> first = subject(1, 5);
    private final Recorded<State> later = subject(3, 7);

    private static Recorded<State> subject(int version, long position) {
        return new Recorded<>(
                RecordId.random(),
                version,
                position,
                new Subject("North", "regional", null, Validity.ALWAYS, List.of(), List.of()));
    }

    @Test
    void whatIsReadIsWhatWasWritten() {
        List<Outcome> outcomes = List.of(
                Outcome.happened(first),
                Outcome.refused(List.of(new Problem("a:1", "name", Problem.Code.REQUIRED, "name is required"))),
                Outcome.unchanged(first),
                Outcome.happened(later),
                Outcome.unchanged(later));
        String body = AnswerJson.write(outcomes);
        assertThat(AnswerJson.positions(body)).containsExactly(5L, 5L, 7L, 7L);
        assertThat(AnswerJson.read(body, List.of(first, later))).isEqualTo(outcomes);
    }

    @Test
    void anAnswerThatWasKeptBeforeOutcomesWereIsReadByTheVersions() {
        String kept = "{\"items\":[{\"position\":5},{\"problems\":[]},{\"position\":7}]}";
        assertThat(AnswerJson.read(kept, List.of(first, later)))
                .containsExactly(Outcome.happened(first), Outcome.refused(List.of()), Outcome.happened(later));
    }
}
