/** What was recorded, in the order of the ledger: page by page for ever, or as it happens. */
@NullMarked
package assetledger.api.changes;

import org.jspecify.annotations.NullMarked;
