package assetledger.api.records;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.IntValue;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.CoercingParseValueException;
import graphql.schema.GraphQLScalarType;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scalars that GraphQL does not have: days, moments, exact decimals, positions. */
final class Scalars {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");
    private static final Pattern POSITION = Pattern.compile("0|[1-9][0-9]{0,15}");

    private Scalars() {}

    static List<GraphQLScalarType> all() {
        return List.of(
                scalar("Date", "A day, such as \"2026-03-31\".", Scalars::date, false),
                scalar(
                        "Decimal",
                        "An exact decimal number as text, such as \"12.50\"; never a binary fraction.",
                        Scalars::decimal,
                        false),
                scalar("Instant", "A moment in UTC, such as \"2026-03-31T09:30:00.123Z\".", Scalars::instant, false),
                scalar("Position", "A place in the ledger, counted from 0.", Scalars::position, true));
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= 1000 && date.getYear() <= 9999) {
                return date;
            }
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(dateForm(text), malformed);
        }
        throw new IllegalArgumentException(dateForm(text));
    }

    private static String dateForm(String text) {
        return "A date looks like 2026-03-31, but this is '%s'".formatted(text);
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "A moment looks like 2026-03-31T09:30:00Z, but this is '%s'".formatted(text), malformed);
        }
    }

    private static String decimal(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A decimal number is a text such as \"12.50\" (at most 18 digits before the point, 9 after it),"
                            + " but this is '%s'".formatted(text));
        }
        return text;
    }

    private static Long position(String text) {
        if (!POSITION.matcher(text).matches()) {
            throw new IllegalArgumentException("A position is a whole number from 0, but this is '%s'".formatted(text));
        }
        return Long.valueOf(text);
    }

    private static GraphQLScalarType scalar(
            String name, String description, Function<String, Object> parse, boolean number) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .description(description)
                .coercing(new Form(parse, number))
                .build();
    }

    /** One form for literals and variables; text stays text, and only a position is a number. */
    private record Form(Function<String, Object> parse, boolean number) implements Coercing<Object, Object> {
        @Override
        public Object serialize(Object result, GraphQLContext context, Locale locale) {
            return number ? result : result.toString();
        }

        @Override
        public Object parseValue(Object input, GraphQLContext context, Locale locale) {
            boolean fits = number
                    ? input instanceof Integer || input instanceof Long || input instanceof BigInteger
                    : input instanceof String || input instanceof LocalDate;
            try {
                return parse.apply(
                        fits ? input.toString() : input + " (not given as " + (number ? "number)" : "text)"));
            } catch (IllegalArgumentException malformed) {
                throw new CoercingParseValueException(malformed.getMessage(), malformed);
            }
        }

        @Override
        public Object parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
            @Nullable String text = null;
            if (number && input instanceof IntValue literal) {
                text = literal.getValue().toString();
            } else if (!number && input instanceof StringValue literal) {
                text = literal.getValue();
            }
            try {
                return parse.apply(text == null ? "a literal of another kind" : text);
            } catch (IllegalArgumentException malformed) {
                throw new CoercingParseLiteralException(malformed.getMessage(), malformed);
            }
        }
    }
}
