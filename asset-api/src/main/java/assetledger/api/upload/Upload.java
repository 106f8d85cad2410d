package assetledger.api.upload;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * An upload as its table has it.
 * @param person who sent it
 * @param place the directory whose server works on it
 * @param file what it was called, with every character visible; several with commas between them
 * @param mapping what says what its columns mean, in the same way
 * @param rows how many are dealt with in the present state, of {@code ofRows}
 * @param repeated rows that say the same as an earlier one
 * @param problemList the first hundred problems, as JSON
 * @param importId the import in the ledger; absent while nothing was sent
 * @param sentence why it ended as it did, where there is something to say
 */
@Table("upload")
record Upload(
        @Id UUID id,
        String person,
        String place,
        String file,
        String mapping,
        Mode mode,
        boolean skipsBadRows,
        State state,
        long rows,
        long ofRows,
        long added,
        long changed,
        long unchanged,
        long repeated,
        long reported,
        long problemCount,
        String problemList,
        @Nullable UUID importId,
        @Nullable String sentence,
        Instant received,
        @Nullable Instant ended) {

    /** What is to be done with the file. */
    enum Mode {
        CHECK,
        IMPORT
    }

    /** How far it is. */
    enum State {
        RECEIVED,
        CHECKING,
        CHECKED,
        SENDING,
        DONE,
        REFUSED,
        STOPPED,
        FAILED;

        boolean isEnd() {
            return this != RECEIVED && this != CHECKING && this != SENDING;
        }
    }

    static Upload received(UUID id, String person, String place, Form form, Instant now) {
        return new Upload(
                id,
                person,
                place,
                form.shownFiles(),
                form.shownMapping(),
                form.mode(),
                form.skipsBadRows(),
                State.RECEIVED,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                "[]",
                null,
                null,
                now,
                null);
    }

    /** The same, so many rows on. */
    Upload at(State step, long dealtWith, long all, long bad) {
        return with(step, dealtWith, all, bad, sentence, ended);
    }

    /** The same, ended without a word of its rows. */
    Upload ended(State how, String why, Instant now) {
        return with(how, rows, ofRows, reported, why, now);
    }

    private Upload with(State how, long dealtWith, long all, long bad, @Nullable String why, @Nullable Instant end) {
        return new Upload(
                id,
                person,
                place,
                file,
                mapping,
                mode,
                skipsBadRows,
                how,
                dealtWith,
                all,
                added,
                changed,
                unchanged,
                repeated,
                bad,
                problemCount,
                problemList,
                importId,
                why,
                received,
                end);
    }
}
