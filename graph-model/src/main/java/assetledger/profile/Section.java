package assetledger.profile;

import java.util.List;

/** The parts of a digital profile; each has ratings of its own, by the rules of docs/profile.md. */
public enum Section {
    MANDATES(
            "Links by which the authority has a duty on the day, by how far systems that it owns, uses or operates carry it.",
            "COVERED",
            "PARTIAL",
            "PLANNED",
            "NONE",
            "NOT_REPORTED",
            "WITHHELD"),
    FUNCTIONS(
            "Functions that its systems support on the day, by whether it has a mandate for them or for a part of them.",
            "MANDATED",
            "WITHOUT_MANDATE"),
    TECHNICAL("Technical assets that it owns on the day, by phase.", Section.PHASES),
    REGULATORY("Acts that it owns on the day, by phase.", Section.PHASES),
    FINANCIAL("Money that it owns on the day, by phase.", Section.PHASES),
    COMPETENCY("Competencies that it owns on the day, by phase.", Section.PHASES),
    LAW(
            "Systems that it owns on the day, beyond an idea and not gone, by whether they are in use and an act for them is in force.",
            "BOTH",
            "LAW_WITHOUT_SYSTEM",
            "SYSTEM_WITHOUT_LAW",
            "NEITHER"),
    MONEY(
            "Spending lines that it owns on the day with an amount for that year, by what came of the money.",
            "REACHED",
            "MISSED",
            "NO_PLAN",
            "NO_ACTUAL",
            "NO_INDICATOR",
            "NO_MEASURE"),
    POSTS("Its posts, by whether somebody fills them on the day.", "FILLED", "VACANT"),
    ABILITIES(
            "Abilities that its systems require on the day, by whether as many of its people have them as are needed.",
            "HELD",
            "SHORT",
            "LAPSED",
            "ABSENT"),
    INDICATORS("Its indicators, by what they show for the year of the day.", "MET", "MISSED", "NO_PLAN", "NO_ACTUAL"),
    MEASURES("Its measures that are under way on the day, by whether money pays for them.", "FUNDED", "UNFUNDED"),
    USES("Systems that it uses on the day, whoever owns them, by phase.", Section.PHASES),
    ROLES(
            "Systems in which it has a part on the day, by that part; one in which it has several counts in each.",
            "OPERATED_BY",
            "FUNCTIONAL_CUSTOMER",
            "TECHNICAL_CUSTOMER",
            "REGULATED_BY",
            "STEWARDED_BY");

    private static final String PHASES = "IDEA,PLANNED,BUILDING,IN_USE,SUSPENDED,RETIRING,GONE,NOT_YET";

    private final String rule;

    @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nothing changes.
    private final List<String> ratings;

    Section(String rule, String... ratings) {
        this.rule = rule;
        this.ratings = List.of(String.join(",", ratings).split(",", -1));
    }

    /** One sentence on which records it counts, and by what. */
    public String rule() {
        return rule;
    }

    /** What a record of the section can count as, in the order in which figures are shown. */
    public List<String> ratings() {
        return ratings;
    }
}
