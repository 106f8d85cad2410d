package assetledger.importer.profile;

/** There is no profile to write; the message says why. */
public final class ProfileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ProfileException(String sentence) {
        super(sentence);
    }
}
