package assetledger.api.ledger;

import assetledger.event.Event;
import assetledger.model.Recorded;
import assetledger.model.State;
import java.time.Instant;
import java.time.LocalDate;

/**
 * An event as history tells it.
 * @param effective the day on which it happened, by the word of whoever recorded it
 * @param recorded never earlier than that of the entry before
 * @param record as this event left it
 */
public record LedgerEntry(Event.Type type, LocalDate effective, Instant recorded, Recorded<State> record) {
    public long position() {
        return record.position();
    }
}
