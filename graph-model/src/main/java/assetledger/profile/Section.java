package assetledger.profile;

/** The parts of a digital profile; each has ratings of its own, by the rules of docs/profile.md. */
public enum Section {
    /** Links by which the authority has a duty, by how far systems carry it. */
    MANDATES,
    /** Functions that its systems support, by whether it has a mandate for them. */
    FUNCTIONS,
    /** Its technical assets, by phase; as its assets of the three other groups. */
    TECHNICAL,
    REGULATORY,
    FINANCIAL,
    COMPETENCY,
    /** Its technical assets, by whether they and the law for them are there (A70). */
    LAW,
    /** Its spending lines of the year, by what came of the money. */
    MONEY,
    /** Its posts, by whether somebody fills them. */
    POSTS,
    /** Abilities that its systems need, by whether its people have them. */
    ABILITIES,
    /** Its indicators, by what they show for the year. */
    INDICATORS,
    /** Its measures that are under way, by whether money pays for them. */
    MEASURES,
    /** Systems that it uses, by phase. */
    USES,
    /** Systems of others in which it has a part, by that part. */
    ROLES
}
