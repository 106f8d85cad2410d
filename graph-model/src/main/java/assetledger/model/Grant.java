package assetledger.model;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * That somebody holds a role, once two people agreed to it.
 * @param holder the pseudonym by which tokens name who holds it
 * @param client whether the holder is a machine, which may only record for one authority
 * @param authority that a registrar records for; absent for all
 * @param proposedBy who proposed it
 * @param acceptedBy who agreed, never who proposed it; absent until then, and the grant has no effect before
 */
public record Grant(
        String holder,
        boolean client,
        Role role,
        @Nullable RecordId authority,
        Validity validity,
        String proposedBy,
        @Nullable String acceptedBy)
        implements State {
    public Grant {
        Require.text("holder", holder, 200);
        Require.text("proposedBy", proposedBy, 200);
        Require.optionalText("acceptedBy", acceptedBy, 200);
        if (authority != null && role != Role.REGISTRAR) {
            throw new InvalidValue(
                    "authority", "Only a registrar is granted for one authority; other roles hold for all");
        }
        if (client && (role != Role.REGISTRAR || authority == null)) {
            throw new InvalidValue("client", "A machine is granted to be the registrar of one authority, nothing else");
        }
    }

    /** Whether it gives its holder the role on a day. */
    public boolean holdsOn(LocalDate day) {
        return acceptedBy != null && validity.contains(day);
    }

    @Override
    public RecordKind kind() {
        return RecordKind.GRANT;
    }

    @Override
    public List<Reference> references() {
        return Reference.optional("authority", authority, RecordKind.SUBJECT);
    }
}
