package assetledger.importer.send;

import assetledger.importer.plan.PlannedRow;
import java.util.List;

/** The ledger lets whoever asks record nothing of a batch, for one command in it or for all. */
public final class ForbiddenException extends SendException {
    private static final int ALL = -1;

    private final int command;

    private ForbiddenException(String sentence, int command) {
        super(sentence);
        this.command = command;
    }

    static ForbiddenException ofAll(String sentence) {
        return new ForbiddenException(sentence, ALL);
    }

    /** @param command its place in the batch, counted from 0 */
    static ForbiddenException of(int command, String sentence) {
        return new ForbiddenException(sentence, command);
    }

    /** The same, saying which of the rows of the batch it is about. */
    ForbiddenException in(List<PlannedRow> rows) {
        int next = 0;
        for (PlannedRow row : rows) {
            next += row.commands().size();
            if (command != ALL && command < next) {
                return new ForbiddenException("row %d: %s".formatted(row.number(), getMessage()), ALL);
            }
        }
        return this;
    }
}
