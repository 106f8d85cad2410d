package assetledger.model;

import static assetledger.model.Refused.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTests {
    private static final Currency RUB = Money.currency("RUB");

    @Test
    void theThreeYearsOfTheFederalProjectSumToItsPublishedTotalExactly() {
        long sum = Stream.of("63400000000.00", "70100000000.00", "76100000000.00")
                .mapToLong(amount -> Money.of(RUB, amount).minorUnits())
                .sum();
        assertThat(new Money(RUB, sum)).isEqualTo(Money.of(RUB, "209600000000.00"));
        assertThat(new Money(RUB, sum).decimal()).isEqualTo("209600000000.00");
    }

    @Test
    void tenTenthsAreOneWhichBinaryFractionsGetWrong() {
        long sum = Stream.generate(() -> Money.of(RUB, "0.10"))
                .limit(10)
                .mapToLong(Money::minorUnits)
                .sum();
        assertThat(new Money(RUB, sum).decimal()).isEqualTo("1.00");
    }

    @CsvSource({
        "RUB, 1234.5, 1234.50, 123450",
        "RUB, 7, 7.00, 700",
        "RUB, -0.01, -0.01, -1",
        "RUB, 999999999999999.99, 999999999999999.99, 99999999999999999",
        "JPY, 1234, 1234, 1234",
        "KWD, 1.234, 1.234, 1234",
        "XXX, 5, 5, 5"
    })
    @ParameterizedTest
    void anAmountHasTheDigitsOfItsCurrency(String currency, String given, String shown, long minorUnits) {
        Money money = Money.of(Money.currency(currency), given);
        assertThat(money.minorUnits()).isEqualTo(minorUnits);
        assertThat(money.decimal()).isEqualTo(shown);
        assertThat(money).hasToString(shown + " " + currency);
    }

    @ValueSource(
            strings = {"", "1,5", "1.", ".5", "01.00", "+1.00", "1e3", "0x1", " 1.00", "1.005", "1000000000000000", "١"
            })
    @ParameterizedTest
    void refusesWhatIsNoAmountAndShowsOne(String text) {
        refuses("amount", "looks like 1234.56", () -> Money.of(RUB, text));
    }

    @CsvSource({"JPY, 1.5, 123456", "KWD, 1.2345, 123.456"})
    @ParameterizedTest
    void refusesMoreDigitsThanTheCurrencyHas(String currency, String text, String example) {
        refuses("amount", "looks like " + example, () -> Money.of(Money.currency(currency), text));
    }

    @Test
    void everyCurrencyTakesItsLargestAmountOrRefusesItAsInvalid() {
        for (Currency currency : Currency.getAvailableCurrencies()) {
            int digits = Math.max(0, currency.getDefaultFractionDigits());
            String largest = digits == 0 ? "9".repeat(15) : "9".repeat(15) + "." + "9".repeat(digits);
            if (digits <= 3) {
                assertThat(Money.of(currency, largest).decimal()).isEqualTo(largest);
            } else {
                refuses("amount", "An amount in " + currency, () -> Money.of(currency, largest));
            }
        }
    }

    @Test
    void anyAmountThatIsReadIsWrittenWithTheSameValue() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Currency> currencies = Stream.of("RUB", "JPY", "KWD", "EUR", "CLF")
                .map(Money::currency)
                .toList();
        for (int i = 0; i < 2_000; i++) {
            Currency currency = currencies.get(random.nextInt(currencies.size()));
            int digits = currency.getDefaultFractionDigits();
            BigDecimal given = BigDecimal.valueOf(random.nextLong(-100_000_000_000_000L, 100_000_000_000_000L), digits);
            Money money = Money.of(currency, given.toPlainString());
            assertThat(money.decimal()).as("seed %d", seed).isEqualTo(given.toPlainString());
        }
    }

    @ValueSource(strings = {"", "rub", "RUR1", "ZZZ", "€"})
    @ParameterizedTest
    void refusesAnUnknownCurrencyAndShowsTwo(String code) {
        refuses("currency", "such as RUB or CAD", () -> Money.currency(code));
    }

    @Test
    void spendingIsNeverNegative() {
        refuses("amount", "zero or more", () -> new YearAmount(2026, Money.of(RUB, "-0.01")));
        assertThat(new YearAmount(2026, Money.of(RUB, "0.00")).amount().minorUnits())
                .isZero();
    }
}
