package assetledger.model;

/** Says that a value cannot be built: which field is wrong, and in a sentence what a right one looks like. */
public final class InvalidValue extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String field;

    public InvalidValue(String field, String message) {
        super(message);
        this.field = field;
    }

    /** The name of the wrong field as clients write it, such as {@code name} or {@code amounts[0].year}. */
    public String field() {
        return field;
    }
}
