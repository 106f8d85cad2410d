package assetledger.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import assetledger.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTests {
    private static final Cursor HERE = Cursor.in("assets", "anna", "TECHNICAL", null);
    private static final String GIVEN = HERE.after("a", "я");

    @Test
    void leadsBackToItsEntry() {
        assertThat(HERE.read(GIVEN, 2)).hasValue(List.of("a", "я"));
        assertThat(Cursor.in("assets", "anna", "TECHNICAL", null).read(GIVEN, 2))
                .isPresent();
        assertThat(HERE.read(null, 2)).isEmpty();
    }

    static Stream<Cursor> elsewhere() {
        return Stream.of(
                Cursor.in("systems", "anna", "TECHNICAL", null),
                Cursor.in("assets", "boris", "TECHNICAL", null),
                Cursor.in("assets", "anna", "FINANCIAL", null),
                Cursor.in("assets", "anna", null, "TECHNICAL"),
                Cursor.in("assets", "anna", "TECHNICAL", "null"),
                Cursor.in("assets", "anna", "TECHNICAL"));
    }

    @MethodSource("elsewhere")
    @ParameterizedTest
    void isOfNoUseForAnotherListViewerOrFilter(Cursor elsewhere) {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> elsewhere.read(GIVEN, 2));
    }

    @ValueSource(
            strings = {
                "",
                "made up",
                "null",
                "[]",
                "{}",
                "[null,null,null]",
                "[\"1\",\"assets\",\"a\"]",
                "[\"2\",\"assets\",\"a\"]"
            })
    @ParameterizedTest
    void isNotTakenFromAnybodyElse(String json) {
        String encoded = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> HERE.read(encoded, 1));
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> HERE.read(json, 1));
    }

    @Test
    void hasAKeyOfItsLength() {
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> HERE.read(GIVEN, 1));
    }
}
