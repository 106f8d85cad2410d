package assetledger.api.access;

/** Who asks has no right to it; the sentence says who has, and nothing about what was asked for. */
public final class AccessDenied extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public AccessDenied(String sentence) {
        super(sentence, null, false, false);
    }
}
