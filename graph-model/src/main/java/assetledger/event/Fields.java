package assetledger.event;

import assetledger.model.ExternalId;
import assetledger.model.InvalidValue;
import assetledger.model.Money;
import assetledger.model.Problem;
import assetledger.model.RecordId;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object, taken out by name and form. What is missing or malformed is noted, with the place, and a
 * stand-in given instead, so that reading goes on and all problems come out at once; {@link #build} then refuses.
 */
final class Fields {
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?");
    private static final RecordId NOBODY = RecordId.of("00000000-0000-0000-0000-000000000000");

    private final Map<String, Object> members;
    private final String prefix;
    private final List<Problem> problems;
    private final Set<String> asked = new HashSet<>();

    Fields(Map<String, Object> members) {
        this(members, "", new ArrayList<>());
    }

    private Fields(Map<String, Object> members, String prefix, List<Problem> problems) {
        this.members = members;
        this.prefix = prefix;
        this.problems = problems;
    }

    List<Problem> problems() {
        return List.copyOf(problems);
    }

    /** What the supplier makes, or nothing where a field read before was wrong or the value refuses to be made. */
    <T> Optional<T> build(Supplier<T> maker) {
        members.keySet().stream()
                .filter(name -> !asked.contains(name))
                .sorted()
                .forEach(name -> problem(name, Problem.Code.UNKNOWN_FIELD, name + " is no field here"));
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(maker.get());
        } catch (InvalidValue refused) {
            problem(refused.field(), Problem.Code.FORM, refused.getMessage());
            return Optional.empty();
        }
    }

    String text(String name) {
        return required(name, optionalText(name), "");
    }

    @Nullable
    String optionalText(String name) {
        Object value = get(name);
        return value == null ? null : Normalizer.normalize(value.toString(), Normalizer.Form.NFC);
    }

    LocalDate date(String name) {
        return required(name, optionalDate(name), LocalDate.EPOCH);
    }

    @Nullable
    LocalDate optionalDate(String name) {
        return parsed(name, text -> {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeParseException malformed) {
                throw new InvalidValue(name, "A date looks like 2026-03-31, but this is '%s'".formatted(text));
            }
        });
    }

    RecordId id(String name) {
        return required(name, optionalId(name), NOBODY);
    }

    @Nullable
    RecordId optionalId(String name) {
        return parsed(name, RecordId::of);
    }

    /** Empty where the list is absent. */
    List<RecordId> ids(String name) {
        List<RecordId> ids = new ArrayList<>();
        if (get(name) instanceof List<?> values) {
            for (int i = 0; i < values.size(); i++) {
                String place = "%s[%d]".formatted(name, i);
                try {
                    ids.add(RecordId.of(place, shown(String.valueOf(values.get(i)))));
                } catch (InvalidValue malformed) {
                    problem(place, Problem.Code.FORM, malformed.getMessage());
                }
            }
        }
        return ids;
    }

    BigDecimal decimal(String name) {
        return required(
                name,
                parsed(name, text -> {
                    if (!DECIMAL.matcher(text).matches()) {
                        throw new InvalidValue(
                                name, "A decimal number looks like 12.5 or -3, but this is '%s'".formatted(text));
                    }
                    return new BigDecimal(text);
                }),
                BigDecimal.ZERO);
    }

    /** Absent also where it is malformed. */
    @Nullable
    Currency currency(String name) {
        if (get(name) == null) {
            problem(name, Problem.Code.REQUIRED, name + " is required");
        }
        return parsed(name, Money::currency);
    }

    /** False where it is absent. */
    boolean flag(String name) {
        Object value = get(name);
        return value != null && Boolean.parseBoolean(value.toString());
    }

    int integer(String name) {
        return required(name, optionalInteger(name), 0);
    }

    @Nullable
    Integer optionalInteger(String name) {
        return parsed(name, text -> {
            try {
                return Integer.valueOf(text);
            } catch (NumberFormatException malformed) {
                throw new InvalidValue(name, "%s is a whole number, but this is '%s'".formatted(name, text));
            }
        });
    }

    <E extends Enum<E>> E one(Class<E> type, String name) {
        return required(name, optionalOne(type, name), type.getEnumConstants()[0]);
    }

    <E extends Enum<E>> @Nullable E optionalOne(Class<E> type, String name) {
        return parsed(
                name,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> constant.name().equals(text))
                        .findFirst()
                        .orElseThrow(() -> new InvalidValue(
                                name,
                                "%s is one of %s, but this is '%s'"
                                        .formatted(name, Arrays.toString(type.getEnumConstants()), text))));
    }

    <T> @Nullable T optional(String name, Function<Fields, T> reader) {
        Object value = get(name);
        return value == null ? null : element(name, value, reader);
    }

    /** A list that must hold something. */
    <T> List<T> listOfSome(String name, Function<Fields, T> reader) {
        if (!(get(name) instanceof List<?> values) || values.isEmpty()) {
            problem(name, Problem.Code.REQUIRED, name + " is required, with at least one entry");
        }
        return list(name, reader);
    }

    /** Empty where the list is absent. */
    <T> List<T> list(String name, Function<Fields, T> reader) {
        List<T> elements = new ArrayList<>();
        if (get(name) instanceof List<?> values) {
            for (int i = 0; i < values.size(); i++) {
                T element = element("%s[%d]".formatted(name, i), values.get(i), reader);
                if (element != null) {
                    elements.add(element);
                }
            }
        }
        return elements;
    }

    List<ExternalId> externalIds() {
        return list("externalIds", fields -> new ExternalId(fields.text("scheme"), fields.text("value")));
    }

    @SuppressWarnings("unchecked") // An object of parsed JSON or of GraphQL's arguments has texts for its names.
    private <T> @Nullable T element(String place, Object value, Function<Fields, T> reader) {
        Fields inner = new Fields((Map<String, Object>) value, prefix + place + ".", new ArrayList<>());
        T element = null;
        try {
            element = reader.apply(inner);
        } catch (InvalidValue refused) {
            // After another problem a stand-in may be what is refused.
            if (inner.problems.isEmpty()) {
                inner.problem(refused.field(), Problem.Code.FORM, refused.getMessage());
            }
        }
        problems.addAll(inner.problems);
        return inner.problems.isEmpty() ? element : null;
    }

    private <T> @Nullable T parsed(String name, Function<String, T> parser) {
        Object value = get(name);
        if (value == null) {
            return null;
        }
        try {
            return parser.apply(shown(value.toString()));
        } catch (InvalidValue malformed) {
            problem(name, Problem.Code.FORM, malformed.getMessage());
            return null;
        }
    }

    /** No value that is parsed is long; a longer one is cut, since refusals quote it. */
    private static String shown(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    private @Nullable Object get(String name) {
        asked.add(name);
        return members.get(name);
    }

    private <T> T required(String name, @Nullable T value, T standIn) {
        if (value == null && members.get(name) == null) {
            problem(name, Problem.Code.REQUIRED, name + " is required");
        }
        return value == null ? standIn : value;
    }

    private void problem(String name, Problem.Code code, @Nullable String message) {
        problems.add(new Problem(null, prefix + name, code, message == null ? name + " is wrong" : message));
    }
}
