package assetledger.model;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of values ask again and again. */
final class Refused {
    private Refused() {}

    /** That a value refuses to be built, names the field, and says in its sentence what a right one looks like. */
    static void refuses(String field, String sentence, ThrowingCallable building) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(building)
                .withMessageContaining(sentence)
                .returns(field, InvalidValue::field);
    }
}
