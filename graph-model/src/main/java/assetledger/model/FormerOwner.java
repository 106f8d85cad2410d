package assetledger.model;

import java.time.LocalDate;
import java.util.List;

/**
 * An authority that answered for an asset before the present one.
 * @param until the first day on which it did no longer
 */
public record FormerOwner(RecordId owner, LocalDate until) {

    /** Copies the former owners of an asset; each gave it up after the one before, and to another (BR02). */
    static List<FormerOwner> ascending(List<FormerOwner> former, RecordId owner) {
        for (int i = 0; i < former.size(); i++) {
            FormerOwner before = former.get(i);
            boolean isLast = i + 1 == former.size();
            if (before.owner().equals(isLast ? owner : former.get(i + 1).owner())) {
                throw new InvalidValue(
                        "formerOwners[%d].owner".formatted(i), "An asset changes hands from one authority to another");
            }
            if (!isLast && !before.until().isBefore(former.get(i + 1).until())) {
                throw new InvalidValue(
                        "formerOwners[%d].until".formatted(i + 1),
                        "An owner gives an asset up after the one before, but %s does not come after %s"
                                .formatted(former.get(i + 1).until(), before.until()));
            }
        }
        return List.copyOf(former);
    }
}
