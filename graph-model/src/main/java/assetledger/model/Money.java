package assetledger.model;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.regex.Pattern;

/** An exact amount in a currency's minor units; never a binary fraction, so that sums tie to the last unit (BR20). */
public record Money(Currency currency, long minorUnits) {
    private static final Pattern FORM = Pattern.compile("-?(0|[1-9][0-9]{0,14})(\\.[0-9]+)?");

    /**
     * Reads a decimal such as {@code 63400000000.00}.
     * @throws InvalidValue where it is not one, or has more digits after the point than the currency
     */
    public static Money of(Currency currency, String decimal) {
        int digits = digits(currency);
        if (!FORM.matcher(decimal).matches() || new BigDecimal(decimal).scale() > digits || !fits(decimal, digits)) {
            throw new InvalidValue(
                    "amount",
                    "An amount in %s looks like %s (at most 15 digits before the point, %d after it), but this is '%s'"
                            .formatted(
                                    currency,
                                    new Money(currency, 123456).decimal(),
                                    digits,
                                    decimal.substring(0, Math.min(40, decimal.length()))));
        }
        return new Money(
                currency, new BigDecimal(decimal).movePointRight(digits).longValueExact());
    }

    /** Where a currency has four digits after the point, fifteen before it are one too many. */
    private static boolean fits(String decimal, int digits) {
        return new BigDecimal(decimal).movePointRight(digits).toBigInteger().bitLength() < Long.SIZE;
    }

    /**
     * Reads a currency.
     * @throws InvalidValue where the text is not an ISO 4217 code
     */
    public static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidValue(
                    "currency", "A currency is an ISO 4217 code such as RUB or CAD, but this is '%s'".formatted(code));
        }
    }

    /** The amount with all the digits that its currency has, such as {@code 1234.56}. */
    public String decimal() {
        return BigDecimal.valueOf(minorUnits, digits(currency)).toPlainString();
    }

    private static int digits(Currency currency) {
        return Math.max(0, currency.getDefaultFractionDigits());
    }

    @Override
    public String toString() {
        return decimal() + " " + currency;
    }
}
