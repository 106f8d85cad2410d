package assetledger.importer.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FormTests {
    private final List<String> wrong = new ArrayList<>();

    @CsvSource(
            delimiter = '|',
            value = {
                "1 234 567,89|1234567.89",
                "1\u00A0234|1234",
                "1\u202F234,5|1234.5",
                "-12,50|-12.50",
                "\u22123|-3",
                "+7|7",
                "1234|1234"
            })
    @ParameterizedTest
    void readsNumbersWithTheStatedMarks(String text, String plain) {
        assertThat(read(new DecimalForm(marks(",", " ", -1)), text)).isEqualTo(plain);
    }

    @ValueSource(strings = {"1.5", "12 34", "1,", ",5", "abc", "1e5", "1,2,3", "--1", "NaN", "\u0661"})
    @ParameterizedTest
    void refusesOtherNumbersAndShowsARightOne(String text) {
        assertThat(new DecimalForm(marks(",", " ", -1)).read(text, wrong::add)).isNull();
        assertThat(wrong).containsExactly("A number looks like 1 234,50 here");
    }

    @Test
    void givesTheFractionItsDigitsAndNeverRounds() {
        DecimalForm cents = new DecimalForm(marks(".", ",", 2));

        assertThat(read(cents, "1,234")).isEqualTo("1234.00");
        assertThat(cents.read("0.123", wrong::add)).isNull();
        assertThat(wrong).containsExactly("This number has at most 2 digits after its '.'");
    }

    @CsvSource({
        "dd.MM.yyyy,29.02.2024,2024-02-29",
        "yyyy,1994,1994-01-01",
        "MM/yyyy,03/2024,2024-03-01",
        "yyyy-MM-dd,2024-12-31,2024-12-31"
    })
    @ParameterizedTest
    void readsDatesOfAPattern(String pattern, String text, String date) {
        assertThat(read(new DateForm(pattern), text)).isEqualTo(date);
    }

    @CsvSource({
        "dd.MM.yyyy,29.02.2023",
        "dd.MM.yyyy,1.2.2024",
        "yyyy,24",
        "yyyy,+12345",
        "yyyy,0000",
        "yyyy-MM-dd,2024-13-01",
        "yyyy,1994-1995"
    })
    @ParameterizedTest
    void refusesDatesThatAreNone(String pattern, String text) {
        assertThat(new DateForm(pattern).read(text, wrong::add)).isNull();
        assertThat(wrong)
                .singleElement()
                .asString()
                .startsWith("A date looks like")
                .contains("2024")
                .contains(pattern);
    }

    @ValueSource(strings = {"2147483648", "1.0", "", "x", "0x10"})
    @ParameterizedTest
    void refusesWholeNumbersThatAreNone(String text) {
        assertThat(Form.whole().read(text, wrong::add)).isNull();
        assertThat(wrong).containsExactly("A whole number looks like 2024");
    }

    @Test
    void trimsBlanksOfAnyKindAndComposesLetters() {
        assertThat(CellText.of("\u00A0 e\u0301t\u00E9 \u202F\n")).isEqualTo("\u00E9t\u00E9");
    }

    @CsvSource({
        "1.46,1460000.00",
        "0.000001,1.00",
        "2.0E-6,2.00",
        "-0.833969,-833969.00",
        "12,12000000.00",
        "119.099001,119099001.00"
    })
    @ParameterizedTest
    void movesTheMarkOfMillionsExactly(String text, String plain) {
        assertThat(read(new DecimalForm(new DecimalForm.Marks(".", "", 2, 6, true)), text))
                .isEqualTo(plain);
    }

    @Test
    void refusesDigitsThatGetLostWhereTheMarkMovesAndExponentsWhereNoneAreSaid() {
        DecimalForm millions = new DecimalForm(new DecimalForm.Marks(".", "", 2, 6, true));

        assertThat(millions.read("1.123456789", wrong::add)).isNull();
        assertThat(new DecimalForm(marks(".", "", -1)).read("2.0E-6", wrong::add))
                .isNull();
        assertThat(wrong)
                .containsExactly("This number has at most 8 digits after its '.'", "A number looks like 1234.50 here");
    }

    @CsvSource({"2011-01-10,2011-10-01", "2012-09-30,2012-09-30", "2011-12-31,2011-12-31"})
    @ParameterizedTest
    void takesTheFirstPatternThatFits(String text, String date) {
        assertThat(read(new DateForm(List.of("yyyy-dd-MM", "yyyy-MM-dd"), false), text))
                .isEqualTo(date);
    }

    @CsvSource({"30.09.2011,2011-10-01", "31.12.2024,2025-01-01", "28.02.2024,2024-02-29"})
    @ParameterizedTest
    void givesTheDayAfterALastDay(String text, String date) {
        assertThat(read(new DateForm(List.of("dd.MM.yyyy"), true), text)).isEqualTo(date);
    }

    @CsvSource({"10,2011-09-30,2011", "10,2011-10-01,2012", "4,2023-04-01,2024", "1,2023-12-31,2023"})
    @ParameterizedTest
    void namesAFiscalYearForTheOneItEndsIn(int firstMonth, String date, int year) {
        assertThat(read(new DateForm(DateForm.ISO).year(firstMonth), date)).isEqualTo(Integer.toString(year));
    }

    private static DecimalForm.Marks marks(String decimal, String grouping, int scale) {
        return new DecimalForm.Marks(decimal, grouping, scale, 0, false);
    }

    private String read(Form form, String text) {
        JsonNode value = form.read(text, wrong::add);
        assertThat(wrong).isEmpty();
        return value == null ? "" : value.asString();
    }
}
