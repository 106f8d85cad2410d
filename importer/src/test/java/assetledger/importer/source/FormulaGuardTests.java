package assetledger.importer.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaGuardTests {
    private static final String PIECES = "='\"+-@\t\r\n \u00A0\uFF1D\uFF0B\uFF0D\uFF20\uFEFF\u200B\u2212a1;,жΩ";

    @ValueSource(
            strings = {
                "=1+1",
                "+7 495 000-00-00",
                "-2+3",
                "-",
                "-5",
                "@SUM(A1)",
                "\tx",
                "\rx",
                "\nx",
                " =1",
                "\u00A0=1",
                "\uFEFF=1",
                "\u200B@x",
                "\"=1",
                "\u00AB=1",
                "\uFF1D1+1",
                "\uFF0B1",
                "\uFF0D1",
                "\uFF20x",
                "\u22121+cmd|' /C calc'!A0",
                "=cmd|' /C calc'!A0\n",
                "'",
                "'=1",
                "''=1",
                " '=1"
            })
    @ParameterizedTest
    void setsAMarkBeforeWhatASpreadsheetCouldTakeForAFormulaAndBeforeTheMarkItself(String text) {
        assertThat(FormulaGuard.on(text)).isEqualTo("'" + text);
        assertThat(FormulaGuard.off(FormulaGuard.on(text))).isEqualTo(text);
    }

    @ValueSource(strings = {"", "a", "a=1", "1-2", "12.50", "Иванов", "5 'x'", "\"a\"", " a", "e-mail@example.org"})
    @ParameterizedTest
    void leavesEverythingElseAsItIs(String text) {
        assertThat(FormulaGuard.on(text)).isEqualTo(text);
        assertThat(FormulaGuard.off(text)).isEqualTo(text);
    }

    @Test
    void givesBackWhateverItGuarded() {
        Random random = new Random(20261125);
        for (int round = 0; round < 100_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(6); length > 0; length--) {
                text.append(PIECES.charAt(random.nextInt(PIECES.length())));
            }
            String guarded = FormulaGuard.on(text.toString());
            assertThat(FormulaGuard.off(guarded)).isEqualTo(text.toString());
            assertThat(guarded).doesNotStartWith("=").doesNotStartWith("@").doesNotStartWith("+");
        }
    }
}
