package assetledger.profile;

import java.util.List;

/** The parts of a digital profile; each has ratings of its own, by the rules of docs/profile.md. */
public enum Section {
    /** Links by which the authority has a duty, by how far systems carry it. */
    MANDATES("COVERED", "PARTIAL", "PLANNED", "NONE", "NOT_REPORTED", "WITHHELD"),
    /** Functions that its systems support, by whether it has a mandate for them. */
    FUNCTIONS("MANDATED", "WITHOUT_MANDATE"),
    /** Its technical assets, by phase; as its assets of the three other groups. */
    TECHNICAL(Section.PHASES),
    REGULATORY(Section.PHASES),
    FINANCIAL(Section.PHASES),
    COMPETENCY(Section.PHASES),
    /** Its technical assets, by whether they and the law for them are there (A70). */
    LAW("BOTH", "LAW_WITHOUT_SYSTEM", "SYSTEM_WITHOUT_LAW", "NEITHER"),
    /** Its spending lines of the year, by what came of the money. */
    MONEY("REACHED", "MISSED", "NO_PLAN", "NO_ACTUAL", "NO_INDICATOR", "NO_MEASURE"),
    /** Its posts, by whether somebody fills them. */
    POSTS("FILLED", "VACANT"),
    /** Abilities that its systems need, by whether its people have them. */
    ABILITIES("HELD", "SHORT", "LAPSED", "ABSENT"),
    /** Its indicators, by what they show for the year. */
    INDICATORS("MET", "MISSED", "NO_PLAN", "NO_ACTUAL"),
    /** Its measures that are under way, by whether money pays for them. */
    MEASURES("FUNDED", "UNFUNDED"),
    /** Systems that it uses, by phase. */
    USES(Section.PHASES),
    /** Systems in which it has a part, by that part. */
    ROLES("OPERATED_BY", "FUNCTIONAL_CUSTOMER", "TECHNICAL_CUSTOMER", "REGULATED_BY", "STEWARDED_BY");

    private static final String PHASES = "IDEA,PLANNED,BUILDING,IN_USE,SUSPENDED,RETIRING,GONE,NOT_YET";

    @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nothing changes.
    private final List<String> ratings;

    Section(String... ratings) {
        this.ratings = List.of(String.join(",", ratings).split(",", -1));
    }

    /** What a record of the section can count as, in the order in which figures are shown. */
    public List<String> ratings() {
        return ratings;
    }
}
