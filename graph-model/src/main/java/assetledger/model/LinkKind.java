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
    /** An authority works with a system that need not be its own, and says which functions it performs with it. */
    USES(RecordKind.SUBJECT, RecordKind.TECHNICAL_ASSET, EnumSet.of(Term.ADDED, Term.WITHOUT), none()),
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
    /** An authority has an ability among its people; with the last day it counts as lapsed (BR13). */
    HOLDS(
            RecordKind.SUBJECT,
            RecordKind.COMPETENCY,
            EnumSet.of(Term.LEVEL, Term.COUNT, Term.EVIDENCE),
            EnumSet.of(Term.LEVEL)),
    /** Whoever fills a post has an ability; with the last day it counts as lapsed (BR13). */
    POST_HOLDS(RecordKind.POST, RecordKind.COMPETENCY, EnumSet.of(Term.LEVEL, Term.EVIDENCE), EnumSet.of(Term.LEVEL)),
    /** Whoever fills a post answers for a system. */
    RESPONSIBLE_FOR(RecordKind.POST, RecordKind.TECHNICAL_ASSET, none(), none()),
    OPERATED_BY(RecordKind.TECHNICAL_ASSET, RecordKind.SUBJECT, EnumSet.of(Term.ACT), none()),
    /** Who says what a system has to do. */
    FUNCTIONAL_CUSTOMER(RecordKind.TECHNICAL_ASSET, RecordKind.SUBJECT, EnumSet.of(Term.ACT), none()),
    /** Who orders that it is built and run. */
    TECHNICAL_CUSTOMER(RecordKind.TECHNICAL_ASSET, RecordKind.SUBJECT, EnumSet.of(Term.ACT), none()),
    REGULATED_BY(RecordKind.TECHNICAL_ASSET, RecordKind.SUBJECT, EnumSet.of(Term.ACT), none()),
    /** Who answers for the quality of data. */
    STEWARDED_BY(RecordKind.TECHNICAL_ASSET, RecordKind.SUBJECT, EnumSet.of(Term.ACT), none()),
    /** A subsystem; of another owner only by an agreement, which is the act (BR09). */
    PART_OF(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, EnumSet.of(Term.ACT), none()),
    /** What comes in the place of what goes. */
    REPLACES(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, none(), none()),
    /** It stops where the other stops. */
    DEPENDS_ON(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, EnumSet.of(Term.TEXT), none()),
    /** Software or a system on hardware, infrastructure or a platform. */
    RUNS_ON(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, none(), none()),
    /** Two systems exchange data by a standard on a legal ground (A72); planned where its days lie ahead. */
    INTEGRATES_WITH(
            RecordKind.TECHNICAL_ASSET,
            RecordKind.TECHNICAL_ASSET,
            EnumSet.of(Term.STANDARD, Term.DATA, Term.ACT, Term.CLAUSE),
            EnumSet.of(Term.STANDARD, Term.DATA)),
    /** A system keeps a data set. */
    STORES(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, none(), none()),
    /** A system is made after a standard solution; the text says in what it differs. */
    REUSES(RecordKind.TECHNICAL_ASSET, RecordKind.TECHNICAL_ASSET, EnumSet.of(Term.TEXT), none());

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

    /** Whether links of this kind must never lead in a circle on any day (BR09). */
    public boolean isAcyclic() {
        return this == PART_OF || this == REPLACES || this == DEPENDS_ON || this == RUNS_ON;
    }

    boolean allows(Term term) {
        return allowed.contains(term);
    }

    boolean requires(Term term) {
        return required.contains(term);
    }
}
