/** The append-only ledger in PostgreSQL: the head lock, heads, events, answers. */
@NullMarked
package assetledger.api.ledger;

import org.jspecify.annotations.NullMarked;
