/** What happened to records, and the canonical bytes that the ledger keeps and hashes. */
@NullMarked
package assetledger.event;

import org.jspecify.annotations.NullMarked;
