package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What authorities do, as fine as acts make it: narrower than the classifier's class that it falls under.
 * @param area a code of the pack's classifier of functions, such as {@code 07.4.0}
 * @param broader a function that includes this one: a system for it serves this one too
 */
public record Function(
        String name,
        @Nullable String description,
        String area,
        FunctionKind functionKind,
        @Nullable RecordId broader,
        List<ExternalId> externalIds)
        implements State {
    public Function {
        Require.text("name", name, 500);
        Require.optionalText("description", description, 8000);
        Require.text("area", area, 60);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.FUNCTION;
    }

    @Override
    public @Nullable RecordId parent() {
        return broader;
    }

    @Override
    public List<Reference> references() {
        return Reference.optional("broader", broader, RecordKind.FUNCTION);
    }
}
