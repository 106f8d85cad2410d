package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authority that accounts for its IT assets.
 * @param level a code of the pack, such as {@code regional}
 * @param parent the authority above it, absent at the top
 */
public record Subject(
        String name, String level, @Nullable RecordId parent, Validity existence, List<ExternalId> externalIds)
        implements State {
    public Subject {
        Require.text("name", name, 500);
        Require.text("level", level, 60);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.SUBJECT;
    }

    @Override
    public List<Reference> references() {
        return Reference.optional("parent", parent, RecordKind.SUBJECT);
    }
}
