package assetledger.model;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking, with the rights that grants give on the day.
 * @param person a pseudonym, unique in this installation
 * @param client whether it is a machine, which takes no part where two people must agree
 * @param roles all that are held
 * @param authorities those that a registrar records for, where it is not all of them
 * @param everyAuthority whether a registrar records for all
 */
public record Viewer(
        String person, boolean client, Set<Role> roles, Set<RecordId> authorities, boolean everyAuthority) {
    public Viewer {
        roles = Set.copyOf(roles);
        authorities = Set.copyOf(authorities);
    }

    /** A part of the server itself, which records what it was told to at its start. */
    public static Viewer server(String part) {
        return new Viewer(part, true, EnumSet.allOf(Role.class), Set.of(), true);
    }

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /** Whether it may record for an authority; what belongs to nobody is recorded only by who records for all. */
    public boolean recordsFor(@Nullable RecordId owner) {
        return is(Role.REGISTRAR) && (everyAuthority || (owner != null && authorities.contains(owner)));
    }

    /** Whether every restricted record is seen; who records for some authorities sees theirs. */
    public boolean seesAllRestricted() {
        return is(Role.AUDITOR) || (is(Role.REGISTRAR) && everyAuthority);
    }

    /** Whether a record is seen at all. */
    public boolean sees(State state) {
        if (state instanceof Grant grant) {
            return is(Role.OPERATOR) || is(Role.AUDITOR) || grant.holder().equals(person);
        }
        if (state instanceof Import run) {
            return asksAcross() || is(Role.OPERATOR) || run.person().equals(person) || recordsFor(run.owner());
        }
        if (state instanceof Transfer transfer) {
            return asksAcross() || recordsFor(transfer.from()) || recordsFor(transfer.to());
        }
        return !(state instanceof Asset asset)
                || asset.restriction() == null
                || seesAllRestricted()
                || recordsFor(asset.owner());
    }

    /** Whether questions across authorities are answered. */
    public boolean asksAcross() {
        return is(Role.ANALYST) || is(Role.BUDGET_REVIEWER) || is(Role.AUDITOR);
    }

    /** Whether amounts of an authority's money are shown. */
    public boolean seesMoneyOf(@Nullable RecordId owner) {
        return asksAcross() || recordsFor(owner);
    }

    /** Whether it is shown how an authority's assets are protected. */
    public boolean seesProtectionOf(@Nullable RecordId owner) {
        return is(Role.ANALYST) || is(Role.AUDITOR) || recordsFor(owner);
    }

    /** Whether what is known of an authority's people is shown: to people who record for it, and to no machine. */
    public boolean seesPersonsOf(@Nullable RecordId owner) {
        return !client && recordsFor(owner);
    }
}
