package assetledger.api.ledger;

import java.util.UUID;

/** The idempotency key of a request, which belongs to the person who sent it. */
public record AnswerKey(String person, UUID key) {}
