package assetledger.model;

/** The seven phases that rules and queries know; a pack maps each of its stages to one of them. */
public enum Phase {
    IDEA,
    PLANNED,
    BUILDING,
    IN_USE,
    SUSPENDED,
    RETIRING,
    GONE
}
