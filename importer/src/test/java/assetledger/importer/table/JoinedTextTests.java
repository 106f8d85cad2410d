package assetledger.importer.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JoinedTextTests {
    private static final String PIECES = ";\\ a\n'";

    @Test
    void putsASignBetweenValuesAndAnotherBeforeThatSignInsideThem() {
        assertThat(JoinedText.join(List.of("a; b", "c\\", ""))).isEqualTo("a\\; b; c\\\\; ");
    }

    @Test
    void tellsTheValuesApartAgain() {
        Random random = new Random(20261125);
        for (int round = 0; round < 100_000; round++) {
            List<String> values = new ArrayList<>();
            for (int count = 1 + random.nextInt(4); count > 0; count--) {
                StringBuilder value = new StringBuilder();
                for (int length = random.nextInt(4); length > 0; length--) {
                    value.append(PIECES.charAt(random.nextInt(PIECES.length())));
                }
                values.add(value.toString());
            }
            List<String> again = JoinedText.split(JoinedText.join(values));
            assertThat(again).isEqualTo(values.equals(List.of("")) ? List.of() : values);
        }
    }
}
