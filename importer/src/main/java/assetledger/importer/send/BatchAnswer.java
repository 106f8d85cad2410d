package assetledger.importer.send;

import java.util.List;

/**
 * What the server says to a batch.
 *
 * @param replayed whether it had carried out this batch before and repeats its first answer
 * @param commands one answer for each command, in the order of the commands
 */
record BatchAnswer(boolean replayed, List<CommandAnswer> commands) {
    /** Accepted when nothing was refused. */
    record CommandAnswer(List<Refusal> refusals) {
        boolean isAccepted() {
            return refusals.isEmpty();
        }
    }

    /**
     * One reason of a refusal.
     *
     * @param field a path inside the command; empty when the reason is about the whole
     * @param code such as {@code REQUIRED} or {@code NOT_FOUND}
     */
    record Refusal(String field, String code, String sentence) {}
}
