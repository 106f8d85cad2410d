package assetledger.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * All that shows an event to be in the ledger, in the text form of C2SP's tlog-proof: the leaf, where it stands, and the
 * checkpoint that covers it.
 * @param leaf the event's canonical envelope, character for character; the form's "extra" line, since it is hashed and checked
 * @param proof that it is in the tree
 * @param checkpoint the note, with the ledger's signature and those of witnesses
 */
public record Receipt(String leaf, InclusionProof proof, SignedNote checkpoint) {
    private static final String FORM = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";
    private static final int FEWEST_LINES = 3;

    /** The text that is kept; by custom in a file named {@code .tlog-proof}. */
    public String format() {
        StringBuilder text = new StringBuilder(FORM).append('\n');
        text.append(EXTRA).append(Base64.getEncoder().encodeToString(bytes())).append('\n');
        text.append(INDEX).append(proof.index()).append('\n');
        proof.path().forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.format()).toString();
    }

    /**
     * Reads a receipt.
     * @throws Unproven where it is none
     */
    public static Receipt of(String text) {
        int end = text.indexOf("\n\n");
        List<String> lines =
                end < 0 ? List.of() : text.substring(0, end).lines().toList();
        if (lines.size() < FEWEST_LINES
                || !lines.get(0).equals(FORM)
                || !lines.get(1).startsWith(EXTRA)
                || !lines.get(2).startsWith(INDEX)) {
            throw new Unproven("A receipt begins with the lines '%s', 'extra ...' and 'index ...'".formatted(FORM));
        }
        List<Hash> path = new ArrayList<>();
        lines.subList(FEWEST_LINES, lines.size()).forEach(line -> path.add(Hash.ofBase64(line)));
        SignedNote note = SignedNote.of(text.substring(end + 2));
        long size = Checkpoint.of(note.text()).size();
        long index = Text.number(lines.get(2).substring(INDEX.length()));
        return new Receipt(
                new String(Text.base64(lines.get(1).substring(EXTRA.length())), StandardCharsets.UTF_8),
                new InclusionProof(index, size, path),
                note);
    }

    /**
     * Checks that those who are trusted signed a checkpoint of a tree that holds the leaf.
     * @return that checkpoint
     * @throws Unproven with the reason, where it did not
     */
    public Checkpoint demand(Policy policy) {
        Checkpoint covering = policy.demand(checkpoint);
        proof.demand(Hash.leaf(bytes()), covering.root());
        return covering;
    }

    private byte[] bytes() {
        return leaf.getBytes(StandardCharsets.UTF_8);
    }
}
