package assetledger.model;

import java.util.regex.Pattern;

/** The number people quote in letters, such as {@code SYS-1042}; never changed, never given out twice (BR01). */
public record RegisterNumber(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Z]{2,8}-[0-9]{1,12}");

    public RegisterNumber {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidValue(
                    "number", "A register number looks like SYS-1042, but this is '%s'".formatted(value));
        }
    }

    /** The number of the asset that is registered at a ledger position: positions never come twice, nor do numbers. */
    public static RegisterNumber at(String prefix, long position) {
        return new RegisterNumber(prefix + "-" + position);
    }

    @Override
    public String toString() {
        return value;
    }
}
