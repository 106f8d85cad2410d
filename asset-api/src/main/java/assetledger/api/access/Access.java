package assetledger.api.access;

import assetledger.model.RecordId;
import assetledger.model.Recorded;
import assetledger.model.Role;
import assetledger.model.State;
import assetledger.model.Viewer;
import org.jspecify.annotations.Nullable;

/** The rules that the schema's {@code @access} names, as docs/api.md has them. */
enum Access {
    /** Whoever is signed in. */
    SIGNED_IN,
    /** The basic card, of every record that exists for the viewer. */
    CARD,
    /** Amounts: those who record for the owner, and those who ask across authorities; null for others. */
    MONEY,
    /** How assets are protected: those who record for the owner, analysts and auditors; null for others. */
    SECURITY,
    /** Questions across authorities. */
    ACROSS,
    /** Recording; whose records is decided by the writer. */
    REGISTRARS,
    /** Proposing and deciding grants. */
    OPERATORS,
    /** Who holds which role. */
    GRANTS,
    /** What was imported; a registrar sees what he and his authority imported. */
    IMPORTS,
    /** What is known of a person: the people who record for his authority; null for others. */
    PERSONS;

    /** Whether there is anything to check beyond what the filter and the listings see to. */
    boolean restricts() {
        return this != SIGNED_IN && this != CARD;
    }

    /**
     * Whether a viewer passes.
     * @param own an authority that he named as his own, absent where none is named
     */
    boolean passes(Viewer viewer, @Nullable RecordId own) {
        return switch (this) {
            case SIGNED_IN, CARD, PERSONS -> true;
            case MONEY -> viewer.asksAcross() || viewer.is(Role.REGISTRAR);
            case SECURITY -> viewer.is(Role.ANALYST) || viewer.is(Role.AUDITOR) || viewer.is(Role.REGISTRAR);
            case ACROSS -> viewer.asksAcross() || (own != null && viewer.recordsFor(own));
            case REGISTRARS -> viewer.is(Role.REGISTRAR);
            case OPERATORS -> viewer.is(Role.OPERATOR);
            case GRANTS -> viewer.is(Role.OPERATOR) || viewer.is(Role.AUDITOR);
            case IMPORTS -> viewer.asksAcross() || viewer.is(Role.OPERATOR) || viewer.is(Role.REGISTRAR);
        };
    }

    /**
     * Whether a viewer passes where the rule has him name his own authority.
     * @param own the one that he named, absent where he named none
     */
    boolean passesNaming(Viewer viewer, @Nullable RecordId own) {
        // Nothing can be masked where what is hidden only selects.
        return this == SECURITY ? viewer.seesProtectionOf(own) : passes(viewer, own);
    }

    /** Whether a field of this object is shown as null, because it is not the viewer's to see. */
    boolean masks(Viewer viewer, @Nullable Object source) {
        if (!(source instanceof Recorded<? extends State> record)) {
            return false;
        }
        RecordId owner = record.state().owner();
        return switch (this) {
            case MONEY -> !viewer.seesMoneyOf(owner);
            case PERSONS -> !viewer.seesPersonsOf(owner);
            case SECURITY -> !viewer.seesProtectionOf(owner);
            default -> false;
        };
    }

    /** Who passes, for the one who does not. */
    String sentence() {
        return switch (this) {
            case SIGNED_IN, CARD -> "Sign in first";
            case MONEY -> "Only registrars, analysts, budget reviewers and auditors may see money";
            case SECURITY -> "Only registrars, analysts and auditors may see how assets are protected";
            case ACROSS ->
                "Only analysts, budget reviewers and auditors may ask this across authorities; a registrar may ask it of his"
                        + " own, by naming it";
            case REGISTRARS -> "Only registrars may record";
            case OPERATORS -> "Only operators may propose and decide who holds which role";
            case GRANTS -> "Only operators and auditors may see who holds which role";
            case IMPORTS ->
                "Only registrars, analysts, budget reviewers, auditors and operators may see what was imported; a registrar"
                        + " what he and his authority imported";
            case PERSONS -> "Only people who record for an authority may see its persons";
        };
    }
}
