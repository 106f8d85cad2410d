package assetledger.proof;

import java.util.List;

/**
 * What a ledger was at a size (C2SP tlog-checkpoint); signed as a {@link SignedNote}.
 * @param origin the ledger's name
 * @param size how many events it had
 * @param root of the tree over their leaves
 */
public record Checkpoint(String origin, long size, Hash root) {
    private static final int LINES = 3;

    /** The text that is signed. */
    public String text() {
        return "%s\n%d\n%s\n".formatted(origin, size, root.base64());
    }

    /**
     * Reads the text of a note.
     * @throws Unproven where it is no checkpoint; lines after the third are for others and passed over
     */
    public static Checkpoint of(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() < LINES || lines.get(0).isEmpty()) {
            throw new Unproven("A checkpoint has an origin, a size and a root, each on a line of its own");
        }
        return new Checkpoint(lines.get(0), Text.number(lines.get(1)), Hash.ofBase64(lines.get(2)));
    }
}
