package assetledger.proof;

/** Something does not prove what it should; the sentence says what, and a caller shows it as it is. */
public final class Unproven extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unproven(String sentence) {
        super(sentence);
    }

    Unproven(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
