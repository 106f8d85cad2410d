package assetledger.importer.send;

/** The server answered a question with an error that asking again would not help against. */
public final class QuestionRefused extends SendException {
    private final String code;

    QuestionRefused(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /** Such as {@code QUERY_TOO_COSTLY}; empty where the server gave none. */
    public String code() {
        return code;
    }
}
