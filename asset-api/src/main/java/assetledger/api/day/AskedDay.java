package assetledger.api.day;

import graphql.execution.ExecutionStepInfo;
import graphql.schema.DataFetchingEnvironment;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The day that a field is asked for: a field that takes one hands it on to all below it. One that takes several, each in an
 * input of its own, hands each on to the field below that is called like the input.
 */
public final class AskedDay {
    static final String ARGUMENT = "asOf";

    private AskedDay() {}

    /** The day that the field was given, or the nearest above it; empty where none was, which means today. */
    public static Optional<LocalDate> of(DataFetchingEnvironment field) {
        for (@Nullable ExecutionStepInfo step = field.getExecutionStepInfo(); step != null; step = step.getParent()) {
            Optional<LocalDate> day = in(given(step, ARGUMENT)).or(ofInput(step));
            if (day.isPresent()) {
                return day;
            }
        }
        return Optional.empty();
    }

    /** The day in the input of the field above that is called like this field. */
    private static Supplier<Optional<LocalDate>> ofInput(ExecutionStepInfo step) {
        return () -> step.getParent() != null
                        && given(step.getParent(), step.getFieldDefinition().getName()) instanceof Map<?, ?> input
                ? in(input.get(ARGUMENT))
                : Optional.empty();
    }

    static Optional<LocalDate> in(@Nullable Object given) {
        return given instanceof LocalDate day ? Optional.of(day) : Optional.empty();
    }

    /** Few fields take a day, and reading arguments costs more than looking whether there is one to read. */
    private static @Nullable Object given(ExecutionStepInfo step, String argument) {
        boolean takesOne =
                step.getFieldDefinition() != null && step.getFieldDefinition().getArgument(argument) != null;
        return takesOne ? step.getArgument(argument) : null;
    }
}
