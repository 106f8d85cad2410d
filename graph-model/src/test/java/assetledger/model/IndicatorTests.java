package assetledger.model;

import static assetledger.model.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IndicatorTests {
    @Test
    void whereHigherIsBetterAnActualMeetsThePlanWhenItIsNotLower() {
        assertThat(indicator(Direction.HIGHER_IS_BETTER).outcomes())
                .isEqualTo(Map.of(2024, true, 2025, true, 2026, false));
    }

    @Test
    void whereLowerIsBetterAnActualMeetsThePlanWhenItIsNotHigher() {
        assertThat(indicator(Direction.LOWER_IS_BETTER).outcomes())
                .isEqualTo(Map.of(2024, false, 2025, true, 2026, true));
    }

    @Test
    void aYearWithoutAPlanOrWithoutAnActualHasNoOutcome() {
        assertThat(indicator(Direction.HIGHER_IS_BETTER).outcomes()).doesNotContainKeys(2023, 2027);
    }

    @Test
    void yearsComeOutInTheirOrderHoweverTheyWereGiven() {
        assertThat(indicator(Direction.HIGHER_IS_BETTER).plans())
                .extracting(YearValue::year)
                .containsExactly(2023, 2024, 2025, 2026);
        assertThat(indicator(Direction.HIGHER_IS_BETTER).outcomes().keySet()).containsExactly(2024, 2025, 2026);
    }

    @Test
    void refusesAYearTwice() {
        List<YearValue> twice = List.of(value(2025, "1"), value(2025, "2"));
        refuses("plans", "the year 2025 twice", () -> indicator(twice, List.of()));
        refuses("actuals", "the year 2025 twice", () -> indicator(List.of(), twice));
    }

    /** Plans for 2023 to 2026, actuals for 2024 to 2027: above, equal to, and below the plan. */
    private static Indicator indicator(Direction direction) {
        return new Indicator(
                "Share",
                RecordId.random(),
                "share",
                direction,
                null,
                List.of(value(2026, "10"), value(2023, "10"), value(2025, "10.0"), value(2024, "10")),
                List.of(value(2027, "9"), value(2024, "10.1"), value(2026, "9.9"), value(2025, "10.00")),
                List.of());
    }

    private static Indicator indicator(List<YearValue> plans, List<YearValue> actuals) {
        return new Indicator(
                "Share", RecordId.random(), "share", Direction.HIGHER_IS_BETTER, null, plans, actuals, List.of());
    }

    private static YearValue value(int year, String value) {
        return new YearValue(year, new BigDecimal(value));
    }
}
