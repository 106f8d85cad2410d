/** What became of one record, version by version; reads the ledger alone. */
@NullMarked
package assetledger.api.history;

import org.jspecify.annotations.NullMarked;
