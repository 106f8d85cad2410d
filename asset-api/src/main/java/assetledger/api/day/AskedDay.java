package assetledger.api.day;

import graphql.execution.ExecutionStepInfo;
import graphql.schema.DataFetchingEnvironment;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The day that a field is asked for: a field that takes one hands it on to all below it. */
public final class AskedDay {
    static final String ARGUMENT = "asOf";

    private AskedDay() {}

    /** The day that the field was given, or the nearest above it; empty where none was, which means today. */
    public static Optional<LocalDate> of(DataFetchingEnvironment field) {
        for (@Nullable ExecutionStepInfo step = field.getExecutionStepInfo(); step != null; step = step.getParent()) {
            if (given(step) instanceof LocalDate day) {
                return Optional.of(day);
            }
        }
        return Optional.empty();
    }

    /** Few fields take a day, and reading arguments costs more than looking whether there is one to read. */
    private static @Nullable Object given(ExecutionStepInfo step) {
        boolean takesOne =
                step.getFieldDefinition() != null && step.getFieldDefinition().getArgument(ARGUMENT) != null;
        return takesOne ? step.getArgument(ARGUMENT) : null;
    }
}
