package assetledger.model;

import org.jspecify.annotations.Nullable;

/**
 * One reason why a command was refused.
 * @param record the record that it concerns, by id or external identifier; absent where none is known
 * @param field the field as clients write it, such as {@code amounts[0].amount}; absent where it is no single field
 * @param message a sentence that says what a right value looks like
 */
public record Problem(@Nullable String record, @Nullable String field, Code code, String message) {

    /** What sort of refusal it is, for programs. */
    public enum Code {
        REQUIRED,
        FORM,
        UNKNOWN_FIELD,
        UNKNOWN_CODE,
        NOT_FOUND,
        WRONG_KIND,
        NOT_ALLOWED,
        VERSION_CONFLICT,
        IDENTIFIER_TAKEN,
        AMBIGUOUS,
        KEY_REUSED,
        ERASED,
        NOT_RECORDED
    }

    public Problem of(@Nullable String concerned) {
        return new Problem(concerned, field, code, message);
    }
}
