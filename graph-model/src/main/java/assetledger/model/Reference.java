package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** That a field of a state names another record, and of which kind that record must be. */
public record Reference(String field, RecordId target, RecordKind kind) {
    static List<Reference> optional(String field, @Nullable RecordId target, RecordKind kind) {
        return target == null ? List.of() : List.of(new Reference(field, target, kind));
    }
}
