package assetledger.api.ledger;

import java.util.UUID;

/** The idempotency key of a request, which belongs to the authority that sent it. */
public record AnswerKey(String authority, UUID key) {}
