package assetledger.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an authority says of its own list of systems from a day on: that it is complete for an area, or that one duty
 * has no system. Exactly one of area and function is given.
 */
public record Declaration(
        RecordId subject, @Nullable String area, @Nullable RecordId function, LocalDate on) implements State {
    public Declaration {
        if ((area == null) == (function == null)) {
            throw new InvalidValue("area", "A declaration speaks of an area or of a function, and not of both");
        }
        Require.optionalText("area", area, 60);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.DECLARATION;
    }

    @Override
    public RecordId owner() {
        return subject;
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>();
        references.add(new Reference("subject", subject, RecordKind.SUBJECT));
        references.addAll(Reference.optional("function", function, RecordKind.FUNCTION));
        return references;
    }
}
