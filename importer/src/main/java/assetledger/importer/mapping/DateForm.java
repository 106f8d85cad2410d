package assetledger.importer.mapping;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads dates by the first of some patterns that fits, such as {@code dd.MM.yyyy}; what a pattern does not say is the
 * first: {@code yyyy} gives January 1.
 */
final class DateForm implements Form {
    static final String ISO = "yyyy-MM-dd";
    private static final LocalDate AN_EXAMPLE = LocalDate.of(2024, 3, 31);
    private static final int LAST_YEAR = 9999;
    private static final int JANUARY = 1;

    private final List<String> patterns;
    private final List<DateTimeFormatter> formatters;
    private final int daysAfter;

    /**
     * @param dayAfter whether the text names a last day and the day after it is meant
     * @throws IllegalArgumentException when one is no pattern of a date with a year
     */
    DateForm(List<String> patterns, boolean dayAfter) {
        this.patterns = List.copyOf(patterns);
        this.formatters = patterns.stream().map(DateForm::formatter).toList();
        this.daysAfter = dayAfter ? 1 : 0;
    }

    DateForm(String pattern) {
        this(List.of(pattern), false);
    }

    private static DateTimeFormatter formatter(String pattern) {
        if (!pattern.contains("y") || pattern.matches(".*[^yMd0-9./ \\-'年月日].*")) {
            throw new IllegalArgumentException("A date pattern looks like dd.MM.yyyy, yyyy-MM or yyyy");
        }
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().appendPattern(pattern.replace('y', 'u'));
        if (!pattern.contains("M")) {
            builder.parseDefaulting(ChronoField.MONTH_OF_YEAR, 1);
        }
        if (!pattern.contains("d")) {
            builder.parseDefaulting(ChronoField.DAY_OF_MONTH, 1);
        }
        return builder.toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    }

    @Override
    public @Nullable JsonNode read(String text, Consumer<String> wrong) {
        LocalDate date = date(text, wrong);
        return date == null ? null : JsonNodeFactory.instance.stringNode(date.toString());
    }

    /**
     * Reads the same dates into the year that they lie in.
     *
     * @param firstMonth with which the year begins; unless that is January, the year is named for the one it ends in
     */
    Form year(int firstMonth) {
        return new YearForm(this, firstMonth);
    }

    @Override
    public DateForm plain() {
        return new DateForm(List.of(ISO), daysAfter > 0);
    }

    private record YearForm(DateForm dates, int firstMonth) implements Form {
        @Override
        public @Nullable JsonNode read(String text, Consumer<String> wrong) {
            LocalDate date = dates.date(text, wrong);
            if (date == null) {
                return null;
            }
            boolean endsNextYear = firstMonth > JANUARY && date.getMonthValue() >= firstMonth;
            return JsonNodeFactory.instance.numberNode(date.getYear() + (endsNextYear ? 1 : 0));
        }

        @Override
        public Form plain() {
            return new YearForm(dates.plain(), firstMonth);
        }
    }

    private @Nullable LocalDate date(String text, Consumer<String> wrong) {
        Optional<LocalDate> date = formatters.stream()
                .flatMap(formatter -> parse(text, formatter).stream())
                .findFirst();
        if (date.isEmpty()) {
            wrong.accept("A date looks like %s here (%s)"
                    .formatted(formatters.get(0).format(AN_EXAMPLE), String.join(" or ", patterns)));
            return null;
        }
        return date.get().plusDays(daysAfter);
    }

    private static Optional<LocalDate> parse(String text, DateTimeFormatter formatter) {
        try {
            LocalDate date = LocalDate.parse(text, formatter);
            return date.getYear() >= 1 && date.getYear() <= LAST_YEAR ? Optional.of(date) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
