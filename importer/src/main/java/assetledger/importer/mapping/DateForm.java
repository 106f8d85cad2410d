package assetledger.importer.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads dates of a pattern such as {@code dd.MM.yyyy}; what the pattern does not say is the first: {@code yyyy}
 * gives January 1.
 */
final class DateForm implements Form {
    static final String ISO = "yyyy-MM-dd";
    private static final LocalDate AN_EXAMPLE = LocalDate.of(2024, 3, 31);
    private static final int LAST_YEAR = 9999;

    private final String pattern;
    private final DateTimeFormatter formatter;

    /** @throws IllegalArgumentException when it is no pattern of a date with a year */
    DateForm(String pattern) {
        if (!pattern.contains("y") || pattern.matches(".*[^yMd0-9./ \\-'年月日].*")) {
            throw new IllegalArgumentException("A date pattern looks like dd.MM.yyyy, yyyy-MM or yyyy");
        }
        this.pattern = pattern;
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern.replace('y', 'u'));
        if (!pattern.contains("M")) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        if (!pattern.contains("d")) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        this.formatter = builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public @Nullable JsonNode read(String text, Consumer<String> wrong) {
        try {
            LocalDate date = LocalDate.parse(text, formatter);
            if (date.getYear() >= 1 && date.getYear() <= LAST_YEAR) {
                return JsonNodeFactory.instance.stringNode(date.toString());
            }
        } catch (DateTimeException e) {
            // Told below, together with a year that is out of range.
        }
        wrong.accept("A date looks like %s here (%s)".formatted(formatter.format(AN_EXAMPLE), pattern));
        return null;
    }
}
