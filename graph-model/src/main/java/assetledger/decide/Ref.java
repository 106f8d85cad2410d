package assetledger.decide;

import assetledger.model.ExternalId;
import assetledger.model.RecordId;

/** How a client names a record: by its id, or by a name that somebody else gave it. */
public sealed interface Ref {

    /** By id. */
    record ById(RecordId id) implements Ref {
        @Override
        public String toString() {
            return id.toString();
        }
    }

    /** By external identifier, unique among the records that could be meant. */
    record ByExternalId(ExternalId externalId) implements Ref {
        @Override
        public String toString() {
            return externalId.toString();
        }
    }
}
