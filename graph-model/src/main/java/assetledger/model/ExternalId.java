package assetledger.model;

import java.util.Optional;

/** A name that somebody else gave to a record: a scheme, such as a register, and the value in it. */
public record ExternalId(String scheme, String value) {
    /** The scheme in which a ledger names its own records: by their ids. Another one that took them over keeps it. */
    public static final String LEDGER = "ledger";

    public ExternalId {
        Require.text("scheme", scheme, 60);
        Require.text("value", value, 200);
    }

    /** The record that is meant where it is here: only the ledger's own scheme tells by an id. */
    public Optional<RecordId> ownId() {
        return scheme.equals(LEDGER) ? RecordId.read(value) : Optional.empty();
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
