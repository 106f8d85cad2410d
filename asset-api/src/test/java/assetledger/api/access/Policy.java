package assetledger.api.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Who sees what and may do what, said once more in a few words, without a look at the code that sees to it. */
final class Policy {
    private Policy() {}

    /** Those who ask, one of each sort. The registrars record for the north. */
    enum Who {
        REGISTRAR,
        MACHINE,
        ANALYST,
        BUDGET_REVIEWER,
        AUDITOR,
        OPERATOR,
        /** Signed in, without any role. */
        NOBODY;

        boolean records() {
            return this == REGISTRAR || this == MACHINE;
        }

        boolean asksAcross() {
            return this == ANALYST || this == BUDGET_REVIEWER || this == AUDITOR;
        }

        String label() {
            return Policy.label(this);
        }
    }

    /** Whose the record is that an answer or a command is about: the registrars' own authority, another, or none. */
    enum Relation {
        OWN,
        FOREIGN,
        OWN_RESTRICTED,
        FOREIGN_RESTRICTED,
        NONE;

        static final Set<Relation> OWNED = EnumSet.of(OWN, FOREIGN);
        static final Set<Relation> RESTRICTED = EnumSet.of(OWN_RESTRICTED, FOREIGN_RESTRICTED);
        static final Set<Relation> ALL_BUT_NONE = EnumSet.of(OWN, FOREIGN, OWN_RESTRICTED, FOREIGN_RESTRICTED);

        boolean own() {
            return this == OWN || this == OWN_RESTRICTED;
        }

        boolean restricted() {
            return RESTRICTED.contains(this);
        }

        String label() {
            return Policy.label(this);
        }
    }

    /** What comes of asking. */
    enum Outcome {
        ALLOW,
        /** Null in its place. */
        MASK,
        /** The error FORBIDDEN. */
        DENY,
        /** As if the record were not there. */
        HIDDEN
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Restricted records are there for those who record for their owner and for auditors; grants for who runs them;
     * uploads for who sent them.
     */
    static boolean exists(Who who, Relation relation, String type) {
        if (type.equals("Grant")) {
            return who == Who.OPERATOR || who == Who.AUDITOR;
        } else if (type.equals("Upload")) {
            // Of the registrar himself, or of another; the machine of his authority is another, too.
            return who == Who.REGISTRAR && relation.own();
        } else if (type.equals("Transfer")) {
            return who.asksAcross() || (who.records() && relation.own());
        } else if (type.startsWith("Import")) {
            return who.asksAcross() || who == Who.OPERATOR || (who.records() && relation.own());
        }
        return !relation.restricted() || who == Who.AUDITOR || (who.records() && relation.own());
    }

    static boolean seesMoney(Who who, Relation relation) {
        return who.asksAcross() || (who.records() && relation.own());
    }

    static boolean seesProtection(Who who, Relation relation) {
        return who == Who.ANALYST || who == Who.AUDITOR || (who.records() && relation.own());
    }

    /** What is hidden selects only for who would be shown it. */
    static Outcome selection(String rule, Who who, Relation relation) {
        return rule.equals("SECURITY")
                ? seesProtection(who, relation) ? Outcome.ALLOW : Outcome.DENY
                : question(rule, who, relation);
    }

    /** What is known of people is for people. */
    static boolean seesPersons(Who who, Relation relation) {
        return who == Who.REGISTRAR && relation.own();
    }

    /** A question's rule, before anything is looked up. */
    static Outcome question(String rule, Who who, Relation relation) {
        boolean passes =
                switch (rule) {
                    case "SIGNED_IN", "CARD", "PERSONS" -> true;
                    case "MONEY" -> who.asksAcross() || who.records();
                    case "SECURITY" -> who == Who.ANALYST || who == Who.AUDITOR || who.records();
                    case "ACROSS" -> who.asksAcross() || (who.records() && relation.own());
                    case "REGISTRARS" -> who.records();
                    case "OPERATORS" -> who == Who.OPERATOR;
                    case "GRANTS" -> who == Who.OPERATOR || who == Who.AUDITOR;
                    case "IMPORTS" -> who != Who.NOBODY;
                    default -> throw new IllegalArgumentException("Say in the policy who passes " + rule);
                };
        return passes ? Outcome.ALLOW : Outcome.DENY;
    }

    /** The rule of a field of something that was found: money of others is blank for a registrar, and so are their people. */
    static Outcome field(String rule, Who who, Relation relation) {
        Outcome passes = question(rule, who, relation);
        boolean masked = (rule.equals("MONEY") && !seesMoney(who, relation))
                || (rule.equals("SECURITY") && !seesProtection(who, relation))
                || (rule.equals("PERSONS") && !seesPersons(who, relation));
        return passes == Outcome.ALLOW && masked ? Outcome.MASK : passes;
    }

    /** What a command is about, and so who may give it. */
    enum Right {
        /** A record of an authority, found by its name. */
        OF_RECORD,
        /** Something new of an authority. */
        OF_OWNER,
        /** As the first, by a person: a second one must agree. */
        OF_RECORD_BY_PERSON,
        /** What two authorities agree on, for those who record for either, by a person. */
        OF_TRANSFER,
        /** Only referred to, by a record of the north: whatever exists for him will do. */
        REFERRED,
        /** A word that all share. */
        SHARED,
        /** A new authority, or a change of what is nobody's. */
        NOBODYS,
        /** Who holds which role. */
        GRANTS,
        /** What comes from files, one reading of them for an authority. */
        OF_IMPORT
    }

    static Outcome command(Right right, Who who, Relation relation) {
        if (right == Right.GRANTS) {
            return who == Who.OPERATOR ? Outcome.ALLOW : Outcome.DENY;
        }
        boolean byPerson = right == Right.OF_RECORD_BY_PERSON || right == Right.OF_TRANSFER;
        if (!who.records() || right == Right.NOBODYS || (byPerson && who == Who.MACHINE)) {
            return Outcome.DENY;
        }
        if (right == Right.SHARED) {
            return Outcome.ALLOW;
        }
        if (right != Right.OF_OWNER && !exists(who, relation, about(right))) {
            return Outcome.HIDDEN;
        }
        return relation.own() || right == Right.REFERRED ? Outcome.ALLOW : Outcome.DENY;
    }

    private static String about(Right right) {
        return switch (right) {
            case OF_IMPORT -> "Import";
            case OF_TRANSFER -> "Transfer";
            default -> "Record";
        };
    }
}
