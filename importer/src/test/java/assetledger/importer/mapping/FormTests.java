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
        assertThat(read(new DecimalForm(",", " ", -1), text)).isEqualTo(plain);
    }

    @ValueSource(strings = {"1.5", "12 34", "1,", ",5", "abc", "1e5", "1,2,3", "--1", "NaN", "\u0661"})
    @ParameterizedTest
    void refusesOtherNumbersAndShowsARightOne(String text) {
        assertThat(new DecimalForm(",", " ", -1).read(text, wrong::add)).isNull();
        assertThat(wrong).containsExactly("A number looks like 1 234,50 here");
    }

    @Test
    void givesTheFractionItsDigitsAndNeverRounds() {
        DecimalForm cents = new DecimalForm(".", ",", 2);

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

    private String read(Form form, String text) {
        JsonNode value = form.read(text, wrong::add);
        assertThat(wrong).isEmpty();
        return value == null ? "" : value.asString();
    }
}
