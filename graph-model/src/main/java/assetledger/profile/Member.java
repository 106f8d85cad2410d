package assetledger.profile;

import assetledger.model.RecordId;

/**
 * A record that a figure of a profile counts.
 * @param rating what it counts as, such as COVERED; which ratings a section has says docs/profile.md
 */
public record Member(Section section, String rating, RecordId record) {}
