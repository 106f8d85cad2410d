package assetledger.model;

/** A name that somebody else gave to a record: a scheme, such as a register, and the value in it. */
public record ExternalId(String scheme, String value) {
    public ExternalId {
        Require.text("scheme", scheme, 60);
        Require.text("value", value, 200);
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
