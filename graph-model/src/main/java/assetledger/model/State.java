package assetledger.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All that is known of a record at one version. */
public sealed interface State
        permits Subject,
                Function,
                Asset,
                Measure,
                Indicator,
                Declaration,
                Link,
                ActivePack,
                Grant,
                Import,
                Person,
                Post,
                Transfer {

    RecordKind kind();

    /** The other records that this one names; each must exist and be of the kind said. */
    List<Reference> references();

    /** The authority that answers for the record; absent for what belongs to nobody, such as a function. */
    default @Nullable RecordId owner() {
        return null;
    }

    /** Names given by others; no two records of one owner and kind share one (BR08). */
    default List<ExternalId> externalIds() {
        return List.of();
    }

    /** The record above this one in its tree, where its kind forms one. */
    default @Nullable RecordId parent() {
        return null;
    }
}
