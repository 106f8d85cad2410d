package assetledger.model;

/** What a link may say beside its two ends and its dates; each kind of link allows some terms and demands some. */
public enum Term {
    DEGREE("degree"),
    TERRITORY("territory"),
    TEXT("text"),
    ACT("act"),
    CLAUSE("clause"),
    LEVEL("level"),
    COUNT("count"),
    STANDARD("standard"),
    DATA("data"),
    EVIDENCE("evidence"),
    ADDED("added"),
    WITHOUT("without");

    private final String field;

    Term(String field) {
        this.field = field;
    }

    public String field() {
        return field;
    }
}
