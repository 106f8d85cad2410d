package assetledger.api.ledger;

import java.time.Instant;

/**
 * Where the ledger ends.
 * @param origin the ledger's own name
 * @param size how many events there are, which is the position of the next
 * @param recorded when the last event was
 */
public record LedgerHead(String origin, long size, Instant recorded) {}
