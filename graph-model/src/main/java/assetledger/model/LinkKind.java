package assetledger.model;

import java.util.EnumSet;
import java.util.Set;

/** The kinds of link, each with what it joins, from its tail, which owns it, to its head. */
public enum LinkKind {
    /** An authority has a duty by an act. */
    MANDATED(RecordKind.SUBJECT, RecordKind.FUNCTION, EnumSet.of(Term.ACT, Term.CLAUSE, Term.TERRITORY), none()),
    /** A system performs a function, in words of its owner's. */
    SUPPORTS(
            RecordKind.TECHNICAL_ASSET,
            RecordKind.FUNCTION,
            EnumSet.of(Term.DEGREE, Term.TERRITORY, Term.TEXT),
            EnumSet.of(Term.DEGREE)),
    /** An authority works with a system that need not be its own. */
    USES(RecordKind.SUBJECT, RecordKind.TECHNICAL_ASSET, none(), none()),
    GOVERNED_BY(RecordKind.TECHNICAL_ASSET, RecordKind.LEGAL_ACT, EnumSet.of(Term.CLAUSE), none()),
    DELIVERS(RecordKind.MEASURE, RecordKind.TECHNICAL_ASSET, none(), none()),
    AIMS_AT(RecordKind.MEASURE, RecordKind.INDICATOR, none(), none()),
    PAYS_FOR(RecordKind.SPENDING_LINE, RecordKind.MEASURE, none(), none()),
    MEASURES(RecordKind.INDICATOR, RecordKind.FUNCTION, none(), none()),
    REQUIRES(
            RecordKind.TECHNICAL_ASSET,
            RecordKind.COMPETENCY,
            EnumSet.of(Term.LEVEL, Term.COUNT),
            EnumSet.of(Term.LEVEL)),
    HOLDS(RecordKind.SUBJECT, RecordKind.COMPETENCY, EnumSet.of(Term.LEVEL, Term.COUNT), EnumSet.of(Term.LEVEL));

    private final RecordKind tail;
    private final RecordKind head;

    @SuppressWarnings("ImmutableEnumChecker") // Nothing changes the set after construction.
    private final Set<Term> allowed;

    @SuppressWarnings("ImmutableEnumChecker") // As above.
    private final Set<Term> required;

    LinkKind(RecordKind tail, RecordKind head, Set<Term> allowed, Set<Term> required) {
        this.tail = tail;
        this.head = head;
        this.allowed = allowed;
        this.required = required;
    }

    private static Set<Term> none() {
        return EnumSet.noneOf(Term.class);
    }

    public RecordKind tail() {
        return tail;
    }

    public RecordKind head() {
        return head;
    }

    boolean allows(Term term) {
        return allowed.contains(term);
    }

    boolean requires(Term term) {
        return required.contains(term);
    }
}
