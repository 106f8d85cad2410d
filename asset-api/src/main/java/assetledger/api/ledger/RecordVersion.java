package assetledger.api.ledger;

import assetledger.event.Event;
import java.time.Instant;

/**
 * A record at one of its versions, with all that is known of how it came about.
 * @param event without its reason, and with a state of which nothing is left, where its payload was erased
 * @param recorded never earlier than that of the version before
 * @param actor the pseudonym of who recorded it
 * @param erased whether its payload was erased
 */
public record RecordVersion(long position, Event event, Instant recorded, String actor, boolean erased) {}
