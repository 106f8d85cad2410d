package assetledger.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An authority that accounts for its IT assets.
 * @param level a code of the pack, such as {@code regional}
 * @param parent the authority above it, absent at the top
 * @param successors those that took over what it had when it ceased to exist; empty while it does
 */
public record Subject(
        String name,
        String level,
        @Nullable RecordId parent,
        Validity existence,
        List<RecordId> successors,
        List<ExternalId> externalIds)
        implements State {
    public Subject {
        Require.text("name", name, 500);
        Require.text("level", level, 60);
        if (!successors.isEmpty() && existence.to() == null) {
            throw new InvalidValue("successors", "Only an authority that has ceased to exist has successors");
        }
        successors = List.copyOf(successors);
        externalIds = List.copyOf(externalIds);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.SUBJECT;
    }

    @Override
    public List<Reference> references() {
        List<Reference> references = new ArrayList<>(Reference.optional("parent", parent, RecordKind.SUBJECT));
        for (int i = 0; i < successors.size(); i++) {
            references.add(new Reference("successors[%d]".formatted(i), successors.get(i), RecordKind.SUBJECT));
        }
        return references;
    }
}
