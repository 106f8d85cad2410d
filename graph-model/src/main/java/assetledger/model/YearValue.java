package assetledger.model;

import java.math.BigDecimal;

/** What an indicator shows, or is planned to show, for one year. */
public record YearValue(int year, BigDecimal value) {
    public YearValue {
        Require.year("year", year);
    }
}
