package assetledger.proof;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * A text with the signatures of those who stand for it (C2SP signed-note).
 * @param text ends with a line feed
 * @param signatures in the order of their lines
 */
public record SignedNote(String text, List<Signature> signatures) {
    private static final int LONGEST = 1_000_000;
    private static final int MOST_SIGNATURES = 100;
    private static final String DASH = "— ";
    private static final int ID_LENGTH = 4;

    /** Refuses what the form does not allow, so that a note has one reading. */
    public SignedNote {
        if (!text.endsWith("\n") || text.chars().anyMatch(unit -> unit < ' ' && unit != '\n')) {
            throw new Unproven("A note's text ends with a line feed, and has no other control characters");
        }
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature line.
     * @param name of the key
     * @param signed the key's id, four bytes, and what its algorithm made, in base64
     */
    public record Signature(String name, String signed) {
        /** Refuses what stands for no signature at all. */
        public Signature {
            if (name.isEmpty() || Text.base64(signed).length <= ID_LENGTH) {
                throw new Unproven("A signature is a key's name, its id of four bytes and what it made, not '%s %s'"
                        .formatted(name, signed));
            }
        }

        static Signature of(String name, int id, byte[] bytes) {
            byte[] signed = ByteBuffer.allocate(ID_LENGTH + bytes.length)
                    .putInt(id)
                    .put(bytes)
                    .array();
            return new Signature(name, Base64.getEncoder().encodeToString(signed));
        }

        private static Signature of(String line) {
            String[] parts =
                    line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
            if (parts.length != 2) {
                throw new Unproven("A signature line looks like '— name base64', but this is '%s'".formatted(line));
            }
            return new Signature(parts[0], parts[1]);
        }

        private int id() {
            return ByteBuffer.wrap(Text.base64(signed)).getInt();
        }

        private byte[] bytes() {
            byte[] all = Text.base64(signed);
            return Arrays.copyOfRange(all, ID_LENGTH, all.length);
        }

        private String line() {
            return DASH + name + " " + signed + "\n";
        }
    }

    /**
     * Reads a note.
     * @throws Unproven where it is none
     */
    public static SignedNote of(String note) {
        int end = note.lastIndexOf("\n\n");
        if (note.length() > LONGEST || end < 0 || !note.endsWith("\n")) {
            throw new Unproven("A signed note is a text, an empty line and signature lines");
        }
        List<Signature> signatures =
                note.substring(end + 2).lines().map(Signature::of).toList();
        if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
            throw new Unproven(
                    "A note has 1 to %d signatures, but this one has %d".formatted(MOST_SIGNATURES, signatures.size()));
        }
        return new SignedNote(note.substring(0, end + 1), signatures);
    }

    /** The note as it is stored and sent. */
    public String format() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()));
        return note.toString();
    }

    /** The same with one more signature. */
    public SignedNote with(Signature signature) {
        List<Signature> more = new ArrayList<>(signatures);
        more.add(signature);
        return new SignedNote(text, more);
    }

    /**
     * The text, once a key that is trusted has signed it. Signatures of keys that nobody knows are passed over.
     * @throws Unproven where the key did not sign it, or where a signature under its name and id is wrong
     */
    public String demand(VerifierKey key) {
        List<Signature> own = signatures.stream()
                .filter(signature -> signature.name().equals(key.name()) && signature.id() == key.id())
                .toList();
        if (own.isEmpty()) {
            throw new Unproven("The note has no signature of %s".formatted(key));
        }
        if (!own.stream().allMatch(signature -> key.signed(text, signature.bytes()))) {
            throw new Unproven("The signature of %s does not belong to the note's text".formatted(key));
        }
        return text;
    }

    /** Whether a key is known to have signed it. */
    public boolean isSignedBy(VerifierKey key) {
        try {
            demand(key);
            return true;
        } catch (Unproven other) {
            return false;
        }
    }
}
