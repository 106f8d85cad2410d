package assetledger.proof;

import java.util.Base64;

/** The forms that numbers and bytes have in notes and proofs: one for each value, so that nothing can be said twice. */
final class Text {
    private Text() {}

    /** Standard base64 with padding, and no other way to write the same bytes. */
    static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException malformed) {
            throw new Unproven("'%s' is not base64".formatted(text), malformed);
        }
        throw new Unproven("'%s' is not base64 in its usual form".formatted(text));
    }

    /** A whole number from 0 on, without leading zeros. */
    static long number(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new Unproven("'%s' is not a whole number from 0 on without leading zeros".formatted(text));
        }
        return Long.parseLong(text);
    }
}
