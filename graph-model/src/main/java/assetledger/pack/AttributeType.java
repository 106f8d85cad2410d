package assetledger.pack;

import assetledger.model.Attribute;
import assetledger.model.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Something that a jurisdiction wants to know of a kind of asset.
 * @param unit of a number; absent where it has none
 */
public record AttributeType(String code, Form form, Optional<String> unit, Map<String, String> title) {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");

    /** How a value is written. */
    public enum Form {
        TEXT("a text"),
        NUMBER("a number such as 12.5"),
        DATE("a date such as 2026-03-31"),
        FLAG("true or false");

        private final String example;

        Form(String example) {
            this.example = example;
        }
    }

    /** What is wrong with a value, if anything is. */
    Optional<Problem> problem(String place, Attribute given) {
        if (!fits(given.value())) {
            return Optional.of(new Problem(
                    null,
                    place + ".value",
                    Problem.Code.FORM,
                    "%s is %s, but this is '%s'".formatted(code, form.example, shown(given.value()))));
        } else if (!Objects.equals(given.unit(), unit.orElse(null))) {
            return Optional.of(new Problem(
                    null,
                    place + ".unit",
                    Problem.Code.FORM,
                    unit.map(known -> "%s is given in %s".formatted(code, known))
                            .orElseGet(() -> "%s has no unit".formatted(code))));
        }
        return Optional.empty();
    }

    private boolean fits(String value) {
        return switch (form) {
            case TEXT -> true;
            case NUMBER -> NUMBER.matcher(value).matches();
            case DATE -> isDate(value);
            case FLAG -> value.equals("true") || value.equals("false");
        };
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException malformed) {
            return false;
        }
    }

    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
