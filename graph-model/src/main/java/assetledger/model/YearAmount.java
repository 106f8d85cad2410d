package assetledger.model;

/** What a spending line gives to one budget year. */
public record YearAmount(int year, Money amount) {
    public YearAmount {
        Require.year("year", year);
        if (amount.minorUnits() < 0) {
            throw new InvalidValue(
                    "amount", "An amount of spending is zero or more, but this is %s".formatted(amount.decimal()));
        }
    }
}
